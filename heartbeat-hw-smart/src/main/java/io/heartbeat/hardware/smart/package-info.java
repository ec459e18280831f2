/** A hardware monitor that reads the health of disks through smartctl; {@link io.heartbeat.hardware.smart.SmartFactory} makes it. */
@NullMarked
package io.heartbeat.hardware.smart;

import org.jspecify.annotations.NullMarked;
