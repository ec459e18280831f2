package io.heartbeat;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.KeyUse;
import io.heartbeat.event.Reception;
import java.nio.file.Path;
import java.util.List;

/**
 * A monitor hears the heartbeats of other hosts, and tells a listener when a host is new, falls silent, comes back, restarts or
 * leaves. Thread-safe.
 *
 * <pre>{@code
 * Monitor monitor = Monitor.start(config, event -> System.out.println(event.summary()));
 * }</pre>
 */
public interface Monitor extends AutoCloseable {

    /**
     * Starts to listen on up to three daemon threads, which end with {@link #close}; and starts the notifiers of the configuration.
     *
     * @throws ConfigurationException if a notifier cannot be made as configured
     * @throws java.io.UncheckedIOException if the port cannot be bound, or the state directory is not writable or is in use by
     *     another monitor; the message says what to do
     */
    static Monitor start(MonitorConfig config, MonitorListener listener) {
        return RunningMonitor.start(config, listener, null);
    }

    /**
     * The same with notifications that are shared, for example with a {@link HardwareWatch}; the monitor does not close them.
     *
     * @param notifications takes the place of those of the configuration; close it after the monitor
     */
    static Monitor start(MonitorConfig config, MonitorListener listener, Notifications notifications) {
        return RunningMonitor.start(config, listener, notifications);
    }

    /**
     * The hosts that a monitor has written down in its state directory, without starting one: a look in from another process, at
     * most half a minute old. Takes no lock and changes nothing.
     *
     * @throws java.io.UncheckedIOException if something is there that cannot be read
     * @throws IllegalArgumentException if what is written there is of another version
     */
    static List<HostSnapshot> remembered(Path stateDirectory) {
        return RunningMonitor.remembered(stateDirectory);
    }

    /**
     * Who was behind in replacing the secret when the monitor of this configuration wrote its hosts down last: see
     * {@link #rotationStatus()}. A look in from another process, which takes no lock and changes nothing.
     *
     * @throws java.io.UncheckedIOException if something is there that cannot be read
     * @throws IllegalArgumentException if what is written there is of another version
     */
    static List<KeyUse> rotationStatus(MonitorConfig config) {
        return RunningMonitor.rotationStatus(config);
    }

    /** A consistent picture of every host this monitor knows, first discovered first. */
    List<HostSnapshot> hosts();

    /**
     * Forgets a host for good, alive or dead; if it is heard again it is new. False if no host has this name.
     *
     * @param host the host's name
     */
    boolean forget(String host);

    /**
     * Who is behind in replacing the secret: for each secret of this monitor, in the order of its ring, which hosts beat under it and which
     * do not hold it yet. A new secret can become the first everywhere once nobody lacks it, and an old one can go once nobody beats under
     * it. Hosts that beat are listed; other monitors must be looked after by themselves.
     */
    List<KeyUse> rotationStatus();

    /** What became of the datagrams that arrived so far. */
    Reception reception();

    /**
     * Stops listening, writes the hosts down, and lets the listener finish with what has happened, all within a few seconds.
     * Safe to call again.
     */
    @Override
    void close();
}
