package io.heartbeat.notifier.email;

import static io.heartbeat.notifier.email.Given.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.SampleNotifications;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire. */
@Timeout(60)
class LetterTest {
    private static final String THREAD = "<incident-2d1b96f9-1d30-3c39-8468-274468cb9545@home.example>";

    @AutoClose
    private final ScriptedSmtp server = ScriptedSmtp.withoutTls();

    LetterTest() throws Exception {}

    @Test
    void aProblemIsAnImportantLetter() throws Exception {
        assertThat(sent(SampleNotifications.problem())).isEqualTo("""
            Date: Sun, 22 Nov 2026 10:00:00 +0000 (UTC)
            From: heartbeat@home.example
            To: ann@home.example
            Message-ID: <0123456789abcdef0123456789abcdef@home.example>
            In-Reply-To: %1$s
            References: %1$s
            Subject: Flatlined Host: nas
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 7bit
            Auto-Submitted: auto-generated
            Importance: high
            X-Priority: 1

            nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22

            silence: 10 s
            """.formatted(THREAD));
    }

    @Test
    void itsEndIsInTheSameThread() throws Exception {
        assertThat(sent(SampleNotifications.recovery()))
                .contains("References: " + THREAD + "\n")
                .contains("In-Reply-To: " + THREAD + "\n")
                .contains("Subject: Recovered Host: nas\n")
                .doesNotContain("Importance", "X-Priority");
    }

    @Test
    void anotherIncidentIsAnotherThread() throws Exception {
        assertThat(sent(SampleNotifications.note())).doesNotContain(THREAD, "Importance");
    }

    @Test
    void anEnvelopeNamesBoth() throws Exception {
        sent(SampleNotifications.problem());

        assertThat(server.commands())
                .containsSubsequence(
                        List.of("MAIL FROM:<heartbeat@home.example>", "RCPT TO:<ann@home.example>", "DATA"));
    }

    @Test
    void isTheSameAtEveryAttempt() throws Exception {
        assertThat(sent(SampleNotifications.problem())).isEqualTo(sent(SampleNotifications.problem()));
    }

    @Test
    void noTextBecomesAHeaderOrAnotherMail() throws Exception {
        String mail = sent(SampleNotifications.saying(
                "Host: x\r\nBcc: eve@evil.example\r\n\r\nhello", "one\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n.two"));

        assertThat(mail.substring(0, mail.indexOf("\n\n")))
                .contains("Subject: Host: x Bcc: eve@evil.example hello\n")
                .doesNotContain("\nBcc:");
        assertThat(mail).contains("one\n..\nMAIL FROM:<eve@evil.example>\n..two at 10:00:00");
        assertThat(server.commands()).noneMatch(command -> command.contains("eve@evil.example"));
    }

    @Test
    void whatIsNotAsciiIsEncoded() throws Exception {
        String mail = sent(SampleNotifications.saying("💔 öäü", "ça va"));

        assertThat(mail).contains("Subject: =?UTF-8?").contains("Content-Transfer-Encoding: quoted-printable");
        assertThat(mail.chars()).allMatch(c -> c < 0x80);
    }

    private String sent(Notification notification) throws Exception {
        assertThat(deliver(notification, "smtp://127.0.0.1:" + server.port(), "tls", "off"))
                .isEqualTo(Outcome.delivered("<" + Given.KEY + "@home.example>"));
        return server.mail();
    }
}
