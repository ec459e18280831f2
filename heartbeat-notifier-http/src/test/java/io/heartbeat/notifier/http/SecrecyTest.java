package io.heartbeat.notifier.http;

import static io.heartbeat.notifier.http.Given.TOKEN;
import static io.heartbeat.notifier.http.Given.attempt;
import static io.heartbeat.notifier.http.Given.flatlined;
import static io.heartbeat.notifier.http.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The token is in the one header, and nowhere else. */
@Timeout(60)
class SecrecyTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AutoClose
    private final ScriptedServer service = new ScriptedServer();

    @Test
    void noOutcomeTellsIt() throws Exception {
        String echo = "{\"id\":\"" + TOKEN + "\",\"error\":\"no " + TOKEN + "\u00a0" + TOKEN + "\"}";
        Notifier notifier = notifier(service);
        for (int status : new int[] {200, 302, 400, 401, 403, 404, 408, 429, 500, 503}) {
            service.next(status + " " + TOKEN, echo, "Location: https://x.example/" + TOKEN + "?" + TOKEN);
            tell(notifier.deliver(flatlined(), attempt()));
        }
        service.next(socket -> {
            ScriptedServer.write(socket, (TOKEN + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            throw new IOException();
        });
        tell(notifier.deliver(flatlined(), attempt()));

        assertThat(told).hasSize(11);
        assertThat(told.toString()).doesNotContain(TOKEN).contains("[hidden]");
    }

    @Test
    void noObjectTellsIt() throws Exception {
        for (Notifier notifier : Given.notifiers(service, "token", TOKEN + ",other")) {
            tell(notifier);
            tell(notifier.recipient());
        }

        assertThat(told.toString())
                .doesNotContain(TOKEN)
                .doesNotContain(TOKEN.substring(0, 8))
                .contains("Sample[");
    }

    @Test
    void neitherDoesARequestThatCannotBeMade() throws Exception {
        String token = "two\u00e9words-in-one-token";
        Outcome outcome = notifier(service, "token", token).deliver(flatlined(), attempt());

        assertThat(outcome.toString())
                .contains("refusal=CONFIGURATION", "Sample cannot be asked", "correct notifier.test.token")
                .doesNotContain("words-in-one-token");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void noLogTellsIt() throws Exception {
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                tell(record.getMessage());
                tell(record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Notifier notifier = notifier(service);
            notifier.deliver(flatlined(), attempt());
            service.close();
            notifier.deliver(flatlined(), attempt());
            notifier.close();
        } finally {
            System.setOut(out);
            root.setLevel(level);
            root.removeHandler(handler);
        }

        assertThat(told.toString() + printed).doesNotContain(TOKEN);
    }

    private void tell(Object object) {
        told.add(String.valueOf(object));
    }
}
