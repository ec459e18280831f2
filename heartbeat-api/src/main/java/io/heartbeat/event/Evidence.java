package io.heartbeat.event;

import java.time.Duration;
import java.util.List;

/**
 * Why a host was declared flatlined.
 *
 * @param beatsMissed how many promised beats did not come
 * @param expectedGap the gap to the next beat that the last beat promised
 * @param loss the share of this session's earlier beats that never arrived, 0 to 1: a busy network, or a dead host?
 * @param heardSinceStart false when the host is remembered from an earlier run of the monitor and has not been heard in
 *     this one
 * @param jitter how much later than the fastest ones its beats usually arrived
 * @param allowedSilence the silence that was allowed to this host; what was more made it flatlined
 * @param solicitations how often it was asked in vain whether it lives; 0 where questions do not get through, or were not needed
 * @param monitorDelay by how much the monitor itself was late at worst, in its rounds of the last minute
 * @param address where its last beat came from, or empty
 * @param interfaces the monitor's network interfaces on whose network the host's address is
 * @param silentTogether hosts that fell silent at the same time and have not been heard since, the nearest in time first; of more than
 *     twenty, the last element says in words how many more
 */
public record Evidence(
        long beatsMissed,
        Duration expectedGap,
        double loss,
        boolean heardSinceStart,
        Duration jitter,
        Duration allowedSilence,
        int solicitations,
        Duration monitorDelay,
        String address,
        List<String> interfaces,
        List<String> silentTogether) {

    /** Copies the lists. */
    public Evidence {
        interfaces = List.copyOf(interfaces);
        silentTogether = List.copyOf(silentTogether);
    }
}
