/** Carries notifications to Pushbullet. */
module io.heartbeat.notifier.pushbullet {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.pushbullet;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.pushbullet.PushbulletFactory;
}
