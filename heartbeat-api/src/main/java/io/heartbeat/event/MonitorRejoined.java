package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * The monitor hears its network again; hosts that stay silent from here on are judged anew.
 *
 * @param isolation how long alarms were held
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
