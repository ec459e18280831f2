package io.heartbeat.notifier.http;

import static io.heartbeat.notifier.http.Given.attempt;
import static io.heartbeat.notifier.http.Given.flatlined;
import static io.heartbeat.notifier.http.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.ScriptedServer;
import java.io.EOFException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service of a page of code, and what it has for free. */
@Timeout(120)
class SampleTest {

    @Test
    void readsTheTimeInTheReadersZone() throws Exception {
        try (ScriptedServer service = new ScriptedServer()) {
            notifier(service, "zone", "Asia/Tokyo").deliver(flatlined(), attempt());

            assertThat(service.only().body()).contains(" at 19:00:00, 2026-11-22\"");
        }
    }

    @Test
    void aRecoveryFollowsItsAlarm() throws Exception {
        try (ScriptedServer service = new ScriptedServer()) {
            Notifier notifier = notifier(service);
            service.next("200 OK", "{\"id\":\"m-7\"}");
            notifier.deliver(flatlined(), attempt());
            notifier.deliver(SampleNotifications.recovery(), attempt());
            notifier.deliver(SampleNotifications.recovery(), attempt());

            assertThat(service.requests())
                    .extracting(
                            request -> request.requestLine() + request.body().contains("\"thread\":\"m-7\""))
                    .containsExactly(
                            "POST /messages HTTP/1.1false",
                            "GET /quiet HTTP/1.1false",
                            "POST /messages HTTP/1.1true",
                            "GET /quiet HTTP/1.1false",
                            "POST /messages HTTP/1.1false");
        }
    }

    @Test
    void whatComesBeforehandIsTriedAgainIfThereIsNoAnswer() throws Exception {
        try (ScriptedServer service = new ScriptedServer()) {
            service.next(socket -> {
                throw new EOFException();
            });

            assertThat(notifier(service).deliver(SampleNotifications.recovery(), attempt()))
                    .isInstanceOf(Outcome.Retry.class);
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void anAlarmIsForgottenWhenThereAreTooMany() {
        Alarms alarms = new Alarms();
        for (int i = 0; i < 2_000; i++) {
            alarms.delivered(problem("alarm", "incident-" + i), "m-" + i);
        }

        assertThat(alarms.before(problem("news", "incident-999"))).isEmpty();
        assertThat(alarms.before(problem("news", "incident-1000"))).contains("m-1000");
    }

    @Test
    void anAlarmThatComesAgainDoesNotFollowItself() {
        Alarms alarms = new Alarms();
        alarms.delivered(problem("alarm", "incident"), "m-1");

        assertThat(alarms.before(problem("alarm", "incident"))).isEmpty();
        assertThat(alarms.before(problem("worse", "incident"))).contains("m-1");
    }

    private static Notification problem(String id, String incident) {
        Notification problem = flatlined();
        return new Notification(
                id,
                problem.type(),
                problem.host(),
                problem.at(),
                problem.severity(),
                problem.phase(),
                incident,
                problem.title(),
                problem.text(),
                problem.details());
    }

    @Test
    void tellsRecipientsApart() throws Exception {
        try (ScriptedServer service = new ScriptedServer()) {
            assertThat(Given.notifiers(service, "token", "one,two"))
                    .extracting(Notifier::recipient)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[0-9a-f]{8}"));
        }
    }
}
