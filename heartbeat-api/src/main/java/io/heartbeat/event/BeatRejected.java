package io.heartbeat.event;

import java.time.Instant;

/**
 * A beat could not be counted, and a person may have to help. All of them are genuine but those that are
 * {@linkplain Rejection#OUTDATED_KEY outdated}. Told at most once per host in ten minutes; every rejection, told or not, is counted in {@link Reception}.
 *
 * @param reason why it did not count
 * @param address where it came from
 * @param advice what to do about it
 */
public record BeatRejected(String id, String host, Instant at, Rejection reason, String address, String advice)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Beat Rejected";
    }

    @Override
    public String summary() {
        return "Beat of " + host + " from " + address + " rejected: " + reason.meaning() + "; " + advice;
    }
}
