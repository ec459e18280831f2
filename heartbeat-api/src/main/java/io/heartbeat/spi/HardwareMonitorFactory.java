package io.heartbeat.spi;

/**
 * Makes the hardware monitor of one type. Found by {@link java.util.ServiceLoader}, so it is public with a public constructor
 * without parameters; that constructor does nothing.
 *
 * <p>A type that can do without settings is active as soon as its jar is there. One that lacks required settings stays idle until
 * it has them.
 */
public interface HardwareMonitorFactory {

    /**
     * The type that {@code hardware.<type>.} keys address, and the first part of every component's name: lower-case letters, digits
     * and dashes, for example {@code smart}. Always the same.
     */
    String type();

    /**
     * Makes the monitor. Reads settings and touches nothing else: no device, no process. Called by one thread at a time.
     *
     * @throws RuntimeException if that is impossible for another reason than the settings; the message is shown to the user
     */
    HardwareMonitor create(PluginSettings settings);
}
