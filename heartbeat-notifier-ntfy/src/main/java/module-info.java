/** Carries notifications to ntfy. */
module io.heartbeat.notifier.ntfy {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.ntfy;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.ntfy.NtfyFactory;
}
