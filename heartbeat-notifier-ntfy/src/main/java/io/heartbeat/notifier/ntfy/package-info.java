/** Notifications through ntfy: {@link io.heartbeat.notifier.ntfy.NtfyFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.ntfy;

import org.jspecify.annotations.NullMarked;
