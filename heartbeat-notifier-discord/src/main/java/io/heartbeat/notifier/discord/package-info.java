/** Notifications through Discord: {@link io.heartbeat.notifier.discord.DiscordFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.discord;

import org.jspecify.annotations.NullMarked;
