package io.heartbeat;

import io.heartbeat.PluginStatus.Kind;
import io.heartbeat.internal.net.LocalHostName;
import io.heartbeat.internal.settings.Entry;
import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareMonitorFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link HardwareWatch} checks this machine. Immutable; nothing is required.
 *
 * <pre>{@code
 * HardwareConfig config = HardwareConfig.builder().interval(Duration.ofMinutes(10)).build();
 * }</pre>
 */
public final class HardwareConfig {
    private static final String PREFIX = "hardware.";
    private static final String TYPE = "[a-z0-9][a-z0-9-]{0,39}";
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MOST_INTERVAL = Duration.ofDays(7);

    private final String name;
    private final Duration interval;
    private final Map<String, Map<String, Entry>> configured;
    private final Map<String, HardwareMonitor> instances;
    private final Map<String, String> environment;
    private final PluginSearch search;
    private final @Nullable Path stateDirectory;
    private final NotificationsConfig notifications;

    private HardwareConfig(Builder builder, String name) {
        this.name = name;
        interval = builder.interval;
        configured = Map.copyOf(builder.configured);
        instances = new LinkedHashMap<>(builder.instances);
        environment = builder.environment;
        search = builder.search;
        stateDirectory = builder.stateDirectory;
        notifications = builder.notifications;
    }

    /** A builder with the defaults in place. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name of this host in events. */
    public String name() {
        return name;
    }

    /** The time between two checks. */
    public Duration interval() {
        return interval;
    }

    /** The state directory, in whose folder {@code hardware} is kept what is known; empty if that is nowhere. */
    public Optional<Path> stateDirectory() {
        return Optional.ofNullable(stateDirectory);
    }

    /** Who tells people, unless the watch is started with notifications that it shares. */
    public NotificationsConfig notifications() {
        return notifications;
    }

    /**
     * What becomes of each hardware monitor that is found or configured here: active, or why not. Makes and closes them, and checks
     * nothing.
     */
    public List<PluginStatus> plugins() {
        return resolution().toSee();
    }

    /** @throws ConfigurationException naming everything that is wrong */
    Resolved<HardwareMonitor> resolve() {
        return resolution().toUse();
    }

    private PluginResolution<HardwareMonitorFactory, HardwareMonitor> resolution() {
        PluginResolution<HardwareMonitorFactory, HardwareMonitor> resolution = new PluginResolution<>(
                Kind.HARDWARE_MONITOR,
                PREFIX,
                new PluginMaker<>(
                        (factory, settings) -> Collections.singletonList(factory.create(settings)), monitor -> ""),
                environment,
                settings -> {});
        instances.forEach(resolution::take);
        resolution.take(
                search.search(HardwareMonitorFactory.class, HardwareMonitorFactory::type, !configured.isEmpty()));
        resolution.resolve(configured, search.on());
        return resolution;
    }

    /** Builds a {@link HardwareConfig}; not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private Duration interval = Duration.ofMinutes(30);
        private final Map<String, Map<String, Entry>> configured = new LinkedHashMap<>();
        private final Map<String, HardwareMonitor> instances = new LinkedHashMap<>();
        private Map<String, String> environment = System.getenv();
        private PluginSearch search = PluginSearch.USUAL;
        private @Nullable Path stateDirectory = StateDirectory.defaultPath();
        private NotificationsConfig notifications =
                NotificationsConfig.builder().build();

        private Builder() {}

        /**
         * The name of this host in events. 1 to 253 bytes of UTF-8 without control characters. Default: the machine's host name.
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** The time between two checks, 1 s to 7 days. Default 30 min. */
        public Builder interval(Duration interval) {
            this.interval = interval;
            return this;
        }

        /**
         * Settings for a hardware monitor that a plug-in makes.
         *
         * @param type which one
         * @param settings what follows {@code hardware.<type>.} in a properties file. Relative paths are relative to the working
         *     directory
         */
        public Builder monitor(String type, Map<String, String> settings) {
            configured.put(type, Configuration.entries(settings));
            return this;
        }

        /**
         * A hardware monitor that exists already. It is closed with the watch.
         *
         * @param type the first part of its components' names: 1 to 40 lower-case letters, digits and dashes
         */
        public Builder monitor(String type, HardwareMonitor monitor) {
            instances.put(type, monitor);
            return this;
        }

        /** Whether hardware monitors that are found, but not named here, are used too. Default: those that need no settings are. */
        public Builder discovery(boolean on) {
            search = search.on(on);
            return this;
        }

        /** Searches for plug-ins in this class loader alone. Default: the calling thread's context class loader, and the API's own. */
        public Builder classLoader(ClassLoader loader) {
            search = search.in(loader);
            return this;
        }

        /**
         * Where to remember what is known across restarts, in a folder {@code hardware}. Default: {@code heartbeat} in the user's
         * state home.
         */
        public Builder stateDirectory(Path directory) {
            stateDirectory = directory;
            return this;
        }

        /** Remembers nothing: after a restart every problem is new, and one that ended meanwhile is never told as over. */
        public Builder withoutState() {
            stateDirectory = null;
            return this;
        }

        /**
         * Who tells people what is found. Default: every notifier that is found and needs no settings. What waits to be delivered is
         * kept beside what the watch knows, unless this configuration names another directory.
         */
        public Builder notifications(NotificationsConfig notifications) {
            this.notifications = notifications;
            return this;
        }

        Builder configured(
                Map<String, Map<String, Entry>> configured, Map<String, String> environment, PluginSearch search) {
            this.configured.putAll(configured);
            this.environment = environment;
            this.search = search;
            return this;
        }

        /**
         * The finished configuration. What plug-ins find wrong with their settings is told when they are made.
         *
         * @throws ConfigurationException naming everything that is wrong
         */
        public HardwareConfig build() {
            Problems problems = new Problems();
            String host = name == null ? LocalHostName.get() : name;
            problems.hostName("heartbeat.name", host);
            problems.range("hardware.interval", interval, LEAST_INTERVAL, MOST_INTERVAL);
            problems.pluginNames(PREFIX, TYPE, configured.keySet(), instances.keySet());
            problems.none();
            return new HardwareConfig(this, host);
        }
    }
}
