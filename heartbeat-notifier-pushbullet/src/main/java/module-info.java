/** Carries notifications to Pushbullet. */
module io.heartbeat.notifier.pushbullet {
    requires transitive io.heartbeat.api;
    requires com.google.gson;
    requires okhttp3;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.pushbullet;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.pushbullet.PushbulletFactory;
}
