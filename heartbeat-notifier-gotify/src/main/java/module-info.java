/** Carries notifications to Gotify. */
module io.heartbeat.notifier.gotify {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.gotify;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.gotify.GotifyFactory;
}
