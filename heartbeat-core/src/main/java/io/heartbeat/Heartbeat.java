package io.heartbeat;

import java.util.Objects;

/**
 * A heartbeat tells monitors, every interval, that this process is alive, until it says goodbye. Thread-safe.
 *
 * <pre>{@code
 * try (Heartbeat heartbeat = Heartbeat.start(config)) {
 *     ...
 * }
 * }</pre>
 */
public interface Heartbeat extends AutoCloseable {

    /**
     * Starts to beat on one daemon thread, which ends with {@link #close}, or with a goodbye when the JVM shuts down. The network
     * may be down: the beats get out as soon as it is up.
     *
     * @throws java.io.UncheckedIOException if the system gives no socket at all
     */
    static Heartbeat start(HeartbeatConfig config) {
        return RunningHeartbeat.start(config, () -> null);
    }

    /**
     * The same with everything that is wrong with this machine's hardware on its beats, so that every monitor tells of it, and when it
     * is right again.
     *
     * @param hardware whose open conditions are told; close it after the heartbeat, which does not close it
     * @throws java.io.UncheckedIOException if the system gives no socket at all
     */
    static Heartbeat start(HeartbeatConfig config, HardwareWatch hardware) {
        Objects.requireNonNull(hardware, "hardware");
        return RunningHeartbeat.start(config, () -> hardware.conditions().orElse(null));
    }

    /** The name under which this host is watched. */
    String name();

    /** Says goodbye, so that the coming silence is no alarm, and stops. Takes about a tenth of a second; safe to call again. */
    @Override
    void close();
}
