package io.heartbeat.event;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a host, to its hardware, or to the monitor that watches it.
 *
 * <p>Events are immutable and safe to share between threads. New kinds may join this hierarchy in a minor release, so a
 * {@code switch} over it wants a default.
 */
public sealed interface HeartbeatEvent
        permits HostDiscovered,
                HostLate,
                HostFlatlined,
                HostFlapping,
                HostRecovered,
                HostRestarted,
                HostDeparted,
                HardwareProblem,
                HardwareRecovered,
                MonitorIsolated,
                MonitorRejoined,
                IdentityConflict,
                BeatRejected {

    /** Identifies this occurrence: the same occurrence told twice, even across a restart, has the same id. */
    String id();

    /** The name of the host concerned; for an event about the monitor itself, the monitor's own host name. */
    String host();

    /** When this was noticed, by the wall clock of the machine that tells it. */
    Instant at();

    /** How much it matters. */
    Severity severity();

    /** What kind of thing happened, in a few words that fit in front of the host's name: {@code Flatlined Host}. */
    String title();

    /** What happened, in one line for a person, without a time stamp. */
    String summary();

    /** The kind of event: its record's name in upper snake case, for example {@code HOST_FLATLINED}. */
    default String type() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
