package io.heartbeat;

import io.heartbeat.event.HardwareCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A hardware watch checks the parts of this machine with hardware monitors, and tells a listener when something is wrong with one
 * and when it is right again. Needs no network. Thread-safe.
 *
 * <pre>{@code
 * HardwareWatch watch = HardwareWatch.start(config, event -> System.out.println(event.summary()));
 * }</pre>
 *
 * <p>A condition is told once it is certain, once more if it gets critical, and once when it is over: after two checks without it.
 * What cannot be looked at, or sleeps, keeps the conditions it has. Besides what the monitors report, there are three conditions for
 * every monitor:
 *
 * <ul>
 *   <li>{@code missing} (critical): two complete checks in a row did not find a part that was there before; over once it is seen, or
 *       {@linkplain #forget forgotten}
 *   <li>{@code unreadable} (warning): three checks in a row could not look at a part; over with the first look
 *   <li>{@code check-failing} (warning, of the component {@code <type>:monitor}): three checks in a row failed, took too long or
 *       overlooked parts; over with the first complete check
 * </ul>
 *
 * <p>What is known is kept in the directory {@code hardware} of the state directory, so a restart repeats nothing, and what changed
 * meanwhile is told.
 */
public interface HardwareWatch extends AutoCloseable {

    /**
     * Starts to check at once, and from then on at the configured interval, on daemon threads that end with {@link #close}. Notifiers
     * are those of the configuration.
     *
     * @throws ConfigurationException if a hardware monitor or a notifier cannot be made as configured
     * @throws java.io.UncheckedIOException if the state directory is not writable or is in use by another hardware watch; the message
     *     says what to do
     */
    static HardwareWatch start(HardwareConfig config, HeartbeatListener listener) {
        return RunningHardwareWatch.start(config, listener, null);
    }

    /**
     * The same with notifications that are shared, for example with a {@link Monitor}; the watch does not close them.
     *
     * @param notifications takes the place of those of the configuration; close it after the watch
     */
    static HardwareWatch start(HardwareConfig config, HeartbeatListener listener, Notifications notifications) {
        return RunningHardwareWatch.start(config, listener, Objects.requireNonNull(notifications, "notifications"));
    }

    /**
     * Checks everything once, without state, listener or notifier, and waits for the result: at most a little over five minutes, when
     * a check hangs.
     *
     * @return every component with all that is wrong with it now, confirmed or not; a check that failed is listed as the component
     *     {@code <type>:monitor} with the reason
     * @throws ConfigurationException if a hardware monitor cannot be made as configured
     */
    static List<ComponentSnapshot> checkOnce(HardwareConfig config) {
        return RunningHardwareWatch.checkOnce(config);
    }

    /** What is known of every component now, and which of its conditions are open. Never waits. */
    List<ComponentSnapshot> components();

    /**
     * Every open condition: told, and not over. Empty as long as nothing is known, which ends when something is remembered from an
     * earlier run, or when every monitor, of which there must be one, has had its say. Never waits; as long as nothing changes the list
     * is the same instance.
     */
    Optional<List<HardwareCondition>> conditions();

    /**
     * Forgets a component for good, for example a disk that was taken out on purpose; what was open about it is told as over. If it is
     * seen again it is new.
     *
     * @param component the component's name, for example {@code smart:wwn-5000c500a1b2c3d4}
     * @return false if no component has this name
     */
    boolean forget(String component);

    /** Every hardware monitor that was found or configured, whether it is active, and why not. */
    List<PluginStatus> plugins();

    /**
     * Interrupts checks that go on, writes down what is known, and lets the listener finish with what has happened, all within a few
     * seconds. Safe to call again.
     */
    @Override
    void close();
}
