package io.heartbeat.internal.wire;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A keyring holds the keys a process accepts; it seals with the first, so that keys can be replaced without a gap. */
public final class KeyRing implements OpeningKeys {
    private final List<GroupKey> keys;

    /** The same by their ids, and these: so a thousand keys cost a datagram little more than one. */
    private final GroupKey[] byId;

    private final int[] ids;

    public KeyRing(List<GroupKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a keyring needs at least one key");
        }
        this.keys = List.copyOf(keys);
        byId = keys.stream().sorted(Comparator.comparingInt(GroupKey::id)).toArray(GroupKey[]::new);
        ids = Arrays.stream(byId).mapToInt(GroupKey::id).toArray();
    }

    public GroupKey sealing() {
        return keys.get(0);
    }

    public @Nullable GroupKey find(int id) {
        int place = Arrays.binarySearch(ids, id);
        return place < 0 ? null : byId[place];
    }

    @Override
    public boolean holds(int keyId) {
        return find(keyId) != null;
    }

    @Override
    public HostCipher cipherFor(int keyId, SenderId sender) {
        GroupKey key = find(keyId);
        if (key == null) {
            throw new IllegalArgumentException("this keyring does not hold the key " + HeldKeys.id(keyId));
        }
        return key.cipherFor(sender);
    }

    /** {@return the ids of the keys, the one that seals first, as people see them} */
    public List<String> ids() {
        return keys.stream().map(key -> HeldKeys.id(key.id())).toList();
    }
}
