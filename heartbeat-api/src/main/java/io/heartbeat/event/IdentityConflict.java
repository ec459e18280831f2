package io.heartbeat.event;

import java.time.Instant;

/**
 * Two live senders claim one name: a cloned machine, or two that were given the same name. Only the newer one is watched.
 *
 * @param address where the watched sender's beats come from
 * @param otherAddress where the other sender's beats come from
 */
public record IdentityConflict(String id, String host, Instant at, String address, String otherAddress)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Identity Conflict";
    }

    @Override
    public String summary() {
        return "Two live senders are named " + host + ": " + address + " (watched) and " + otherAddress
                + " (not watched); give each its own name";
    }
}
