/** Carries notifications to Microsoft Teams. */
module io.heartbeat.notifier.teams {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.teams;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.teams.TeamsFactory;
}
