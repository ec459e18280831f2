package io.heartbeat.notifier.mqtt;

import static io.heartbeat.notifier.mqtt.Given.attempt;
import static io.heartbeat.notifier.mqtt.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.SelfSigned;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against mosquitto. */
@Timeout(120)
class RealBrokerTest {
    @TempDir
    Path directory;

    @BeforeEach
    void isThere() {
        Mosquitto.assumeThere();
    }

    @Test
    void whoListensHearsOfItAndWhoComesLaterKnowsTheState() throws Exception {
        try (Mosquitto broker = new Mosquitto(directory, "allow_anonymous true")) {
            String url = "mqtt://127.0.0.1:" + broker.port();
            Notification begin = SampleNotifications.problem();
            Notification end = SampleNotifications.recovery();
            notifier(url).deliver(begin, attempt());

            try (Mosquitto.Listener listener = broker.listener()) {
                assertThat(listener.next()).isEqualTo("1 heartbeat/host/nas/alive " + begin.toJson());
                assertThat(notifier(url).deliver(end, attempt())).isEqualTo(Outcome.delivered());
                assertThat(listener.next()).isEqualTo("0 heartbeat/host/nas/alive " + end.toJson());
                assertThat(listener.next()).isEqualTo("0 heartbeat/event " + end.toJson());
            }
        }
    }

    @Test
    void aUserLogsInOverTls() throws Exception {
        SelfSigned keys = new SelfSigned(directory);
        Path passwords = Mosquitto.passwords(directory, "heartbeat", "correct-horse-battery");
        try (Mosquitto broker = new Mosquitto(
                directory,
                "certfile " + keys.certificate(),
                "keyfile " + keys.key(),
                "allow_anonymous false",
                "password_file " + passwords)) {
            String url = "mqtts://localhost:" + broker.port();
            String[] trusting = {
                "trust", keys.certificate().toString(), "user", "heartbeat", "password", "correct-horse-battery"
            };

            assertThat(notifier(url, trusting).deliver(SampleNotifications.problem(), attempt()))
                    .isEqualTo(Outcome.delivered());

            trusting[5] = "another-password";
            Outcome.Rejected rejected =
                    (Outcome.Rejected) notifier(url, trusting).deliver(SampleNotifications.problem(), attempt());
            assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);

            Outcome untrusted = notifier(url).deliver(SampleNotifications.problem(), attempt());
            assertThat(((Outcome.Retry) untrusted).reason()).startsWith("No trusted connection to localhost:");
        }
    }
}
