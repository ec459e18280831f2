package io.heartbeat.internal.notify;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostRestarted;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import java.util.Set;

/** What an event does to what people believe of its subject: a host, a component of one, a monitor. */
enum Role {
    BEGINS,
    ENDS,
    SHOWS_LIFE,
    NOTE,
    UNTOLD;

    static final String HOST = "host ";
    private static final String HARDWARE = "hardware ";
    private static final Set<String> SIGNS_OF_LIFE = Set.of("HOST_RECOVERED", "HOST_DISCOVERED", "HOST_RESTARTED");

    static Role of(HeartbeatEvent event) {
        if (event instanceof HostLate) {
            return UNTOLD;
        }
        if (event instanceof HostFlatlined
                || event instanceof HostFlapping
                || event instanceof HostDeparted
                || event instanceof HardwareProblem
                || event instanceof MonitorIsolated) {
            return BEGINS;
        }
        if (event instanceof HostRecovered || event instanceof HardwareRecovered || event instanceof MonitorRejoined) {
            return ENDS;
        }
        return event instanceof HostDiscovered || event instanceof HostRestarted ? SHOWS_LIFE : NOTE;
    }

    /** Whether notifications of this type say of a host that it is up. */
    static boolean isSignOfLife(String type) {
        return SIGNS_OF_LIFE.contains(type);
    }

    static String subject(HeartbeatEvent event) {
        String host = Wording.plain(event.host());
        if (event instanceof HardwareProblem problem) {
            return hardware(host, problem.condition());
        }
        if (event instanceof HardwareRecovered recovered) {
            return hardware(host, recovered.condition());
        }
        boolean monitor = event instanceof MonitorIsolated || event instanceof MonitorRejoined;
        return (monitor ? "monitor " : HOST) + host;
    }

    private static String hardware(String host, HardwareCondition condition) {
        return HARDWARE + Wording.plain(condition.component()) + " " + host;
    }

    /** Whether this is the subject of a component of the host. */
    static boolean isHardware(String subject, String host) {
        return subject.startsWith(HARDWARE) && subject.endsWith(" " + host);
    }

    /** Which component that is. */
    static String component(String subject, String host) {
        return subject.substring(HARDWARE.length(), subject.length() - host.length() - 1);
    }
}
