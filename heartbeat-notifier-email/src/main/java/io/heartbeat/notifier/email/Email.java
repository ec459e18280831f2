package io.heartbeat.notifier.email;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.SecretText;
import io.heartbeat.spi.Trust;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Sends e-mails to one address, over a connection for each. */
final class Email implements Notifier {

    /**
     * How mail is handed in.
     *
     * @param user empty for nobody
     */
    record Account(MailServer server, String user, SecretText password, Trust trust, String from) {}

    private final String recipient;
    private final Account account;
    private final String to;
    private final Duration timeout;
    private final ZoneId zone;
    private final SmtpVerdict verdict;

    Email(String recipient, Account account, String to, Duration timeout, ZoneId zone, SmtpVerdict verdict) {
        this.recipient = recipient;
        this.account = account;
        this.to = to;
        this.timeout = timeout;
        this.zone = zone;
        this.verdict = verdict;
    }

    @Override
    public String recipient() {
        return recipient;
    }

    /** The mail library finds its parts through the context loader, which need not be the one that knows this plug-in. */
    @Override
    public Outcome deliver(Notification notification, Attempt attempt) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Thread thread = Thread.currentThread();
        @Nullable ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Email.class.getClassLoader());
        try {
            return sent(new Message(notification, zone), attempt);
        } catch (MessagingException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return verdict.on(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Outcome sent(Message message, Attempt attempt) throws MessagingException {
        Duration left = Duration.between(attempt.now(), attempt.deadline());
        Duration time = left.compareTo(timeout) < 0 ? left : timeout;
        Properties properties = account.server().properties((int) Math.max(1, time.toMillis()));
        try {
            SSLContext context = account.trust().context();
            properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
        } catch (IOException e) {
            return verdict.onDistrust(e);
        }
        Session session = Session.getInstance(properties);
        Letter letter = Letter.of(session, message, attempt, account.from(), to);
        try (SMTPTransport transport = new SMTPTransport(session, null)) {
            boolean known = !account.user().isEmpty();
            transport.connect(
                    account.server().host(),
                    account.server().port(),
                    known ? account.user() : null,
                    known ? account.password().reveal() : null);
            transport.sendMessage(letter, letter.getAllRecipients());
        }
        return Outcome.delivered(letter.getMessageID());
    }

    @Override
    public String toString() {
        return "email[" + account.server() + "]";
    }
}
