/** Carries notifications to Pushover. */
module io.heartbeat.notifier.pushover {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.pushover;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.pushover.PushoverFactory;
}
