package io.heartbeat.notifier.gotify;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
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
 * The notifier type {@code gotify}: sends every notification to a <a href="https://gotify.net/docs/install">Gotify server of your
 * own</a>, which works without internet.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url}: where the server is, with or without a path. Required.
 *   <li>{@code token} or {@code token-file}: one or more <a href="https://gotify.net/docs/pushmsg">tokens of applications</a>
 *       (comma-separated, or one per line in the file). Required.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each token is a recipient of its own; if there are several, a checksum tells them apart. Critical problems have priority 8,
 * warnings and what is over 5, the rest 2, which makes no sound.
 *
 * <p>Gotify limits nothing, and cannot tell a repeated message: one whose answer is lost shows up twice.
 */
@AutoService(NotifierFactory.class)
public final class GotifyFactory implements NotifierFactory {

    /** For the service loader. */
    public GotifyFactory() {}

    @Override
    public String type() {
        return "gotify";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.requiredBase(settings, "https://gotify.example");
        List<SecretText> tokens = Tokens.several(settings, "token", Gotify.TOKEN_HINT + " and set it");
        for (SecretText token : tokens) {
            notifiers.add(RecipientName.among(tokens, "gotify token", token), new Gotify(base, token), List.of(token));
        }
        return notifiers.toList();
    }
}
