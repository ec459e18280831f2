package io.heartbeat.notifier.email;

import static io.heartbeat.notifier.email.Given.attempt;
import static io.heartbeat.notifier.email.Given.deliver;
import static io.heartbeat.notifier.email.Given.errors;
import static io.heartbeat.notifier.email.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.NotifierContract;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.SelfSigned;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EmailTest {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    static Path directory;

    private static SelfSigned keys;

    @BeforeAll
    static void makeKeys() {
        keys = new SelfSigned(directory);
    }

    @Test
    void keepsTheContractOfANotifier() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withStartTls(keys.server())) {
            NotifierContract.of(new EmailFactory())
                    .with("url", "smtp://localhost:" + server.port())
                    .with("user", "heartbeat")
                    .with("password", PASSWORD)
                    .with("trust", keys.certificate().toString())
                    .with("from", "heartbeat@home.example")
                    .with("to", "ann@home.example,bob@home.example")
                    .unreachableWith("url", "smtp://127.0.0.1:1")
                    .verify();
        }
    }

    @Test
    void saysNothingBeforeTheConnectionIsSecure() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withStartTls(keys.server())) {
            assertThat(secured("smtp", server)).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.commands().get(1)).isEqualTo("STARTTLS");
            assertThat(server.commands().get(3)).startsWith("AUTH PLAIN");
        }
    }

    @Test
    void speaksTlsFromTheBeginning() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withTls(keys.server())) {
            assertThat(secured("smtps", server)).isInstanceOf(Outcome.Delivered.class);
        }
    }

    private static Outcome secured(String scheme, ScriptedSmtp server) throws Exception {
        return deliver(
                SampleNotifications.problem(),
                scheme + "://localhost:" + server.port(),
                "trust",
                keys.certificate().toString(),
                "user",
                "heartbeat",
                "password",
                PASSWORD);
    }

    @Test
    void tellsNothingToWhomItDoesNotTrust() throws Exception {
        try (ScriptedSmtp implicit = ScriptedSmtp.withTls(keys.server());
                ScriptedSmtp explicit = ScriptedSmtp.withStartTls(keys.server())) {
            assertUntrusted("smtps://localhost:" + implicit.port());
            assertUntrusted("smtp://localhost:" + explicit.port());
            assertThat(explicit.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    private static void assertUntrusted(String url) throws Exception {
        Outcome.Retry retry = (Outcome.Retry) deliver(SampleNotifications.problem(), url);

        assertThat(retry.reason()).startsWith("No trusted connection to localhost:");
    }

    @Test
    void aServerWithoutTlsIsASetting() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withoutTls()) {
            String place = "localhost:" + server.port();

            assertThat(deliver(SampleNotifications.problem(), "smtp://" + place))
                    .isEqualTo(Outcome.rejected(
                            Refusal.CONFIGURATION,
                            "The mail server at " + place + " offers no STARTTLS; correct notifier.test.url"));
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH, 535 5.7.8 authentication failed, AUTHORISATION, password",
        "AUTH, 534 5.7.9 application-specific password required, AUTHORISATION, password",
        "MAIL, 530 5.7.0 authentication required, AUTHORISATION, password",
        "MAIL, 553 5.7.1 sender not owned by you, CONFIGURATION, from",
        "RCPT, 550 5.1.1 no such user, CONFIGURATION, to",
        "RCPT, 553 5.1.3 no such address, CONFIGURATION, to"
    })
    void aPermanentReplyNamesTheSetting(String command, String reply, Refusal refusal, String key) throws Exception {
        Outcome.Rejected rejected = (Outcome.Rejected) replying(command, reply);

        assertThat(rejected.refusal()).isEqualTo(refusal);
        assertThat(rejected.reason()).contains(" says: ", reply).endsWith("; correct notifier.test." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 552 5.3.4 too big",
        "DATA, 554 5.6.0 no",
        "END, 552 5.3.4 too big",
        "END, 554 5.7.1 looks like spam"
    })
    void aPermanentReplyMayBlameTheMessage(String command, String reply) throws Exception {
        Outcome.Rejected rejected = (Outcome.Rejected) replying(command, reply);

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason()).endsWith(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "HELLO, 421 4.3.2 too many connections",
        "HELLO, 554 5.7.1 not now",
        "AUTH, 454 4.7.0 temporary authentication failure",
        "MAIL, 452 4.3.1 insufficient storage",
        "RCPT, 450 4.2.0 greylisted",
        "DATA, 451 4.3.0 try later",
        "END, 451 4.3.0 try later",
        "MAIL, 503 5.5.1 bad sequence"
    })
    void aReplyForNowIsTriedAgain(String command, String reply) throws Exception {
        assertThat(replying(command, reply)).isInstanceOf(Outcome.Retry.class);
    }

    private Outcome replying(String command, String reply) throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withStartTls(keys.server()).on(command, reply)) {
            return secured("smtp", server);
        }
    }

    @Test
    void aServerThatRepeatsThePasswordDoesNotGiveItAway() throws Exception {
        assertThat(replying("AUTH", "535 no " + PASSWORD).toString())
                .contains("[hidden]")
                .doesNotContain(PASSWORD);
    }

    @Test
    void aSilentServerCostsNoMoreThanTheTimeout() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withoutTls().on("HELLO", "")) {
            String url = "smtp://127.0.0.1:" + server.port();

            assertThat(deliver(SampleNotifications.problem(), url, "timeout", "1s"))
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.reason()).contains("127.0.0.1:"));
            assertThat(notifier(url).deliver(SampleNotifications.problem(), attempt(Duration.ofSeconds(1))))
                    .isInstanceOf(Outcome.Retry.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELLO", "EHLO", "END"})
    void anInterruptEndsTheWait(String command) throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withoutTls().on(command, "")) {
            assertInterruptible(notifier("smtp://127.0.0.1:" + server.port(), "tls", "off"));
        }
    }

    @Test
    void anInterruptEndsTheWaitBehindTlsToo() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.withTls(keys.server()).on("MAIL", "")) {
            assertInterruptible(notifier(
                    "smtps://localhost:" + server.port(),
                    "trust",
                    keys.certificate().toString()));
        }
    }

    private static void assertInterruptible(Notifier notifier) {
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                Thread.sleep(1_500); // until it surely waits
            } catch (InterruptedException e) {
                return;
            }
            caller.interrupt();
        });
        interrupter.start();
        long begin = System.nanoTime();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> notifier.deliver(SampleNotifications.problem(), attempt(Duration.ofSeconds(30))));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void certificatesThatCannotBeReadAreASetting() throws Exception {
        Outcome.Rejected rejected = (Outcome.Rejected)
                deliver(SampleNotifications.problem(), "smtps://127.0.0.1:1", "trust", "/nonexistent/ca.pem");

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason()).contains("/nonexistent/ca.pem").endsWith("; correct notifier.test.trust");
    }

    @Test
    void asksForAllItNeeds() {
        assertThat(errors("", "from", "", "to", "")).hasSize(3);
        assertThat(errors("smtp://mail.example", "user", "ann"))
                .containsExactly("test.password must be set too: they belong together");
        assertThat(errors("smtp://mail.example", "user", "ann", "password", PASSWORD, "tls", "off"))
                .containsExactly("test.tls must not be off with a password, which everyone on the way could read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example", "http://mail.example", "smtp://", "smtp://ann@mail.example", "smtp://m/x"})
    void refusesAUrlThatIsNone(String url) {
        assertThat(errors(url)).singleElement().asString().startsWith("test.url must be like smtp://mail.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "Ann <ann@home.example>", "ann@home.example\nBcc: eve@evil.example", "a@b@c", "a b@c"})
    void refusesAnAddressThatIsNone(String address) {
        assertThat(errors("smtp://mail.example", "from", address))
                .singleElement()
                .asString()
                .startsWith("test.from ");
        assertThat(errors("smtp://mail.example", "to", address))
                .singleElement()
                .asString()
                .startsWith("test.to ");
    }

    @Test
    void knowsTheUsualPorts() {
        assertThat(notifier("smtp://mail.example")).hasToString("email[mail.example:587]");
        assertThat(notifier("smtps://mail.example")).hasToString("email[mail.example:465]");
    }

    @Test
    void namesRecipientsAfterTheirAddresses() {
        assertThat(new EmailFactory().create(Given.settings("smtp://mail.example")))
                .extracting(Notifier::recipient)
                .containsExactly("");
        assertThat(new EmailFactory()
                        .create(Given.settings("smtp://mail.example", "to", "a@home.example,b@home.example")))
                .extracting(Notifier::recipient)
                .allMatch(name -> name.matches("[ab]-home.example-[0-9a-f]{8}"));
    }
}
