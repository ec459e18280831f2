package io.heartbeat;

import java.time.Duration;
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

    /**
     * Announces a planned silence, for maintenance or a restart of the network, and then stops to beat until it is over or
     * {@link #resume} is called. Monitors expect the next beat at its end, and accuse this host only if none comes then. Whoever dies in
     * such a silence is not missed before it was to end.
     *
     * <p>Returns at once; the announcement is sent three times within a tenth of a second. Monitors that ask are still answered. If the
     * machine sleeps meanwhile, that time counts. A pause while paused replaces the one before, and is counted from now. Monitors of the
     * 2014 tool cannot be told. Without effect on a closed heartbeat.
     *
     * @param length how long to be silent from now on, 1 second to 7 days
     * @throws IllegalArgumentException if it is shorter or longer
     */
    void pause(Duration length);

    /** Ends a {@linkplain #pause planned silence} before its time: beats at once, and regularly from then on. Else without effect. */
    void resume();

    /** Says goodbye, so that the coming silence is no alarm, and stops. Takes about a tenth of a second; safe to call again. */
    @Override
    void close();
}
