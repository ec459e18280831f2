package io.heartbeat.notifier.mqtt;

import static io.heartbeat.notifier.mqtt.Given.attempt;
import static io.heartbeat.notifier.mqtt.Given.errors;
import static io.heartbeat.notifier.mqtt.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.NotifierContract;
import io.heartbeat.testkit.SampleNotifications;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MqttTest {

    @Test
    void keepsTheContractOfANotifier() throws Exception {
        try (SmallBroker broker = new SmallBroker(0)) {
            NotifierContract.of(new MqttFactory())
                    .with("url", broker.url())
                    .with("user", "heartbeat")
                    .with("password", "correct-horse-battery")
                    .unreachableWith("url", "mqtt://127.0.0.1:1")
                    .verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"4, AUTHORISATION, password", "5, AUTHORISATION, password", "1, CONFIGURATION, url"})
    void aRefusedConnectionNamesTheSetting(int code, Refusal refusal, String key) throws Exception {
        try (SmallBroker broker = new SmallBroker(code)) {
            Notifier notifier = notifier(broker.url(), "user", "heartbeat", "password", "correct-horse-battery");
            Outcome.Rejected rejected = (Outcome.Rejected) notifier.deliver(SampleNotifications.problem(), attempt());

            assertThat(rejected.refusal()).isEqualTo(refusal);
            assertThat(rejected.reason())
                    .startsWith("The broker at 127.0.0.1:")
                    .endsWith("; correct notifier.test." + key);
        }
    }

    @Test
    void whoIsNobodyNeedsAUser() throws Exception {
        try (SmallBroker broker = new SmallBroker(5)) {
            Outcome.Rejected rejected =
                    (Outcome.Rejected) notifier(broker.url()).deliver(SampleNotifications.problem(), attempt());

            assertThat(rejected.reason()).endsWith("; correct notifier.test.user");
        }
    }

    @Test
    void aBrokerThatIsBusyIsTriedAgain() throws Exception {
        try (SmallBroker broker = new SmallBroker(3)) {
            assertThat(notifier(broker.url()).deliver(SampleNotifications.problem(), attempt()))
                    .isEqualTo(Outcome.retry("The broker at " + broker.url().replace("mqtt://", "")
                            + " is not available (return code 3)"));
        }
    }

    @Test
    void aBrokerThatIsSilentCostsNoMoreThanTheTimeout() throws Exception {
        try (SmallBroker broker = new SmallBroker(SmallBroker.SILENT)) {
            Outcome outcome = notifier(broker.url(), "timeout", "1s").deliver(SampleNotifications.problem(), attempt());

            assertThat(outcome).isInstanceOf(Outcome.Retry.class);
        }
    }

    @Test
    void certificatesThatCannotBeReadAreASetting() throws Exception {
        Outcome.Rejected rejected = (Outcome.Rejected) notifier("mqtts://127.0.0.1:1", "trust", "/nonexistent/ca.pem")
                .deliver(SampleNotifications.problem(), attempt());

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason()).contains("/nonexistent/ca.pem").endsWith("; correct notifier.test.trust");
    }

    @Test
    void theDeadlineHoldsAsWell() throws Exception {
        try (SmallBroker broker = new SmallBroker(SmallBroker.SILENT)) {
            Outcome outcome =
                    notifier(broker.url()).deliver(SampleNotifications.problem(), attempt(Duration.ofSeconds(1)));

            assertThat(outcome).isInstanceOf(Outcome.Retry.class);
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (SmallBroker broker = new SmallBroker(SmallBroker.SILENT)) {
            Notifier notifier = notifier(broker.url());
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                try {
                    Thread.sleep(300); // until it surely waits
                } catch (InterruptedException e) {
                    return;
                }
                caller.interrupt();
            });
            interrupter.start();

            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> notifier.deliver(SampleNotifications.problem(), attempt()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker.lan",
                "http://broker.lan",
                "mqtt://",
                "mqtt://user:correct-horse-battery@broker.lan",
                "mqtt://broker.lan/path",
                "mqtt://broker.lan?x=y",
                "mqtt://bro ker"
            })
    void refusesAUrlThatIsNone(String url) {
        assertThat(errors(url))
                .singleElement()
                .asString()
                .startsWith("test.url must be like mqtt://broker.lan")
                .doesNotContain("correct-horse-battery");
    }

    @Test
    void knowsTheUsualPorts() {
        assertThat(notifier("mqtt://broker.lan")).hasToString("mqtt[broker.lan:1883]");
        assertThat(notifier("mqtts://broker.lan/")).hasToString("mqtt[broker.lan:8883]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+/b", "a/#", "$SYS", "/a", "a/"})
    void refusesATopicThatNobodyCanPublishTo(String topic) {
        assertThat(errors("mqtt://broker.lan", "topic", topic))
                .singleElement()
                .asString()
                .startsWith("test.topic must");
    }

    @Test
    void asksForAllItNeeds() {
        assertThat(errors("mqtt://broker.lan", "user", "heartbeat"))
                .containsExactly("test.password must be set too: they belong together");
        assertThat(errors("mqtt://broker.lan", "password", "correct-horse-battery"))
                .containsExactly("test.user must be set too: they belong together");
    }
}
