package io.heartbeat;

import io.heartbeat.internal.net.Bind;
import io.heartbeat.internal.store.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Monitor} watches. Immutable; only the secret is required.
 *
 * <pre>{@code
 * MonitorConfig config = MonitorConfig.builder().secret(Secret.fromFile(path)).build();
 * }</pre>
 */
public final class MonitorConfig {
    private static final Duration LEAST_FLATLINE = Duration.ofMillis(300);
    private static final Duration MOST_FLATLINE = Duration.ofDays(7);
    private static final double FEWEST_FALSE_ALARMS = 0.001;
    private static final double MOST_FALSE_ALARMS = 100_000;
    private static final int MOST_HOSTS = 1_000_000;

    private final List<Secret> secrets;
    private final String group;
    private final int port;
    private final List<Bind> binds;
    private final @Nullable Duration flatlineAfter;
    private final double falseAlarms;
    private final boolean includeOwn;
    private final int maxHosts;
    private final Set<String> denied;
    private final @Nullable Path stateDirectory;
    private final @Nullable String legacySecret;
    private final NotificationsConfig notifications;

    private MonitorConfig(Builder builder, List<Bind> binds) {
        secrets = builder.secrets;
        group = builder.group;
        port = builder.port;
        this.binds = binds;
        flatlineAfter = builder.flatlineAfter;
        falseAlarms = builder.falseAlarms;
        includeOwn = builder.includeOwn;
        maxHosts = builder.maxHosts;
        denied = builder.denied;
        stateDirectory = builder.stateDirectory;
        legacySecret = builder.legacySecret;
        notifications = builder.notifications;
    }

    /** A builder with the defaults in place. */
    public static Builder builder() {
        return new Builder();
    }

    List<Secret> secrets() {
        return secrets;
    }

    /** The group's name. */
    public String group() {
        return group;
    }

    /** The UDP port to listen on. */
    public int port() {
        return port;
    }

    /** Where to listen, in the form that {@link Builder#bind} takes. */
    public List<String> binds() {
        return binds.stream().map(Bind::toString).toList();
    }

    List<Bind> parsedBinds() {
        return binds;
    }

    /** The fixed silence after which a host flatlines; empty if it follows from what the host's own beats taught. */
    public Optional<Duration> flatlineAfter() {
        return Optional.ofNullable(flatlineAfter);
    }

    /** How many false alarms a host may cause in a year. */
    public double falseAlarms() {
        return falseAlarms;
    }

    /** Whether beats of this very process count. */
    public boolean includeOwn() {
        return includeOwn;
    }

    /** How many hosts are watched at most. */
    public int maxHosts() {
        return maxHosts;
    }

    /** The hosts and the tokens whose beats do not count. */
    public Set<String> denied() {
        return denied;
    }

    /** Where hosts are remembered; empty if they are not. */
    public Optional<Path> stateDirectory() {
        return Optional.ofNullable(stateDirectory);
    }

    Optional<String> legacySecret() {
        return Optional.ofNullable(legacySecret);
    }

    /** Who tells people, unless the monitor is started with notifications that it shares. */
    public NotificationsConfig notifications() {
        return notifications;
    }

    /** Builds a {@link MonitorConfig}; not thread-safe. */
    public static final class Builder {
        private List<Secret> secrets = List.of();
        private String group = Defaults.GROUP;
        private int port = Defaults.PORT;
        private List<String> binds = List.of("*");
        private @Nullable Duration flatlineAfter;
        private double falseAlarms = 1;
        private boolean includeOwn;
        private int maxHosts = 100_000;
        private Set<String> denied = Set.of();
        private @Nullable Path stateDirectory = StateDirectory.defaultPath();
        private @Nullable String legacySecret;
        private NotificationsConfig notifications =
                NotificationsConfig.builder().build();

        private Builder() {}

        /** The secret shared with the hosts. Required, unless {@link #secrets} is given. */
        public Builder secret(Secret secret) {
            return secrets(List.of(secret));
        }

        /** A key ring for changing the secret without downtime: beats sealed under any of these count. */
        public Builder secrets(List<Secret> secrets) {
            this.secrets = List.copyOf(secrets);
            return this;
        }

        /** Separates groups that share a secret; part of every key. Default {@code default}. */
        public Builder group(String group) {
            this.group = group;
            return this;
        }

        /** The UDP port, 1 to 65535. Default 21999. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Where to listen: {@code *} (every address, broadcasts included), {@code multicast:GROUP}, or one address; several add
         * up. Default {@code *}.
         */
        public Builder bind(String... binds) {
            this.binds = List.of(binds);
            return this;
        }

        /**
         * Flatlines every host after this silence, 300 ms to 7 days, though never over a single lost beat. Default: as
         * {@link #falseAlarms} asks for.
         */
        public Builder flatlineAfter(Duration silence) {
            this.flatlineAfter = silence;
            return this;
        }

        /**
         * How many false alarms a host may cause in a year, 0.001 to 100 000. From this and from the loss and the delay measured on its
         * beats follows the silence that it is allowed: more rarely wrong is later. Without effect beside {@link #flatlineAfter}.
         * Default 1.
         *
         * <p>This covers silences of the kinds that the host's beats have shown in the last weeks. Two it cannot cover: the first ones of
         * a new kind, such as the first long pause of an application, which look like a death until one was survived; and outages longer
         * than 30 gaps or a minute, whichever is more, for which nobody should have to wait. How often either comes is not up to the
         * monitor; {@code docs/detection.md} has what that came to in simulated months.
         */
        public Builder falseAlarms(double perHostYear) {
            this.falseAlarms = perHostYear;
            return this;
        }

        /** Counts beats of this very process too. Default: they are ignored. */
        public Builder includeOwn(boolean include) {
            this.includeOwn = include;
            return this;
        }

        /** How many hosts to watch at most, 1 to 1 million; those beyond are refused and told. Default 100 000. */
        public Builder maxHosts(int most) {
            this.maxHosts = most;
            return this;
        }

        /**
         * Whose beats do not count, however well they are sealed: of a stolen token its {@linkplain Secret#tokenNumber number}, so that the
         * host can go on with another token, or the name of a host. Denied beats are told and keep nobody alive. Default: nobody.
         */
        public Builder deny(String... hostsAndTokens) {
            this.denied = Set.copyOf(List.of(hostsAndTokens));
            return this;
        }

        /**
         * Where to remember hosts across restarts; one monitor per directory. Default: {@code heartbeat} in the user's state
         * home ({@code $XDG_STATE_HOME}, {@code ~/.local/state}, or what the system has in its place).
         */
        public Builder stateDirectory(Path directory) {
            this.stateDirectory = directory;
            return this;
        }

        /** Remembers nothing: after a restart every host is new, and one that died meanwhile is never missed. */
        public Builder withoutState() {
            this.stateDirectory = null;
            return this;
        }

        /**
         * Also listens for the plaintext beats of the 2014 tool. They prove nothing, since everyone on the network sees the
         * given old secret; hosts heard only this way are marked unverified.
         */
        public Builder legacy(String oldSecret) {
            this.legacySecret = oldSecret;
            return this;
        }

        /**
         * Who tells people what happens. Default: every notifier that is found and needs no settings. What waits to be delivered is
         * kept in the monitor's state directory, unless this configuration names another.
         */
        public Builder notifications(NotificationsConfig notifications) {
            this.notifications = notifications;
            return this;
        }

        /**
         * The finished configuration.
         *
         * @throws ConfigurationException naming everything that is wrong
         */
        public MonitorConfig build() {
            Problems problems = new Problems();
            problems.range("port", port, 1, 65_535);
            problems.legacySecret(legacySecret);
            problems.range("monitor.max-hosts", maxHosts, 1, MOST_HOSTS);
            if (!(falseAlarms >= FEWEST_FALSE_ALARMS && falseAlarms <= MOST_FALSE_ALARMS)) {
                problems.add("monitor.false-alarms must be 0.001 to 100000 per host-year, but is " + falseAlarms);
            }
            if (flatlineAfter != null) {
                problems.range("monitor.flatline-after", flatlineAfter, LEAST_FLATLINE, MOST_FLATLINE);
            }
            if (binds.isEmpty()) {
                problems.add("monitor.bind is empty: name at least one address, for example *");
            }
            List<Bind> parsed = problems.parse("monitor.bind", binds, Bind::parse);
            denied.stream().sorted().forEach(entry -> problems.hostName("monitor.deny: '" + entry + "'", entry));
            problems.noTokens(secrets);
            problems.noneWith(secrets);
            return new MonitorConfig(this, parsed);
        }
    }
}
