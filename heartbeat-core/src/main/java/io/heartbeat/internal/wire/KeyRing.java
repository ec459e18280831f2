package io.heartbeat.internal.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A keyring holds the keys a process accepts; it seals with the first, so that keys can be replaced without a gap. */
public final class KeyRing implements OpeningKeys {
    private final List<GroupKey> keys;

    public KeyRing(List<GroupKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a keyring needs at least one key");
        }
        this.keys = List.copyOf(keys);
    }

    public GroupKey sealing() {
        return keys.get(0);
    }

    public @Nullable GroupKey find(int id) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).id() == id) {
                return keys.get(i);
            }
        }
        return null;
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
