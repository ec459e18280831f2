package io.heartbeat.testkit;

import io.heartbeat.internal.settings.Entry;
import io.heartbeat.internal.settings.InstanceSettings;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings from a map, to hand to a factory's {@code create} in a test, and to ask afterwards what was wrong. They are read as the
 * core reads a configuration.
 *
 * <p>For one thread.
 */
public final class TestSettings implements PluginSettings {

    /** As what a key was read. */
    enum Kind {
        TEXT,
        LIST,
        FLAG,
        NUMBER,
        DURATION,
        PATH,
        URL,
        ZONE,
        SECRET
    }

    private static final String NAME = "test";

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable InstanceSettings settings;
    private final Map<String, Kind> read = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private TestSettings(Map<String, String> values) {
        values.forEach((key, value) -> entries.put(key, new Entry(value, Path.of(""))));
    }

    /** Settings of these keys and values, as they would follow {@code notifier.<name>.} or {@code hardware.<type>.}. */
    public static TestSettings of(Map<String, String> values) {
        return new TestSettings(values);
    }

    /**
     * What is wrong: what was noted, in order, and every key that is set but was not read so far. The instance is called {@code test},
     * so the full key of {@code token} is {@code test.token}.
     */
    public List<String> errors() {
        List<String> errors = new ArrayList<>(settings().problems());
        errors.addAll(settings().unknownKeys());
        return List.copyOf(errors);
    }

    /** Every key that was asked for, and as what. */
    Map<String, Kind> keysRead() {
        return Map.copyOf(read);
    }

    /** The secrets that were read, by key; empty texts for those that are not set. */
    Map<String, String> secretsRead() {
        return Map.copyOf(secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String required(String key) {
        return reading(key, Kind.TEXT).required(key);
    }

    @Override
    public Optional<String> optional(String key) {
        return reading(key, Kind.TEXT).optional(key);
    }

    @Override
    public List<String> list(String key) {
        return reading(key, Kind.LIST).list(key);
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        return reading(key, Kind.FLAG).flag(key, otherwise);
    }

    @Override
    public int number(String key, int otherwise, int least, int most) {
        return reading(key, Kind.NUMBER).number(key, otherwise, least, most);
    }

    @Override
    public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        return reading(key, Kind.DURATION).duration(key, otherwise, least, most);
    }

    @Override
    public Optional<Path> path(String key) {
        return reading(key, Kind.PATH).path(key);
    }

    @Override
    public URI url(String key, URI otherwise) {
        return reading(key, Kind.URL).url(key, otherwise);
    }

    @Override
    public ZoneId zone(String key, ZoneId otherwise) {
        return reading(key, Kind.ZONE).zone(key, otherwise);
    }

    @Override
    public SecretText secret(String key) {
        SecretText secret = reading(key, Kind.SECRET).secret(key);
        secrets.put(key, secret.reveal());
        return secret;
    }

    @Override
    public List<SecretText> secrets(String key) {
        List<SecretText> several = reading(key, Kind.SECRET).secrets(key);
        secrets.put(key, several.stream().map(SecretText::reveal).collect(Collectors.joining(",")));
        return several;
    }

    /** What the plug-in itself noted, before the core hides secrets in it. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void problem(String key, String what) {
        notes.add(what);
        settings().problem(key, what);
    }

    private InstanceSettings reading(String key, Kind kind) {
        read.put(key, kind);
        return settings();
    }

    /** They belong to the thread that reads first. */
    private InstanceSettings settings() {
        if (settings == null) {
            settings = new InstanceSettings("", NAME, entries, Map.of());
        }
        return settings;
    }
}
