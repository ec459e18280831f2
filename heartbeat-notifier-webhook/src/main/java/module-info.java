/** Hands notifications to programs that are called over HTTP. */
module io.heartbeat.notifier.webhook {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.webhook;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.webhook.WebhookFactory;
}
