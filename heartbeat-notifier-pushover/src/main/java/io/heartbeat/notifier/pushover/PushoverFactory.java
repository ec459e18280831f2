package io.heartbeat.notifier.pushover;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.notifier.http.Tokens;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.SecretText;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * The notifier type {@code pushover}: sends every notification through <a href="https://pushover.net/api">Pushover</a>.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code token} or {@code token-file}: the API token of an <a href="https://pushover.net/apps/build">application</a>: 30 letters
 *       and digits. Required.
 *   <li>{@code user} or {@code user-file}: one or more keys of users or groups (comma-separated, or one per line in the file), 30 letters
 *       and digits each, as <a href="https://pushover.net">pushover.net</a> shows them. Required.
 *   <li>{@code device}: list of names of devices. Default all of the user's.
 *   <li>{@code emergency}: {@code on} lets critical problems ring until somebody acknowledges them or they are over. Default {@code off}.
 *   <li>{@code retry}: how long until it rings again, 30 s to 1 h. Default 1 min.
 *   <li>{@code expire}: how long it goes on, 30 s to 3 h; it rings 50 times at most. Default 1 h.
 *   <li>{@code url}: where Pushover is; plain {@code http} is for tests. Default {@code https://api.pushover.net}.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each user is a recipient of its own; if there are several, a checksum tells them apart. Critical problems have priority 1, which
 * breaks through quiet hours, or 2 if they are emergencies; warnings and what is over have 0, and the rest -1, which makes no sound. The
 * time shown is that of the event.
 *
 * <p>An account may send <a href="https://pushover.net/api#limits">10 000 messages a month</a>; then the queue waits for the next month.
 * Pushover cannot tell a repeated message: one whose answer is lost shows up twice.
 */
@AutoService(NotifierFactory.class)
public final class PushoverFactory implements NotifierFactory {
    private static final String KEY = "[A-Za-z0-9]{30}";
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** For the service loader. */
    public PushoverFactory() {}

    @Override
    public String type() {
        return "pushover";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.base(settings, "https://api.pushover.net");
        SecretText token = Tokens.one(settings, "token", Pushover.TOKEN_HINT);
        List<SecretText> users =
                Tokens.several(settings, "user", "the key of a user or a group: " + Pushover.USER_HINT);
        verify(settings, "token", List.of(token));
        verify(settings, "user", users);
        String devices = String.join(",", settings.list("device"));
        Emergency emergency = new Emergency(
                settings.flag("emergency", false),
                settings.duration("retry", Duration.ofMinutes(1), LEAST, Duration.ofHours(1)),
                settings.duration("expire", Duration.ofHours(1), LEAST, Duration.ofHours(3)));
        for (SecretText user : users) {
            String recipient = RecipientName.among(users, "pushover user", user);
            notifiers.add(recipient, new Pushover(base, token, user, devices, emergency), List.of(token, user));
        }
        return notifiers.toList();
    }

    private static void verify(PluginSettings settings, String key, List<SecretText> values) {
        if (!values.stream().allMatch(value -> value.reveal().matches(KEY))) {
            settings.problem(key, "must be 30 letters and digits (it is not shown here)");
        }
    }
}
