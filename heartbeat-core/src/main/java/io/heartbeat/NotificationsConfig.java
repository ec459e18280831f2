package io.heartbeat;

import io.heartbeat.PluginStatus.Kind;
import io.heartbeat.internal.notify.ConsoleNotifierFactory;
import io.heartbeat.internal.notify.Wishes;
import io.heartbeat.internal.settings.Entry;
import io.heartbeat.internal.settings.InstanceSettings;
import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which notifiers carry {@link Notifications}, and where these wait until they are delivered. Immutable.
 *
 * <pre>{@code
 * NotificationsConfig config = NotificationsConfig.builder()
 *         .notifier("phone", Map.of("type", "pushbullet", "token-file", "/etc/heartbeat/token"))
 *         .build();
 * }</pre>
 */
public final class NotificationsConfig {
    private static final String PREFIX = "notifier.";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]{0,39}";

    private final Map<String, Map<String, Entry>> configured;
    private final Map<String, Notifier> instances;
    private final Map<String, String> environment;
    private final PluginSearch search;
    private final @Nullable Path stateDirectory;
    private final boolean withoutState;

    private NotificationsConfig(Builder builder) {
        configured = Map.copyOf(builder.configured);
        instances = new LinkedHashMap<>(builder.instances);
        environment = builder.environment;
        search = builder.search;
        stateDirectory = builder.stateDirectory;
        withoutState = builder.withoutState;
    }

    /** A builder with the defaults in place. */
    public static Builder builder() {
        return new Builder();
    }

    /** The state directory, in whose folder {@code outbox} notifications wait; empty if they wait in memory only. */
    public Optional<Path> stateDirectory() {
        return withoutState
                ? Optional.empty()
                : Optional.of(stateDirectory == null ? StateDirectory.defaultPath() : stateDirectory);
    }

    /**
     * What becomes of each notifier that is found or configured here: active, or why not. Makes and closes them, and starts nothing.
     */
    public List<PluginStatus> plugins() {
        return resolution().toSee();
    }

    /** The same, with the state directory of the module it belongs to, if it was given none; null for a module without state. */
    NotificationsConfig within(@Nullable Path directory) {
        if (withoutState || stateDirectory != null) {
            return this;
        }
        Builder builder = new Builder();
        builder.configured.putAll(configured);
        builder.instances.putAll(instances);
        builder.environment = environment;
        builder.search = search;
        builder.stateDirectory = directory;
        builder.withoutState = directory == null;
        return new NotificationsConfig(builder);
    }

    /** @throws ConfigurationException naming everything that is wrong */
    Resolved<Notifier> resolve() {
        return resolution().toUse();
    }

    /** What is to be brought to a notifier, which is one of an instance or of its recipients. */
    Wishes wishes(String notifier) {
        String instance = notifier.replaceFirst("\\..*", "");
        return Wishes.read(
                new InstanceSettings(PREFIX, instance, configured.getOrDefault(instance, Map.of()), environment));
    }

    private PluginResolution<NotifierFactory, Notifier> resolution() {
        PluginResolution<NotifierFactory, Notifier> resolution = new PluginResolution<>(
                Kind.NOTIFIER,
                PREFIX,
                new PluginMaker<>(NotifierFactory::create, Notifier::recipient),
                environment,
                Wishes::read);
        instances.forEach(resolution::take);
        NotifierFactory console = new ConsoleNotifierFactory();
        resolution.takeBuiltIn(console, console.type());
        resolution.take(search.search(NotifierFactory.class, NotifierFactory::type, !configured.isEmpty()));
        resolution.resolve(configured, search.on());
        return resolution;
    }

    /** Builds a {@link NotificationsConfig}; not thread-safe. */
    public static final class Builder {
        private final Map<String, Map<String, Entry>> configured = new LinkedHashMap<>();
        private final Map<String, Notifier> instances = new LinkedHashMap<>();
        private Map<String, String> environment = System.getenv();
        private PluginSearch search = PluginSearch.USUAL;
        private @Nullable Path stateDirectory;
        private boolean withoutState;

        private Builder() {}

        /**
         * A notifier that a plug-in makes.
         *
         * @param name of this notifier: 1 to 40 letters, digits and dashes
         * @param settings what follows {@code notifier.<name>.} in a properties file; {@code type} is the name unless set. For every
         *     type: {@code severity}, {@code events} and {@code hosts} select what it is told, {@code remind-every} how often again.
         *     Relative paths are relative to the working directory
         */
        public Builder notifier(String name, Map<String, String> settings) {
            configured.put(name, Configuration.entries(settings));
            return this;
        }

        /**
         * A notifier that exists already. It is closed with the notifications.
         *
         * @param name of this notifier: 1 to 40 letters, digits and dashes, the same after every restart
         */
        public Builder notifier(String name, Notifier notifier) {
            instances.put(name, notifier);
            return this;
        }

        /** Whether notifiers that are found, but not named here, are used too. Default: those that need no settings are. */
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
         * Where to keep what waits to be delivered, in a folder {@code outbox}. Default: the state directory of the module that starts
         * these notifications, or {@code heartbeat} in the user's state home.
         */
        public Builder stateDirectory(Path directory) {
            stateDirectory = directory;
            withoutState = false;
            return this;
        }

        /** Keeps what waits in memory only: it is lost when the process ends before it could be delivered. */
        public Builder withoutState() {
            withoutState = true;
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
        public NotificationsConfig build() {
            Problems problems = new Problems();
            problems.pluginNames(PREFIX, NAME, configured.keySet(), instances.keySet());
            problems.none();
            return new NotificationsConfig(this);
        }
    }
}
