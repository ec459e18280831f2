package io.heartbeat.event;

import java.util.Map;

/**
 * What a monitor made of the datagrams that reached it since it started.
 *
 * @param received all datagrams read from the network
 * @param accepted those that counted
 * @param rejected those that did not, by reason; reasons that never occurred are absent
 * @param dropped how many more the system threw away unread because a receive buffer was full, as far as it tells and as it
 *     was at most ten seconds ago; they excuse the hosts that were not heard
 */
public record Reception(long received, long accepted, Map<Rejection, Long> rejected, long dropped) {

    /** Copies the map. */
    public Reception {
        rejected = Map.copyOf(rejected);
    }

    /** How many datagrams were rejected for this reason. */
    public long rejected(Rejection reason) {
        return rejected.getOrDefault(reason, 0L);
    }
}
