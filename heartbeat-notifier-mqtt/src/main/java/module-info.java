/** Publishes notifications and the state of hosts through an MQTT broker. */
module io.heartbeat.notifier.mqtt {
    requires transitive io.heartbeat.api;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.mqtt;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.mqtt.MqttFactory;
}
