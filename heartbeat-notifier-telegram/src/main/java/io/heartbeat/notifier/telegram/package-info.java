/** Notifications through Telegram: {@link io.heartbeat.notifier.telegram.TelegramFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.telegram;

import org.jspecify.annotations.NullMarked;
