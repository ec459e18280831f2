package io.heartbeat;

import io.heartbeat.internal.settings.Entry;
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
    private final PluginSearch search;

    private Configuration(Map<String, Entry> entries, Map<String, String> environment, PluginSearch search) {
        this.entries = Map.copyOf(entries);
        this.environment = environment;
        this.search = search;
    }

    /** A configuration with these keys and values. */
    public static Configuration of(Map<String, String> values) {
        return of(values, System.getenv());
    }

    static Configuration of(Map<String, String> values, Map<String, String> environment) {
        Map<String, Entry> entries = entries(values);
        return new Configuration(entries, environment, PluginSearch.USUAL);
    }

    static Map<String, Entry> entries(Map<String, String> values) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(value, WORKING_DIRECTORY)));
        return entries;
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
        return new Configuration(entries, System.getenv(), PluginSearch.USUAL);
    }

    /** This configuration with one key set; a relative path in it is relative to the working directory. */
    public Configuration with(String key, String value) {
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(key, new Entry(value, WORKING_DIRECTORY));
        return new Configuration(changed, environment, search);
    }

    /** This configuration with plug-ins searched in this class loader alone; it should have the application's as a parent. */
    public Configuration withPlugins(ClassLoader loader) {
        return new Configuration(entries, environment, PluginSearch.USUAL.in(loader));
    }

    /**
     * The key ring: the secret under which is sealed first; a host token may be among them.
     *
     * @throws ConfigurationException if there is none, naming everything that is wrong with the secrets or in the keys altogether
     */
    public List<Secret> secrets() {
        return settings().finished(settings -> {
            List<Secret> secrets = settings.secrets().orElseGet(List::of);
            return settings.build(() -> {
                new Problems().noneWith(secrets);
                return secrets;
            });
        });
    }

    /** The group's name. */
    public String group() {
        return settings().finished(settings -> settings.text("group").orElse(Defaults.GROUP));
    }

    /** The file with the secrets, if {@code secret-file} is set. */
    public Optional<Path> secretFile() {
        return settings().finished(settings -> settings.path("secret-file"));
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

    /** Whether {@code hardware.enabled} is on; off is the default. */
    public boolean hardwareEnabled() {
        return settings().finished(settings -> settings.flag("hardware.enabled", false));
    }

    /**
     * The part that a {@link Heartbeat} needs.
     *
     * @throws ConfigurationException naming everything that is wrong, in this part or in the keys altogether
     */
    public HeartbeatConfig heartbeat() {
        return settings().finished(settings -> {
            HeartbeatConfig.Builder builder = HeartbeatConfig.builder();
            settings.secrets().ifPresent(builder::secrets);
            settings.text("group").ifPresent(builder::group);
            settings.number("port").ifPresent(builder::port);
            settings.text("heartbeat.name").ifPresent(builder::name);
            settings.duration("heartbeat.interval").ifPresent(builder::interval);
            settings.number("heartbeat.copies").ifPresent(builder::copies);
            settings.parts("heartbeat.targets").ifPresent(parts -> builder.targets(parts.toArray(String[]::new)));
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
            settings.parts("monitor.bind").ifPresent(parts -> builder.bind(parts.toArray(String[]::new)));
            settings.duration("monitor.flatline-after", "auto").ifPresent(builder::flatlineAfter);
            settings.rate("monitor.false-alarms").ifPresent(builder::falseAlarms);
            builder.includeOwn(settings.flag("monitor.include-own", false));
            settings.number("monitor.max-hosts").ifPresent(builder::maxHosts);
            settings.parts("monitor.deny").ifPresent(parts -> builder.deny(parts.toArray(String[]::new)));
            settings.stateDirectory().ifPresent(builder::stateDirectory);
            if (settings.stateIsOff()) {
                builder.withoutState();
            }
            settings.legacySecret().ifPresent(builder::legacy);
            builder.notifications(notifications(settings));
            return settings.build(builder::build);
        });
    }

    /**
     * The part that a {@link HardwareWatch} needs. Needs no secret.
     *
     * @throws ConfigurationException naming everything that is wrong, in this part or in the keys altogether; what plug-ins find wrong
     *     is told when the watch starts, or by {@link HardwareConfig#plugins}
     */
    public HardwareConfig hardware() {
        return settings().finished(settings -> {
            HardwareConfig.Builder builder = HardwareConfig.builder();
            settings.text("heartbeat.name").or(settings::tokenHost).ifPresent(builder::name);
            settings.duration("hardware.interval").ifPresent(builder::interval);
            settings.stateDirectory().ifPresent(builder::stateDirectory);
            if (settings.stateIsOff()) {
                builder.withoutState();
            }
            builder.configured(settings.plugins("hardware"), environment, search);
            builder.notifications(notifications(settings));
            HardwareConfig config = settings.build(builder::build);
            settings.addIfAnyIsWrong(config == null ? List.of() : config.plugins());
            return config;
        });
    }

    /**
     * The part that {@link Notifications} need. Needs no secret.
     *
     * @throws ConfigurationException naming everything that is wrong in the keys altogether; what plug-ins find wrong is told when
     *     notifications start, or by {@link NotificationsConfig#plugins}
     */
    public NotificationsConfig notifications() {
        return settings().finished(settings -> {
            NotificationsConfig config = notifications(settings);
            settings.addIfAnyIsWrong(config.plugins());
            return config.within(
                    settings.stateIsOff() ? null : settings.stateDirectory().orElseGet(StateDirectory::defaultPath));
        });
    }

    private NotificationsConfig notifications(Settings settings) {
        return NotificationsConfig.builder()
                .configured(settings.plugins("notifier"), environment, search)
                .build();
    }

    private Settings settings() {
        return new Settings(entries, environment);
    }
}
