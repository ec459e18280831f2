/** Carries notifications to Telegram. */
module io.heartbeat.notifier.telegram {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.telegram;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.telegram.TelegramFactory;
}
