package io.heartbeat.notifier.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.SelfSigned;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against aiosmtpd, which takes nothing without STARTTLS and a password. */
@Timeout(120)
class RealMailServerTest {
    private static final String PYTHON = "/usr/bin/python3";

    private static final String SERVER = """
        import asyncio, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult

        class Inbox:
            async def handle_DATA(self, server, session, envelope):
                open(sys.argv[3], 'wb').write(envelope.content)
                return '250 OK'

        def authenticate(server, session, envelope, mechanism, login):
            return AuthResult(success=login.password == b'correct-horse-battery', handled=False)

        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[1], sys.argv[2])
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        loop.run_until_complete(loop.create_server(
            lambda: SMTP(Inbox(), hostname='localhost', loop=loop, tls_context=tls, require_starttls=True,
                         authenticator=authenticate, auth_required=True), '127.0.0.1', int(sys.argv[4])))
        print('open', flush=True)
        loop.call_later(50, loop.stop)
        loop.run_forever()
        """;

    @TempDir
    Path directory;

    @Test
    void aLetterArrives() throws Exception {
        assumeThat(isThere())
                .as("'aiosmtpd' is there (Debian: apt install python3-aiosmtpd)")
                .isTrue();
        SelfSigned keys = new SelfSigned(directory);
        Path script = Files.writeString(directory.resolve("server.py"), SERVER);
        Path inbox = directory.resolve("inbox");
        String port = String.valueOf(freePort());
        Process server = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        keys.certificate().toString(),
                        keys.key().toString(),
                        inbox.toString(),
                        port)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = server.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("open");

            assertThat(sent(port, keys, "correct-horse-battery")).isInstanceOf(Outcome.Delivered.class);
            assertThat(Files.readAllLines(inbox).stream().collect(Collectors.joining("\n")))
                    .contains("Subject: Flatlined Host: nas", "silent for 10 s, 5 beats missed");

            Outcome.Rejected rejected = (Outcome.Rejected) sent(port, keys, "another-password");
            assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        } finally {
            server.destroyForcibly();
        }
    }

    private static Outcome sent(String port, SelfSigned keys, String password) throws Exception {
        return Given.deliver(
                SampleNotifications.problem(),
                "smtp://localhost:" + port,
                "trust",
                keys.certificate().toString(),
                "user",
                "heartbeat",
                "password",
                password);
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean isThere() throws Exception {
        return Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import aiosmtpd").start().waitFor() == 0;
    }
}
