package io.heartbeat.notifier.http;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.SecretText;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * Makes notifiers of {@link HttpService services}. All notifiers in a process share one client and its connections.
 *
 * <p>Reads two settings that all of them have:
 *
 * <ul>
 *   <li>{@code timeout}: how long one try may take in all, 1 s to 1 min. Default 20 s. The deadline of the attempt holds as well.
 *   <li>{@code zone}: where the reader is, as {@code Europe/Vienna}. Default the time zone of this machine.
 * </ul>
 *
 * <p>For the thread that calls {@code create}.
 */
public final class HttpNotifiers {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);

    private final PluginSettings settings;
    private final Client client;
    private final ZoneId zone;
    private final List<Notifier> notifiers = new ArrayList<>();

    /** Reads what all of them have. */
    public HttpNotifiers(PluginSettings settings) {
        this.settings = settings;
        client = new Client(settings.duration("timeout", TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT));
        zone = settings.zone("zone", ZoneId.systemDefault());
    }

    /**
     * Adds a notifier.
     *
     * @param recipient {@link Notifier#recipient}; see {@link RecipientName}
     * @param secrets what must not be shown, though the service may repeat it
     */
    public HttpNotifiers add(String recipient, HttpService service, List<SecretText> secrets) {
        Verdict verdict = new Verdict(service, settings.name(), new Redaction(secrets));
        notifiers.add(new HttpNotifier(recipient, service, client, verdict, zone));
        return this;
    }

    /**
     * Adds a notifier for each of these addresses. If there are several, a checksum tells the recipients apart, which leads back to
     * no address.
     */
    public HttpNotifiers addEach(List<ServiceUrl> addresses, Function<HttpUrl, HttpService> service) {
        for (ServiceUrl address : addresses) {
            String recipient = addresses.size() == 1
                    ? ""
                    : RecipientName.ofSecret("address", address.url().toString());
            add(recipient, service.apply(address.url()), address.secrets());
        }
        return this;
    }

    /** All that were added. */
    public List<Notifier> toList() {
        return List.copyOf(notifiers);
    }
}
