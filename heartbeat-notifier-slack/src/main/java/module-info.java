/** Carries notifications to Slack. */
module io.heartbeat.notifier.slack {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.slack;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.slack.SlackFactory;
}
