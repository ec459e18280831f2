package io.heartbeat;

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
        return RunningHeartbeat.start(config);
    }

    /** The name under which this host is watched. */
    String name();

    /** Says goodbye, so that the coming silence is no alarm, and stops. Takes about a tenth of a second; safe to call again. */
    @Override
    void close();
}
