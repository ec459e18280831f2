package io.heartbeat.notifier.email;

import com.google.auto.service.AutoService;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.SecretText;
import io.heartbeat.spi.Trust;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * The notifier type {@code email}: sends every notification as an e-mail, through a mail server that takes it for us (<a
 * href="https://www.rfc-editor.org/rfc/rfc6409">submission</a>).
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url}: where the mail server is: {@code smtp://HOST[:587]} for STARTTLS, without which nothing is sent, or {@code
 *       smtps://HOST[:465]} for TLS from the beginning. Required.
 *   <li>{@code from}: the address of the sender. Required.
 *   <li>{@code to}: list of addresses; each is a recipient of its own. Required.
 *   <li>{@code user}, and {@code password} or {@code password-file}: how to log in. Some services want a password made for this
 *       application alone. Default none.
 *   <li>{@code tls}: {@code off} sends to an {@code smtp://} server in the clear, as to a relay on this machine; not together with a
 *       password. Default {@code on}.
 *   <li>{@code trust}: a PEM file with the certificates to believe, for servers with one of their own making. Default what this Java
 *       platform trusts.
 *   <li>{@code timeout}: how long each step may take, 1 s to 1 min. Default 20 s; 5 s to connect.
 *   <li>{@code zone}: where the reader is, as {@code Europe/Vienna}. Default the time zone of this machine.
 * </ul>
 *
 * <p>What is told of one incident is one thread. A critical notification is marked as important. A repeated attempt has the same {@code
 * Message-ID}, by which many mail programs show it once.
 *
 * <p>Replies of 4yz are tried again. Of 5yz, those about logging in wait for a correction of the credentials, those about an address
 * for one of the settings, and those about the message set it aside.
 */
@AutoService(NotifierFactory.class)
public final class EmailFactory implements NotifierFactory {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
    private static final String ADDRESS =
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?";

    /** For the service loader. */
    public EmailFactory() {}

    @Override
    public String type() {
        return "email";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        MailServer server = MailServer.read(settings);
        String user = settings.optional("user").orElse("");
        SecretText password = password(settings, server, user);
        String from = settings.required("from");
        verifyAddress(settings, "from", from);
        List<String> to = to(settings);
        Duration timeout = settings.duration("timeout", TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT);
        ZoneId zone = settings.zone("zone", ZoneId.systemDefault());
        Email.Account account = new Email.Account(server, user, password, Trust.of(settings), from);
        SmtpVerdict verdict =
                new SmtpVerdict(server, !user.isEmpty(), settings.name(), new Redaction(List.of(password)));
        return to.stream()
                .<Notifier>map(address -> new Email(
                        to.size() == 1 ? "" : RecipientName.of(address), account, address, timeout, zone, verdict))
                .toList();
    }

    private static SecretText password(PluginSettings settings, MailServer server, String user) {
        List<SecretText> passwords = settings.secrets("password");
        if (passwords.size() > 1) {
            settings.problem("password", "must be one; put it into a file if it holds a comma (it is not shown here)");
        }
        if (user.isEmpty() != passwords.isEmpty()) {
            settings.problem(user.isEmpty() ? "user" : "password", "must be set too: they belong together");
        }
        if (!passwords.isEmpty() && server.security() == MailServer.Security.NONE) {
            settings.problem("tls", "must not be off with a password, which everyone on the way could read");
        }
        return passwords.isEmpty() ? SecretText.of("") : passwords.get(0);
    }

    private static List<String> to(PluginSettings settings) {
        List<String> to = settings.list("to").stream().distinct().toList();
        if (to.isEmpty()) {
            settings.problem("to", "is not set: name whom to tell, by e-mail address");
        }
        to.forEach(address -> verifyAddress(settings, "to", address));
        return to;
    }

    private static void verifyAddress(PluginSettings settings, String key, String address) {
        if (!address.matches(ADDRESS)) {
            settings.problem(key, "must be an e-mail address like ann@home.example, but is '" + address + "'");
        }
    }
}
