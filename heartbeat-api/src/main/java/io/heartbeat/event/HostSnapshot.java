package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a monitor knew of one host at one moment.
 *
 * @param host the host's name
 * @param state what the monitor believes of it
 * @param since when it entered that state
 * @param firstSeen when it was heard for the first time ever
 * @param lastSeen when its last beat arrived
 * @param expectedGap the gap to the next beat that its last beat promised
 * @param address where its last beat came from
 * @param loss the share of the present session's beats that never arrived, 0 to 1
 * @param verified whether its beats were shown to be fresh; false when the two clocks disagree too much, or for a host
 *     that speaks the unauthenticated legacy packet
 * @param conditions what is wrong with its hardware, as it told last; empty if all is well or it watches none
 * @param quality how well its death could be told
 * @param keys the ids of the secrets that it holds, as its last beat said, the one it beats under first; empty if it was never heard
 *     sealed
 * @param token the number of the token by which it beats; empty if it holds the group's secret
 */
public record HostSnapshot(
        String host,
        HostState state,
        Instant since,
        Instant firstSeen,
        Instant lastSeen,
        Duration expectedGap,
        String address,
        double loss,
        boolean verified,
        List<HardwareCondition> conditions,
        DetectionQuality quality,
        List<String> keys,
        String token) {

    /** Copies the lists. */
    public HostSnapshot {
        conditions = List.copyOf(conditions);
        keys = List.copyOf(keys);
    }
}
