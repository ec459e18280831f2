package io.heartbeat.notifier.mqtt;

import com.google.auto.service.AutoService;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import io.heartbeat.spi.Trust;
import java.time.Duration;
import java.util.List;

/**
 * The notifier type {@code mqtt}: publishes every notification, and the state of hosts, through an <a
 * href="https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html">MQTT 3.1.1</a> broker.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url}: where the broker is: {@code mqtt://HOST[:1883]}, or {@code mqtts://HOST[:8883]} for TLS. Required.
 *   <li>{@code user}, and {@code password} or {@code password-file}: how to log in; without TLS they can be read by everyone on the
 *       way. Default none.
 *   <li>{@code topic}: what all topics begin with. Default {@code heartbeat}.
 *   <li>{@code trust}: a PEM file with the certificates to believe, for brokers with one of their own making. Default what this Java
 *       platform trusts.
 *   <li>{@code timeout}: how long each step may take, 1 s to 1 min. Default 20 s; 5 s to connect.
 * </ul>
 *
 * <p>Every notification goes to {@code heartbeat/event}. What tells of a state is also retained, so that who subscribes later knows it:
 * whether a host lives at {@code heartbeat/host/<host>/alive}, of a monitor at {@code …/monitor}, of hardware at {@code
 * …/hardware/<component>/<code>}. All are the JSON of {@link io.heartbeat.spi.Notification#toJson}; its {@code type} says which state
 * it is, and where several hosts share one, the topic says whose. In host names, {@code / + # %} are written as in URLs.
 *
 * <p>Sent at least once (QoS 1): a repeated attempt is the same to the byte. A broker that lets nobody publish under the topic does not
 * say so in this version of MQTT. Of notifications that a long outage has gathered into a digest, only the digest is published, and
 * states are those of before.
 */
@AutoService(NotifierFactory.class)
public final class MqttFactory implements NotifierFactory {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
    private static final int LONGEST_TOPIC = 200;

    /** For the service loader. */
    public MqttFactory() {}

    @Override
    public String type() {
        return "mqtt";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        Broker broker = Broker.read(settings);
        String user = settings.optional("user").orElse("");
        List<SecretText> passwords = settings.secrets("password");
        SecretText password = passwords.isEmpty() ? SecretText.of("") : passwords.get(0);
        if (passwords.size() > 1) {
            settings.problem("password", "must be one; put it into a file if it holds a comma (it is not shown here)");
        }
        if (user.isEmpty() != password.isEmpty()) {
            settings.problem(user.isEmpty() ? "user" : "password", "must be set too: they belong together");
        }
        Topics topics = new Topics(topic(settings));
        Trust trust = Trust.of(settings);
        Duration timeout = settings.duration("timeout", TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT);
        return List.of(new Mqtt(broker, user, password, trust, topics, timeout, settings.name()));
    }

    private static String topic(PluginSettings settings) {
        String topic = settings.optional("topic").orElse("heartbeat");
        if (topic.length() > LONGEST_TOPIC || !topic.matches("[^+#$\\p{Cntrl}/][^+#\\p{Cntrl}]*(?<!/)")) {
            settings.problem(
                    "topic", "must be up to 200 characters without + and #, and not begin with $ or / or end with /");
        }
        return topic;
    }
}
