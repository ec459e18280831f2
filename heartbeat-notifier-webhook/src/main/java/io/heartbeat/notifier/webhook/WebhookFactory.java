package io.heartbeat.notifier.webhook;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.notifier.http.Tokens;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.SecretText;
import java.util.ArrayList;
import java.util.List;

/**
 * The notifier type {@code webhook}: posts every notification as JSON.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url} or {@code url-file}: one or more addresses to post to (comma-separated, or one per line in the file), taken for
 *       secrets. Required.
 *   <li>{@code format}: {@code heartbeat}, which is {@link io.heartbeat.spi.Notification#toJson}, or {@code alertmanager}, which is
 *       what <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">Alertmanager's webhooks</a> send
 *       (version 4), for all that understands that. Default {@code heartbeat}.
 *   <li>{@code token} or {@code token-file}: sent as {@code Authorization: Bearer}. Default none.
 *   <li>{@code hmac-secret} or {@code hmac-secret-file}: signs every request in a header {@code X-Heartbeat-Signature:
 *       t=<seconds>,v1=<hex>}, where {@code t} is the Unix time of what happened, and {@code v1} the HMAC-SHA256 under the secret of
 *       {@code t}, a dot and the body as it was sent. Default none.
 *   <li>{@code header} or {@code header-file}: more headers, each as {@code Name: value}, comma-separated or one per line in the file;
 *       taken for secrets. Default none.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Any status from 200 to 299 means delivered; 408, 425, 429 and 5xx are tried again, after {@code Retry-After} if that is said; 401
 * and 403 keep the queue until the credential is corrected, 3xx, 404, 405 and 410 until the address is; with any other, this one
 * notification is set aside.
 *
 * <p>A repeated attempt is the same to the byte, with the same {@code Idempotency-Key}. As alerts, a problem is {@code firing} and its
 * recovery {@code resolved}, under one {@code fingerprint}; what is told of it meanwhile is {@code firing} too; what belongs to no
 * problem is {@code firing} with an {@code endsAt} five minutes later.
 */
@AutoService(NotifierFactory.class)
public final class WebhookFactory implements NotifierFactory {

    /** For the service loader. */
    public WebhookFactory() {}

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        List<ServiceUrl> urls = ServiceUrl.secret(settings, "set the address to post to");
        Format format = format(settings);
        SecretText token = Tokens.optional(settings, "token", "set it as the receiver knows it");
        SecretText hmacSecret = Tokens.optional(settings, "hmac-secret", "set it as the receiver knows it");
        List<ExtraHeader> headers = ExtraHeader.read(settings);
        for (ServiceUrl url : urls) {
            List<SecretText> secrets = new ArrayList<>(url.secrets());
            secrets.add(token);
            secrets.add(hmacSecret);
            headers.forEach(header -> secrets.add(header.value()));
            String recipient = urls.size() == 1
                    ? ""
                    : RecipientName.ofSecret("webhook", url.url().toString());
            notifiers.add(
                    recipient, new Webhook(url.url(), format, settings.name(), token, hmacSecret, headers), secrets);
        }
        return notifiers.toList();
    }

    private static Format format(PluginSettings settings) {
        String format = settings.optional("format").orElse("heartbeat");
        return switch (format) {
            case "heartbeat" -> Format.HEARTBEAT;
            case "alertmanager" -> Format.ALERTMANAGER;
            default -> {
                settings.problem("format", "must be heartbeat or alertmanager, but is '" + format + "'");
                yield Format.HEARTBEAT;
            }
        };
    }
}
