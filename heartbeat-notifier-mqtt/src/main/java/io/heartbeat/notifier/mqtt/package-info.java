/** Publishes notifications and the state of hosts through an MQTT broker. {@link io.heartbeat.notifier.mqtt.MqttFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.mqtt;

import org.jspecify.annotations.NullMarked;
