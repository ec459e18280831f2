package io.heartbeat.notifier.pagerduty;

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
 * The notifier type {@code pagerduty}: opens an incident for every problem, and resolves it when that is over, through the <a
 * href="https://developer.pagerduty.com/docs/events-api-v2-overview">Events API v2</a>.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code routing-key} or {@code routing-key-file}: one or more <a
 *       href="https://support.pagerduty.com/main/docs/services-and-integrations">integration keys</a> of type <i>Events API v2</i>, of
 *       32 letters and digits (comma-separated, or one per line in the file). Required.
 *   <li>{@code url}: where PagerDuty is; for accounts in Europe {@code https://events.eu.pagerduty.com}. Default {@code
 *       https://events.pagerduty.com}.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>A problem is a <i>trigger</i> with its incident as {@code dedup_key} and with its severity; a reminder is one more, which opens the
 * incident again if somebody has closed it too soon; the recovery is a <i>resolve</i>. Everything else is a <a
 * href="https://developer.pagerduty.com/docs/send-change-event">change event</a>: it is seen beside the incidents and calls nobody.
 * Whether an incident of some severity calls somebody is decided at PagerDuty.
 *
 * <p>A summary is cut to 1,024 characters. A repeated attempt changes nothing that is open already; a repeated change event is listed
 * twice.
 */
@AutoService(NotifierFactory.class)
public final class PagerDutyFactory implements NotifierFactory {
    private static final String FORM = "[A-Za-z0-9]{32}";

    /** For the service loader. */
    public PagerDutyFactory() {}

    @Override
    public String type() {
        return "pagerduty";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.base(settings, "https://events.pagerduty.com");
        List<SecretText> keys = Tokens.several(settings, "routing-key", PagerDuty.KEY_ADVICE);
        if (!keys.stream().allMatch(key -> key.reveal().matches(FORM))) {
            settings.problem(
                    "routing-key", "must be 32 letters and digits (it is not shown here): " + PagerDuty.KEY_ADVICE);
        }
        for (SecretText key : keys) {
            String recipient = keys.size() == 1 ? "" : RecipientName.ofSecret("pagerduty routing key", key.reveal());
            notifiers.add(recipient, new PagerDuty(base, key), List.of(key));
        }
        return notifiers.toList();
    }
}
