package io.heartbeat.notifier.ntfy;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.Recipients;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.notifier.http.Tokens;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.SecretText;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * The notifier type {@code ntfy}: publishes every notification to a topic of <a href="https://ntfy.sh">ntfy.sh</a> or of an <a
 * href="https://docs.ntfy.sh/install/">ntfy server of your own</a>, which works without internet.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code topic}: list of <a href="https://docs.ntfy.sh/publish/">topics</a>: 1 to 64 letters, digits, dashes and underscores
 *       each. Required. On ntfy.sh whoever knows the name of a topic can read it, so choose one that nobody guesses, or reserve it;
 *       it is shown in logs.
 *   <li>{@code token} or {@code token-file}: an <a href="https://docs.ntfy.sh/publish/#access-tokens">access token</a> of a user who
 *       may write to the topics. Default none: publishes anonymously.
 *   <li>{@code click}: the address that a tap on a notification opens. Default none.
 *   <li>{@code url}: where the server is. Default {@code https://ntfy.sh}.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each topic is a recipient of its own, called like the topic. Critical problems come with the highest priority (5), warnings with
 * 4, what is over with 3, the rest with 2, which makes no sound. A repeated attempt has the same {@code sequence_id}, by which ntfy
 * (2.16 and later) replaces what it shows already.
 *
 * <p><a href="https://docs.ntfy.sh/publish/#limitations">Limits</a>: 60 messages at once, then one every 5 s; on ntfy.sh without a paid
 * plan 250 a day, then the queue waits for the next day (UTC).
 */
@AutoService(NotifierFactory.class)
public final class NtfyFactory implements NotifierFactory {

    /** For the service loader. */
    public NtfyFactory() {}

    @Override
    public String type() {
        return "ntfy";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.base(settings, "https://ntfy.sh");
        SecretText token =
                Tokens.optional(settings, "token", "make an access token in the account settings of the server");
        String click = click(settings);
        List<String> topics = Recipients.several(
                settings,
                "topic",
                Ntfy.TOPIC,
                Ntfy.TOPIC_EXPECTED,
                "choose a name that nobody guesses, subscribe to it in the ntfy app, and set it");
        for (String topic : topics) {
            notifiers.add(RecipientName.of(topic), new Ntfy(base, token, topic, click), List.of(token));
        }
        return notifiers.toList();
    }

    private static String click(PluginSettings settings) {
        String click = settings.optional("click").orElse("");
        if (!click.isEmpty() && HttpUrl.parse(click) == null) {
            settings.problem("click", "must be a URL like https://status.example/, but is '" + click + "'");
        }
        return click;
    }
}
