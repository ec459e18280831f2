package io.heartbeat.notifier.http;

import static io.heartbeat.notifier.http.Given.attempt;
import static io.heartbeat.notifier.http.Given.flatlined;
import static io.heartbeat.notifier.http.Given.notifier;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that break, drip, flood or hang: each try ends in time, and asks once. */
@Timeout(180)
class UglyConnectionTest {
    private static final byte[] SUCCESS_BEGINS = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{".getBytes(UTF_8);
    private static final byte[] REFUSAL_BEGINS =
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 100000\r\n\r\n{".getBytes(UTF_8);

    @AutoClose
    private final ScriptedServer service = new ScriptedServer();

    @Test
    void aCloseBeforeTheAnswerIsTriedAgainByTheCoreOnly() throws Exception {
        service.next(UglyConnectionTest::hangUp);

        assertThat(reason(notifier(service).deliver(flatlined(), attempt())))
                .startsWith("No answer from 127.0.0.1:" + service.port() + ": ");
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aCloseOnAReusedConnectionIsTriedAgainByTheCoreOnly() throws Exception {
        Notifier notifier = notifier(service);
        notifier.deliver(flatlined(), attempt());
        service.next(UglyConnectionTest::hangUp);

        assertThat(notifier.deliver(flatlined(), attempt())).isInstanceOf(Outcome.Retry.class);
        assertThat(service.requests())
                .extracting(ScriptedServer.Received::connection)
                .containsExactly(1, 1);
    }

    @Test
    void aSuccessThatBreaksOffIsASuccess() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, SUCCESS_BEGINS);
            hangUp(socket);
        });

        assertThat(notifier(service).deliver(flatlined(), attempt())).isEqualTo(Outcome.delivered());
    }

    @Test
    void aRefusalThatBreaksOffIsTriedAgain() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, REFUSAL_BEGINS);
            hangUp(socket);
        });

        assertThat(notifier(service).deliver(flatlined(), attempt())).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void noAnswerIsWaitedForUntilTheDeadline() throws Exception {
        service.next(UglyConnectionTest::sayNothing);

        assertEndsWithin(Duration.ofMillis(300), "No answer from 127.0.0.1:" + service.port() + " in time: timeout");
    }

    @Test
    void noAnswerIsWaitedForUntilTheTimeout() throws Exception {
        service.next(UglyConnectionTest::sayNothing);
        long start = System.nanoTime();

        Outcome outcome = notifier(service, "timeout", "PT1S").deliver(flatlined(), attempt());

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
        assertThat(reason(outcome)).contains("in time");
    }

    @Test
    void aPastDeadlineIsNoEndlessWait() throws Exception {
        service.next(UglyConnectionTest::sayNothing);

        assertEndsWithin(Duration.ofSeconds(-5), "in time");
    }

    @Test
    void aDrippingRefusalIsReadUntilTheDeadline() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, REFUSAL_BEGINS);
            drip(socket);
        });

        assertEndsWithin(Duration.ofMillis(500), "in time");
    }

    @Test
    void aDrippingHeadIsReadUntilTheDeadline() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nX-Long: ".getBytes(UTF_8));
            drip(socket);
        });

        assertEndsWithin(Duration.ofMillis(500), "in time");
    }

    @Test
    void aFloodIsReadNoFurtherThanItMatters() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n{\"id\":\"".getBytes(UTF_8));
            byte[] block = "x".repeat(1 << 16).getBytes(UTF_8);
            while (true) {
                ScriptedServer.write(socket, block);
            }
        });
        long start = System.nanoTime();

        assertThat(notifier(service).deliver(flatlined(), attempt())).isEqualTo(Outcome.delivered());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aCompressedFloodIsReadNoFurtherThanItMatters() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                gzip.write(zeros);
            }
        }
        service.next(ScriptedServer.answer("500 Oops", compressed.toByteArray(), "Content-Encoding: gzip"));

        assertThat(reason(notifier(service).deliver(flatlined(), attempt())))
                .isEqualTo("Sample is in trouble: HTTP 500");
    }

    @Test
    void anEndlessHeadIsGivenUp() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            while (true) {
                ScriptedServer.write(socket, ("X-More: " + "x".repeat(8000) + "\r\n").getBytes(UTF_8));
            }
        });

        assertThat(notifier(service).deliver(flatlined(), attempt())).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void somethingElseThanHttpIsTriedAgain() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, "SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(UTF_8));
            hangUp(socket);
        });

        assertThat(notifier(service).deliver(flatlined(), attempt())).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void aRefusedConnectionIsTriedAgain() throws Exception {
        Notifier notifier = notifier(service, "url", "http://127.0.0.1:1"); // where nobody listens

        assertThat(reason(notifier.deliver(flatlined(), attempt())))
                .startsWith("No answer from 127.0.0.1:1: Failed to connect");
    }

    @Test
    void anUnknownNameIsTriedAgain() throws Exception {
        Notifier notifier = notifier(service, "url", "http://sample.invalid");

        assertThat(reason(notifier.deliver(flatlined(), attempt())))
                .isEqualTo("The name sample.invalid cannot be resolved: no network, or no such host");
    }

    @Test
    void aConnectionThatIsNeverAcceptedIsGivenUpInTime() throws Exception {
        try (DeafServer deaf = new DeafServer()) {
            Notifier notifier = notifier(service, "url", deaf.url());
            long start = System.nanoTime();

            assertThat(reason(notifier.deliver(flatlined(), attempt(Duration.ofMillis(300)))))
                    .endsWith("in time: timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    private void assertEndsWithin(Duration deadline, String reason) throws Exception {
        Notifier notifier = notifier(service);
        Attempt attempt = attempt(deadline);
        long start = System.nanoTime();

        Outcome outcome = notifier.deliver(flatlined(), attempt);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(reason(outcome)).contains(reason);
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
        return ((Outcome.Retry) outcome).reason();
    }

    private static void hangUp(Socket socket) throws IOException {
        socket.close();
        throw new EOFException();
    }

    private static void sayNothing(Socket socket) throws Exception {
        socket.getInputStream().read();
    }

    private static void drip(Socket socket) throws Exception {
        while (true) {
            ScriptedServer.write(socket, new byte[] {' '});
            Thread.sleep(20);
        }
    }
}
