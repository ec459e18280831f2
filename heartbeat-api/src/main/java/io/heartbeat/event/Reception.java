package io.heartbeat.event;

import java.util.Map;

/**
 * What a monitor made of the datagrams that reached it since it started.
 *
 * @param received all datagrams read from the network
 * @param accepted those that counted
 * @param rejected those that did not, by reason; reasons that never occurred are absent
 */
public record Reception(long received, long accepted, Map<Rejection, Long> rejected) {

    /** Copies the map. */
    public Reception {
        rejected = Map.copyOf(rejected);
    }

    /** How many datagrams were rejected for this reason. */
    public long rejected(Rejection reason) {
        return rejected.getOrDefault(reason, 0L);
    }
}
