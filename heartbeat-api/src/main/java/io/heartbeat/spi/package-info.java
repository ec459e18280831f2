/**
 * What a plug-in implements. A plug-in is a jar with a factory, named in {@code META-INF/services} (and, if it is a module, in
 * {@code provides … with}); it needs nothing but this module on its class path.
 *
 * <ul>
 *   <li>A {@link io.heartbeat.spi.NotifierFactory} makes {@link io.heartbeat.spi.Notifier}s, which carry notifications to people.
 *   <li>A {@link io.heartbeat.spi.HardwareMonitorFactory} makes {@link io.heartbeat.spi.HardwareMonitor}s, which check the parts
 *       of this machine.
 * </ul>
 *
 * <p>A plug-in states facts; the core owns time, threads, retries, state and disk. Whatever a plug-in does wrong (throwing, hanging,
 * a class that is missing) costs that plug-in alone.
 */
@NullMarked
package io.heartbeat.spi;

import org.jspecify.annotations.NullMarked;
