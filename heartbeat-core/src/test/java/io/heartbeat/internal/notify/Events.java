package io.heartbeat.internal.notify;

import io.heartbeat.event.Evidence;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostRestarted;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events to be told of. */
final class Events {
    static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    private Events() {}

    static HeartbeatEvent flatlined(String id, String host) {
        return flatlined(id, host, "192.0.2.7", 0);
    }

    static HeartbeatEvent flatlined(String id, String host, String address, int millisEarlier, String... together) {
        return new HostFlatlined(
                id,
                host,
                AT,
                AT.minusSeconds(6).minusMillis(millisEarlier),
                Duration.ofSeconds(6),
                new Evidence(
                        3,
                        Duration.ofSeconds(2),
                        0.25,
                        true,
                        Duration.ofMillis(2),
                        Duration.ofMillis(4_200),
                        8,
                        Duration.ZERO,
                        address,
                        List.of("eth0"),
                        List.of(together)));
    }

    static HeartbeatEvent flapping(String id, String host) {
        return new HostFlapping(id, host, AT, 3, Duration.ofMinutes(12));
    }

    static HeartbeatEvent departed(String id, String host) {
        return new HostDeparted(id, host, AT);
    }

    static HeartbeatEvent recovered(String id, String host) {
        return new HostRecovered(id, host, AT, Duration.ofMinutes(2), HostState.FLATLINED, true);
    }

    static HeartbeatEvent discovered(String id, String host) {
        return new HostDiscovered(id, host, AT, Duration.ofSeconds(2), "192.0.2.7", true);
    }

    static HeartbeatEvent restarted(String id, String host) {
        return new HostRestarted(id, host, AT, Duration.ofSeconds(3));
    }

    static HeartbeatEvent problem(String host, String code, Severity severity) {
        return HardwareProblem.of(host, AT, condition(code, severity), true);
    }

    static HeartbeatEvent cured(String host, String code, Severity severity) {
        return HardwareRecovered.of(host, AT, condition(code, severity), true);
    }

    private static HardwareCondition condition(String code, Severity severity) {
        return new HardwareCondition(
                "smart:wwn-1",
                "WD Red (serial WX12)",
                code,
                severity,
                "648 sectors cannot be read",
                "Replace the disk",
                "pending sectors 648",
                AT.minusSeconds(60));
    }
}
