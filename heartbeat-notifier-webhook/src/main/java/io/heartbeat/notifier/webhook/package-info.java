/** Hands notifications to programs that are called over HTTP. {@link io.heartbeat.notifier.webhook.WebhookFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.webhook;

import org.jspecify.annotations.NullMarked;
