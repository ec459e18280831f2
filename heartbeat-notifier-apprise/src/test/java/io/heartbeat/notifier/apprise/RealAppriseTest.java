package io.heartbeat.notifier.apprise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.ScriptedServer;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent to the server is what the real {@code apprise} command takes, and passes on. */
@Timeout(120)
class RealAppriseTest {
    @AutoClose
    private final ScriptedServer service = new ScriptedServer();

    @AutoClose
    private final NotifierTrial gateway = NotifierTrial.of(new AppriseFactory()).with("timeout", "60s");

    RealAppriseTest() throws Exception {}

    @BeforeEach
    void openTheGateway() {
        assumeThat(isThere())
                .as("the command 'apprise' is there (Debian: apt install apprise)")
                .isTrue();
        gateway.with("urls", "json://127.0.0.1:" + service.port() + "/hub");
        gateway.server().next(this::passOn);
    }

    private static boolean isThere() {
        try {
            return apprise("--version") == 0;
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void aNotificationArrivesWhole() {
        assertThat(gateway.deliver(SampleNotifications.problem())).isEqualTo(Outcome.delivered());

        JsonObject arrived = Json.object(service.only().body());
        assertThat(service.only().requestLine()).startsWith("POST /hub");
        assertThat(Json.text(arrived, "title")).isEqualTo("Flatlined Host: nas");
        assertThat(Json.text(arrived, "message"))
                .isEqualTo("nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22");
        assertThat(Json.text(arrived, "type")).isEqualTo("failure");
    }

    @Test
    void aServiceThatRefusesIsTold() {
        service.usually("500 Oops", "");

        assertThat(gateway.deliver(SampleNotifications.problem())).isInstanceOf(Outcome.Retry.class);
    }

    /** As an Apprise API server does. */
    private void passOn(Socket socket) throws Exception {
        JsonObject json = Json.object(gateway.server().only().body());
        int code = apprise(
                "--title=" + Json.text(json, "title"),
                "--body=" + Json.text(json, "body"),
                "--notification-type=" + Json.text(json, "type"),
                "--input-format=" + Json.text(json, "format"),
                Json.text(json, "urls"));
        String answer = code == 0 ? "200 OK" : "424 Failed Dependency";
        ScriptedServer.answer(answer, "{\"error\":null}".getBytes(UTF_8)).play(socket);
    }

    private static int apprise(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("apprise"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
