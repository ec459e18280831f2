package io.heartbeat.notifier.email;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.Unreachable;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a failure to send comes to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2">SMTP replies</a>
 */
final class SmtpVerdict {
    private static final int TOO_LARGE = 552;
    private static final Pattern CODE = Pattern.compile("([2-5]\\d\\d)[ -]");

    private final MailServer server;
    private final boolean known;
    private final String settings;
    private final Redaction redaction;

    /**
     * Judges for one notifier.
     *
     * @param known whether it logs in
     * @param name the name of the plug-in instance
     */
    SmtpVerdict(MailServer server, boolean known, String name, Redaction redaction) {
        this.server = server;
        this.known = known;
        this.settings = "notifier." + name + ".";
        this.redaction = redaction;
    }

    Outcome on(MessagingException e) {
        String said = redaction.clean(String.valueOf(e.getMessage()));
        String words = "The mail server at " + server + " says: " + said;
        if (e instanceof AuthenticationFailedException) {
            return isForNow(code(said)) ? Outcome.retry(words) : unauthorised(words);
        }
        for (Exception cause : causes(e)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return refused(address.getReturnCode(), about(cause), Refusal.CONFIGURATION, "to");
            }
            if (cause instanceof SMTPSendFailedException data) {
                boolean sender = data.getCommand().startsWith("MAIL") && data.getReturnCode() != TOO_LARGE;
                return sender
                        ? refused(data.getReturnCode(), about(cause), Refusal.CONFIGURATION, "from")
                        : refused(data.getReturnCode(), about(cause), Refusal.PAYLOAD, "");
            }
        }
        if (said.contains("STARTTLS is required")) {
            return rejected(Refusal.CONFIGURATION, "The mail server at " + server + " offers no STARTTLS", "url");
        }
        return causes(e).stream()
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .reduce((outer, inner) -> inner)
                .map(cause -> Unreachable.because(cause, server.host(), server.port(), redaction))
                .orElseGet(() -> Outcome.retry(words));
    }

    Outcome onDistrust(IOException e) {
        return rejected(Refusal.CONFIGURATION, String.valueOf(e.getMessage()), "trust");
    }

    private String about(Exception cause) {
        return "The mail server at " + server + " says: " + redaction.clean(String.valueOf(cause.getMessage()));
    }

    private Outcome refused(int code, String words, Refusal refusal, String key) {
        if (code < 500 || code == 503) {
            return Outcome.retry(words);
        }
        if (code == 530 || code == 534 || code == 535 || code == 538) {
            return unauthorised(words);
        }
        return key.isEmpty() ? Outcome.rejected(refusal, words) : rejected(refusal, words, key);
    }

    private Outcome unauthorised(String words) {
        return rejected(Refusal.AUTHORISATION, words, known ? "password" : "user");
    }

    private Outcome rejected(Refusal refusal, String words, String key) {
        return Outcome.rejected(refusal, words + "; correct " + settings + key);
    }

    private static boolean isForNow(Optional<Integer> code) {
        return code.isPresent() && code.get() < 500;
    }

    private static Optional<Integer> code(String said) {
        Matcher code = CODE.matcher(said);
        return code.lookingAt() ? Optional.of(Integer.valueOf(code.group(1))) : Optional.empty();
    }

    /** The library chains them in a way of its own. */
    private static List<Exception> causes(MessagingException e) {
        return Stream.<Exception>iterate(
                        e,
                        cause -> cause != null,
                        cause -> cause instanceof MessagingException chained ? chained.getNextException() : null)
                .toList();
    }
}
