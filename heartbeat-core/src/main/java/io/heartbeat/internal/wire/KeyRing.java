package io.heartbeat.internal.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A keyring holds the keys a process accepts; it seals with the first, so that keys can be replaced without a gap. */
public final class KeyRing {
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
}
