package io.heartbeat.notifier.http;

import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is.
 *
 * @param url where requests go
 * @param secrets what of it must not be shown
 */
public record ServiceUrl(HttpUrl url, List<SecretText> secrets) {
    private static final HttpUrl STAND_IN = HttpUrl.get("https://unset.invalid/");
    /** Shorter parts of an address are words like {@code hooks}, and guessing them helps nobody. */
    private static final int SHORTEST_SECRET = 8;

    /**
     * Reads the setting {@code url}: where the service is, with or without a path to put before its own; plain {@code http} is for
     * tests and for the own network.
     *
     * @param otherwise if it is not set
     */
    public static HttpUrl base(PluginSettings settings, String otherwise) {
        return base(settings, settings.url("url", URI.create(otherwise)), otherwise);
    }

    /** The same for a service that everybody runs at another place: it must be set. */
    public static HttpUrl requiredBase(PluginSettings settings, String example) {
        settings.required("url");
        return base(settings, settings.url("url", URI.create(example)), example);
    }

    private static HttpUrl base(PluginSettings settings, URI url, String example) {
        HttpUrl base = HttpUrl.get(url);
        if (base == null || base.query() != null || base.fragment() != null) {
            settings.problem("url", "must be a host, at most with a port and a path, for example " + example);
            return STAND_IN;
        }
        return base;
    }

    /**
     * Reads addresses that are secrets, as those of webhooks: comma-separated under {@code url}, or one per line in the file
     * {@code url-file}. If there is none, that is noted as an error.
     *
     * @param hint where to get one
     */
    public static List<ServiceUrl> secret(PluginSettings settings, String hint) {
        List<SecretText> texts = settings.secrets("url").stream().distinct().toList();
        if (texts.isEmpty()) {
            settings.problem("url", "is not set, nor is url-file: " + hint);
        }
        List<ServiceUrl> urls = new ArrayList<>();
        for (SecretText text : texts) {
            HttpUrl url = HttpUrl.parse(text.reveal());
            if (url == null || url.fragment() != null || !url.username().isEmpty()) {
                settings.problem("url", "must be a URL like https://host/path (it is not shown here): " + hint);
            } else {
                urls.add(new ServiceUrl(url, secretsOf(text, url)));
            }
        }
        return urls;
    }

    private static List<SecretText> secretsOf(SecretText text, HttpUrl url) {
        List<String> parts = new ArrayList<>();
        parts.add(text.reveal());
        parts.add(url.toString());
        parts.addAll(url.pathSegments());
        parts.addAll(url.encodedPathSegments());
        for (int i = 0; i < url.querySize(); i++) {
            @Nullable String value = url.queryParameterValue(i);
            parts.add(value == null ? "" : value);
        }
        return parts.stream()
                .filter(part -> part.length() >= SHORTEST_SECRET)
                .distinct()
                .map(SecretText::of)
                .toList();
    }
}
