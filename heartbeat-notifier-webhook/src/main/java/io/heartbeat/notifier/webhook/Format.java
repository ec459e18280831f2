package io.heartbeat.notifier.webhook;

import io.heartbeat.spi.Message;

/** In which form a notification is handed over. */
enum Format {
    /** {@link io.heartbeat.spi.Notification#toJson Our own}. */
    HEARTBEAT,
    /** What Alertmanager sends to its webhooks. */
    ALERTMANAGER;

    String json(Message message, String receiver) {
        return switch (this) {
            case HEARTBEAT -> message.notification().toJson();
            case ALERTMANAGER -> AlertGroup.of(message, receiver).toString();
        };
    }
}
