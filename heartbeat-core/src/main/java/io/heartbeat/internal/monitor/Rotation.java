package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.KeyUse;
import io.heartbeat.internal.wire.KeyRing;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Who is behind while a secret is being replaced. */
public final class Rotation {
    private Rotation() {}

    /** What the hosts, as far as they said, do with each key of the ring. */
    public static List<KeyUse> status(KeyRing ring, Collection<HostSnapshot> hosts) {
        List<HostSnapshot> sealed =
                hosts.stream().filter(host -> !host.keys().isEmpty()).toList();
        return ring.ids().stream()
                .map(id -> new KeyUse(
                        id,
                        names(sealed, host -> host.keys().get(0).equals(id)),
                        names(sealed, host -> !host.keys().contains(id))))
                .toList();
    }

    private static List<String> names(List<HostSnapshot> hosts, Predicate<HostSnapshot> which) {
        return hosts.stream().filter(which).map(HostSnapshot::host).sorted().toList();
    }
}
