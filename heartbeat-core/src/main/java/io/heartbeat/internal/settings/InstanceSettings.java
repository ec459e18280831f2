package io.heartbeat.internal.settings;

import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The settings of one plug-in instance; remembers which keys the plug-in knows, and keeps its secrets out of what is told. */
public final class InstanceSettings extends Values implements PluginSettings {
    public static final String TYPE = "type";
    public static final String ENABLED = "enabled";
    private static final String FILE = "-file";
    private static final int SHORTEST_SECRET_TO_HIDE = 4;

    private final String name;
    private final Thread reader = Thread.currentThread();
    private final Set<String> known = new TreeSet<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private boolean over;

    /** @param prefix {@code notifier.} or {@code hardware.} */
    public InstanceSettings(String prefix, String name, Map<String, Entry> entries, Map<String, String> environment) {
        super(entries, environment, new LinkedHashSet<>(), prefix + name + ".");
        this.name = name;
    }

    /** Ends their validity. */
    public void end() {
        over = true;
    }

    /** What was noted. */
    public List<String> problems() {
        return errors.stream().map(this::redacted).toList();
    }

    /** The keys that are set, but were not read by a plug-in that has read all it knows. */
    public List<String> unknownKeys() {
        List<String> unknown = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        known.forEach(key -> all.add(full(key)));
        for (String key : new TreeSet<>(entries.keySet())) {
            if (!known.contains(key)) {
                unknown.add("unknown key '" + full(key) + "'" + Nearest.hint(full(key), all) + "; known are " + all);
            }
        }
        return unknown;
    }

    /** The text without the secrets that were read. */
    public String redacted(String text) {
        String shown = text;
        for (String secret : hidden) {
            shown = secret.length() < SHORTEST_SECRET_TO_HIDE ? shown : shown.replace(secret, "[hidden]");
        }
        return shown;
    }

    @Override
    public Optional<String> text(String key) {
        if (over || Thread.currentThread() != reader) {
            throw new IllegalStateException("settings are valid only during create, on the thread that calls it");
        }
        known.add(key);
        return super.text(key);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String required(String key) {
        Optional<String> text = text(key);
        if (!entries.containsKey(key)) {
            error(key, " is missing");
        }
        return text.orElse("");
    }

    @Override
    public Optional<String> optional(String key) {
        return text(key);
    }

    @Override
    public List<String> list(String key) {
        List<String> parts = parts(key).orElseGet(List::of);
        if (parts.contains("")) {
            error(key, " has an empty part: write a, b, c");
        }
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    @Override
    public int number(String key, int otherwise, int least, int most) {
        return number(key)
                .filter(value -> isWithin(key, value >= least && value <= most, value, least, most))
                .orElse(otherwise);
    }

    @Override
    public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        return duration(key)
                .filter(value -> isWithin(
                        key,
                        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                        DurationText.of(value),
                        DurationText.of(least),
                        DurationText.of(most)))
                .orElse(otherwise);
    }

    private boolean isWithin(String key, boolean within, Object value, Object least, Object most) {
        if (!within) {
            error(key, " must be " + least + " to " + most + ", but is " + value);
        }
        return within;
    }

    @Override
    public URI url(String key, URI otherwise) {
        return parsed(key, InstanceSettings::httpUrl).orElse(otherwise);
    }

    private static URI httpUrl(String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException itMayHoldASecret) {
            throw new IllegalArgumentException("is no URL");
        }
        throw new IllegalArgumentException("must be a URL like https://host/path, without user name and password");
    }

    @Override
    public ZoneId zone(String key, ZoneId otherwise) {
        return parsed(key, InstanceSettings::zone).orElse(otherwise);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time zone: write Europe/Vienna or UTC", e);
        }
    }

    @Override
    public SecretText secret(String key) {
        Optional<String> text = stored(key);
        if (!isSet(key)) {
            error(key, " is missing: set it, or name a file that holds it in " + full(key) + FILE);
        }
        return SecretText.of(text.orElse(""));
    }

    @Override
    public List<SecretText> secrets(String key) {
        boolean lines = entries.containsKey(key + FILE);
        Optional<String> text = stored(key);
        List<String> secrets = text.stream()
                .flatMap(all -> lines ? all.lines() : Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !(lines && part.startsWith("#")))
                .toList();
        hidden.addAll(secrets);
        if (text.isPresent() && secrets.isEmpty()) {
            error(lines ? key + FILE : key, " holds no secret");
        }
        return secrets.stream().map(SecretText::of).toList();
    }

    private boolean isSet(String key) {
        return entries.containsKey(key) || entries.containsKey(key + FILE);
    }

    private Optional<String> stored(String key) {
        Optional<String> text = text(key).flatMap(found -> converted(key, found, Values::replaced));
        Optional<Path> file = path(key + FILE);
        if (entries.containsKey(key) && entries.containsKey(key + FILE)) {
            error(key, " and " + full(key) + FILE + " are both set: set one");
        }
        Optional<String> stored =
                text.or(() -> file.flatMap(path -> converted(key + FILE, path, InstanceSettings::content)));
        stored.ifPresent(hidden::add);
        return stored;
    }

    private static String content(Path file) {
        String content = SecretFile.read(file).strip();
        if (content.isEmpty()) {
            throw new IllegalArgumentException("secret file " + file + " is empty");
        }
        return content;
    }

    /** One error per key is enough: what a plug-in makes of a stand-in is none of the user's business. */
    @Override
    public void problem(String key, String what) {
        Pattern told = Pattern.compile(Pattern.quote(full(key)) + "(" + FILE + ")?[: ].*", Pattern.DOTALL);
        if (errors.stream().noneMatch(error -> told.matcher(error).matches())) {
            error(key, " " + what);
        }
    }
}
