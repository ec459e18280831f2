/** Hands notifications to an Apprise API server, which knows a hundred services. */
module io.heartbeat.notifier.apprise {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.apprise;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.apprise.AppriseFactory;
}
