/** Notifications through Gotify: {@link io.heartbeat.notifier.gotify.GotifyFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.gotify;

import org.jspecify.annotations.NullMarked;
