/** Notifications through Pushover: {@link io.heartbeat.notifier.pushover.PushoverFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.pushover;

import org.jspecify.annotations.NullMarked;
