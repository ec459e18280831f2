package io.heartbeat.internal.monitor;

import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.SenderId;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that were last heard under a key which has been retired since: they may have slept while the secret was replaced. Their beats
 * cannot be opened any more; what names them is the pseudonym that the monitor remembers. Anybody can copy that from a recording, so it is
 * worth a word to a person and nothing else.
 */
final class Latecomers {
    private final Map<SenderId, WatchedHost> hosts = new HashMap<>();

    Latecomers(KeyRing keys, Collection<WatchedHost> remembered) {
        for (WatchedHost host : remembered) {
            if (host.rememberedSender != null && host.keys != null && keys.find(host.keys.sealing()) == null) {
                hosts.put(host.rememberedSender, host);
            }
        }
    }

    /** The host of which this datagram, under an unknown key, claims to be; null if there is none, or it has been heard under a known key. */
    @Nullable
    WatchedHost find(ByteBuffer datagram) {
        SenderId claimed = hosts.isEmpty() ? null : SenderId.claimedBy(datagram);
        WatchedHost host = claimed == null ? null : hosts.get(claimed);
        return host == null || host.heard || host.forgotten ? null : host;
    }
}
