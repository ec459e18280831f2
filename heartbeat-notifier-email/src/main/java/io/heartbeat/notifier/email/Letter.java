package io.heartbeat.notifier.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A notification as an e-mail. What belongs to one incident refers to one message that was never sent, which makes it a thread; a
 * repeated attempt is the same message again, under the same ID.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4">Identification fields</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3834#section-5">Auto-Submitted</a>
 */
final class Letter extends MimeMessage {
    private static final int SUBJECT_CODE_POINTS = 200;
    private static final int BODY_CODE_POINTS = 100_000;

    private final String id;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Letter of(Session session, Message message, Attempt attempt, String from, String to)
            throws MessagingException {
        Notification notification = message.notification();
        String domain = from.substring(from.indexOf('@') + 1);
        UUID incident = UUID.nameUUIDFromBytes(notification.incident().getBytes(UTF_8));
        String thread = "<incident-" + incident + "@" + domain + ">";
        Letter letter = new Letter(session, "<" + attempt.idempotencyKey() + "@" + domain + ">");
        letter.setFrom(new InternetAddress(from));
        letter.setRecipient(RecipientType.TO, new InternetAddress(to));
        letter.setSubject(oneLine(message.title(SUBJECT_CODE_POINTS)), UTF_8.name());
        letter.setSentDate(Date.from(notification.at()));
        letter.setHeader("In-Reply-To", thread);
        letter.setHeader("References", thread);
        letter.setHeader("Auto-Submitted", "auto-generated");
        if (notification.severity() == Severity.CRITICAL) {
            letter.setHeader("Importance", "high");
            letter.setHeader("X-Priority", "1");
        }
        letter.setText(body(message), UTF_8.name());
        letter.saveChanges();
        return letter;
    }

    /** Nothing that came from a network begins a header of its own. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ");
    }

    private static String body(Message message) {
        String details = message.notification().details().entrySet().stream()
                .map(detail -> detail.getKey() + ": " + oneLine(detail.getValue()) + "\n")
                .collect(Collectors.joining());
        return message.body(BODY_CODE_POINTS) + "\n" + (details.isEmpty() ? "" : "\n" + details);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
