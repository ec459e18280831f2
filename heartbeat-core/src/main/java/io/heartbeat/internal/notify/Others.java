package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Knows whether more hosts are about to flatline with those that have: they are named by these, and have not been told of yet. */
final class Others {
    private Others() {}

    static boolean areToCome(Collection<HeartbeatEvent> events, Set<String> down) {
        Set<String> named = new HashSet<>();
        Set<String> here = new HashSet<>();
        for (HeartbeatEvent event : events) {
            if (event instanceof HostFlatlined flatlined) {
                named.addAll(flatlined.evidence().silentTogether());
                here.add(event.host());
            } else if (event instanceof HostFlapping) {
                here.add(event.host());
            }
        }
        return named.stream().anyMatch(host -> !here.contains(host) && !down.contains(Wording.plain(host)));
    }
}
