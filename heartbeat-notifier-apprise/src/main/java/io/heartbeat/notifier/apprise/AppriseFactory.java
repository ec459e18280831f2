package io.heartbeat.notifier.apprise;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.notifier.http.Tokens;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * The notifier type {@code apprise}: hands every notification to an <a href="https://github.com/caronc/apprise-api">Apprise API</a>
 * server, which passes it on to any of a <a href="https://github.com/caronc/apprise/wiki">hundred services</a>.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url}: where the server is, as {@code http://apprise.lan:8000}. Required.
 *   <li>{@code urls} or {@code urls-file}: one or more Apprise URLs (comma-separated, or one per line in the file), which hold tokens
 *       and passwords. Either these or {@code key} is required.
 *   <li>{@code key} or {@code key-file}: under which the server keeps a configuration, 1 to 128 letters, digits, dashes and
 *       underscores; a secret, because who knows it may use it.
 *   <li>{@code tag}: which services of that configuration: {@code a, b} for those tagged a or b, {@code a b} for those tagged both.
 *       Default all that have no tag.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>All services of one notifier are told together. If the server says that some of them could not be, all are told again, twice at
 * most; then it is set aside. For services that are not to depend on each other, make several notifiers. Critical, warning, recovery
 * and note are of Apprise's types failure, warning, success and info.
 */
@AutoService(NotifierFactory.class)
public final class AppriseFactory implements NotifierFactory {
    private static final String WHO =
            "name the services to notify, or set a key of a configuration that the server keeps";

    /** For the service loader. */
    public AppriseFactory() {}

    @Override
    public String type() {
        return "apprise";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.requiredBase(settings, "http://apprise.lan:8000");
        List<SecretText> urls =
                settings.secrets("urls").stream().filter(url -> !url.isEmpty()).toList();
        SecretText key =
                Tokens.optional(settings, "key", "take it from the address of the server's configuration page");
        String tag = settings.optional("tag").orElse("");
        if (urls.isEmpty() && key.isEmpty()) {
            settings.problem("urls", "is not set, nor is urls-file: " + WHO);
            return notifiers.toList();
        }
        if (!urls.isEmpty() && !key.isEmpty()) {
            settings.problem("key", "must not be set together with urls");
        }
        if (!tag.isEmpty() && key.isEmpty()) {
            settings.problem("tag", "must not be set without key, because nothing else has tags");
        }
        if (!key.isEmpty() && !key.reveal().matches("[A-Za-z0-9_-]{1,128}")) {
            settings.problem("key", "must be 1 to 128 letters, digits, dashes and underscores (it is not shown here)");
        }
        notifiers.add("", new Apprise(base, targets(urls, key, tag)), key.isEmpty() ? urls : List.of(key));
        return notifiers.toList();
    }

    private static Targets targets(List<SecretText> urls, SecretText key, String tag) {
        return key.isEmpty()
                ? new Targets.Urls(
                        SecretText.of(urls.stream().map(SecretText::reveal).collect(Collectors.joining(","))))
                : new Targets.Stored(key, tag);
    }
}
