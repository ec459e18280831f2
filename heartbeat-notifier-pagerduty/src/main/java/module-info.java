/** Opens and closes incidents at PagerDuty. */
module io.heartbeat.notifier.pagerduty {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.pagerduty;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.pagerduty.PagerDutyFactory;
}
