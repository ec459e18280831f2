package io.heartbeat;

import io.heartbeat.internal.store.StateDirectory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The configuration of all modules as text, from a properties file or a map, under the keys that the README lists.
 *
 * <p>In a value {@code ${NAME}} stands for an environment variable. A relative path is relative to the properties file. If neither
 * {@code secret} nor {@code secret-file} is set, the environment variable {@code HEARTBEAT_SECRET} is used. Unknown keys are
 * errors. Immutable.
 */
public final class Configuration {
    private static final Path WORKING_DIRECTORY = Path.of("");

    private final Map<String, Entry> entries;
    private final Map<String, String> environment;

    /**
     * One value as it was written.
     *
     * @param folder what a relative path in it is relative to
     */
    record Entry(String text, Path folder) {}

    private Configuration(Map<String, Entry> entries, Map<String, String> environment) {
        this.entries = Map.copyOf(entries);
        this.environment = environment;
    }

    /** A configuration with these keys and values. */
    public static Configuration of(Map<String, String> values) {
        return of(values, System.getenv());
    }

    static Configuration of(Map<String, String> values, Map<String, String> environment) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(value, WORKING_DIRECTORY)));
        return new Configuration(entries, environment);
    }

    /**
     * Loads a properties file in UTF-8.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws ConfigurationException if it is no properties file
     */
    public static Configuration load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the configuration file " + file + ": " + e, e);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(file + " is no properties file: " + e.getMessage()));
        }
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? WORKING_DIRECTORY : parent;
        Map<String, Entry> entries = new LinkedHashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> entries.put(key, new Entry(properties.getProperty(key), folder)));
        return new Configuration(entries, System.getenv());
    }

    /** This configuration with one key set; a relative path in it is relative to the working directory. */
    public Configuration with(String key, String value) {
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(key, new Entry(value, WORKING_DIRECTORY));
        return new Configuration(changed, environment);
    }

    /** Where a monitor of this configuration remembers its hosts; empty if it does not. */
    public Optional<Path> stateDirectory() {
        return settings()
                .finished(settings -> settings.stateIsOff()
                        ? Optional.<Path>empty()
                        : settings.stateDirectory().or(() -> Optional.of(StateDirectory.defaultPath())));
    }

    /** Whether {@code heartbeat.enabled} is on, which is the default. */
    public boolean heartbeatEnabled() {
        return settings().finished(settings -> settings.flag("heartbeat.enabled", true));
    }

    /** Whether {@code monitor.enabled} is on; off is the default. */
    public boolean monitorEnabled() {
        return settings().finished(settings -> settings.flag("monitor.enabled", false));
    }

    /**
     * The part that a {@link Heartbeat} needs.
     *
     * @throws ConfigurationException naming everything that is wrong, in this part or in the keys altogether
     */
    public HeartbeatConfig heartbeat() {
        return settings().finished(settings -> {
            HeartbeatConfig.Builder builder = HeartbeatConfig.builder();
            settings.secrets().ifPresent(secrets -> builder.secret(secrets.get(0)));
            settings.text("group").ifPresent(builder::group);
            settings.number("port").ifPresent(builder::port);
            settings.text("heartbeat.name").ifPresent(builder::name);
            settings.duration("heartbeat.interval").ifPresent(builder::interval);
            settings.list("heartbeat.targets").ifPresent(builder::targets);
            settings.stateDirectory().ifPresent(builder::stateDirectory);
            settings.legacySecret().ifPresent(builder::legacy);
            return settings.build(builder::build);
        });
    }

    /**
     * The part that a {@link Monitor} needs.
     *
     * @throws ConfigurationException naming everything that is wrong, in this part or in the keys altogether
     */
    public MonitorConfig monitor() {
        return settings().finished(settings -> {
            MonitorConfig.Builder builder = MonitorConfig.builder();
            settings.secrets().ifPresent(builder::secrets);
            settings.text("group").ifPresent(builder::group);
            settings.number("port").ifPresent(builder::port);
            settings.list("monitor.bind").ifPresent(builder::bind);
            settings.duration("monitor.flatline-after", "auto").ifPresent(builder::flatlineAfter);
            builder.includeOwn(settings.flag("monitor.include-own", false));
            settings.number("monitor.max-hosts").ifPresent(builder::maxHosts);
            settings.stateDirectory().ifPresent(builder::stateDirectory);
            if (settings.stateIsOff()) {
                builder.withoutState();
            }
            settings.legacySecret().ifPresent(builder::legacy);
            return settings.build(builder::build);
        });
    }

    private Settings settings() {
        return new Settings(entries, environment);
    }
}
