package io.heartbeat.notifier.webhook;

import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A header that the receiver wants to see. */
record ExtraHeader(String name, SecretText value) {
    private static final String KEY = "header";
    private static final Pattern FORM = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) *: *([!-~](?:[ -~]*[!-~])?)");
    private static final Set<String> OURS = Set.of(
            "content-type",
            "content-length",
            "transfer-encoding",
            "host",
            "connection",
            "idempotency-key",
            Signature.HEADER.toLowerCase(Locale.ROOT));

    static List<ExtraHeader> read(PluginSettings settings) {
        return settings.secrets(KEY).stream()
                .filter(line -> !line.isEmpty())
                .flatMap(line -> parsed(settings, line))
                .toList();
    }

    private static Stream<ExtraHeader> parsed(PluginSettings settings, SecretText line) {
        Matcher parts = FORM.matcher(line.reveal());
        if (!parts.matches()) {
            settings.problem(KEY, "must be like 'Name: value' in visible ASCII (it is not shown here)");
            return Stream.empty();
        }
        String name = parts.group(1);
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            settings.problem(
                    KEY,
                    "must not set one of those that are set anyway: "
                            + OURS.stream().sorted().toList());
            return Stream.empty();
        }
        return Stream.of(new ExtraHeader(name, SecretText.of(parts.group(2))));
    }
}
