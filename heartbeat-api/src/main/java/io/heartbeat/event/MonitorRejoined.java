package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * What {@link MonitorIsolated} told is over: the monitor hears its network again, and hosts that stay silent are judged anew.
 *
 * @param isolation how long the monitor could not judge, the time in which it did not run included
 */
public record MonitorRejoined(String id, String host, Instant at, Duration isolation) implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Monitor Rejoined";
    }

    @Override
    public String summary() {
        return "Monitor on " + host + " hears its network again after " + Durations.text(isolation);
    }
}
