package io.heartbeat;

import io.heartbeat.internal.net.LocalHostName;
import io.heartbeat.internal.net.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Heartbeat} beats. Immutable; only the secret is required.
 *
 * <pre>{@code
 * HeartbeatConfig config = HeartbeatConfig.builder().secret(Secret.fromFile(path)).build();
 * }</pre>
 */
public final class HeartbeatConfig {
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
    private static final Duration MOST_INTERVAL = Duration.ofDays(1);
    private static final int MOST_COPIES = 3;

    private final List<Secret> secrets;
    private final String group;
    private final int port;
    private final String name;
    private final Duration interval;
    private final int copies;
    private final List<Target> targets;
    private final @Nullable Path stateDirectory;
    private final @Nullable String legacySecret;

    private HeartbeatConfig(Builder builder, String name, List<Target> targets) {
        secrets = builder.secrets;
        group = builder.group;
        port = builder.port;
        this.name = name;
        interval = builder.interval;
        copies = builder.copies;
        this.targets = targets;
        stateDirectory = builder.stateDirectory;
        legacySecret = builder.legacySecret;
    }

    /** A builder with the defaults in place. */
    public static Builder builder() {
        return new Builder();
    }

    /** The secrets: beats are sealed under the first. */
    List<Secret> secrets() {
        return secrets;
    }

    /** The group's name. */
    public String group() {
        return group;
    }

    /** The UDP port beats are sent to unless a target names its own. */
    public int port() {
        return port;
    }

    /** The name under which this host is watched. */
    public String name() {
        return name;
    }

    /** The time between two beats, before jitter. */
    public Duration interval() {
        return interval;
    }

    /** How many beats are sent at a time, that many intervals apart. */
    public int copies() {
        return copies;
    }

    /** Where beats are sent, in the form that {@link Builder#targets} takes. */
    public List<String> targets() {
        return targets.stream().map(Target::toString).toList();
    }

    List<Target> parsedTargets() {
        return targets;
    }

    /** Where the last session number is kept, if anywhere. */
    public Optional<Path> stateDirectory() {
        return Optional.ofNullable(stateDirectory);
    }

    Optional<String> legacySecret() {
        return Optional.ofNullable(legacySecret);
    }

    /** Builds a {@link HeartbeatConfig}; not thread-safe. */
    public static final class Builder {
        private List<Secret> secrets = List.of();
        private String group = Defaults.GROUP;
        private int port = Defaults.PORT;
        private @Nullable String name;
        private Duration interval = Duration.ofSeconds(2);
        private int copies = 1;
        private List<String> targets = List.of("broadcast");
        private @Nullable Path stateDirectory;
        private @Nullable String legacySecret;

        private Builder() {}

        /** The secret shared with the monitors, or this host's token. Required, unless {@link #secrets} is given. */
        public Builder secret(Secret secret) {
            return secrets(List.of(secret));
        }

        /**
         * A key ring, for changing the secret without a gap: beats are sealed under the first, and say of which others this host has them, so
         * that a monitor can tell who is behind. If any of them are tokens, they are this host's.
         */
        public Builder secrets(List<Secret> secrets) {
            this.secrets = List.copyOf(secrets);
            return this;
        }

        /** Separates groups that share a secret; part of every key, and of a token already. Default {@code default}. */
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
         * The name under which this host is watched: its identity. 1 to 253 bytes of UTF-8 without control characters.
         * Default: the one that the token is for, else the machine's host name.
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** The time between two beats, 100 ms to 1 day; up to a twentieth is added at random. Default 2 s. */
        public Builder interval(Duration interval) {
            this.interval = interval;
            return this;
        }

        /**
         * How many beats are sent at a time, 1 to 3: with 2, two beats every two intervals, a tenth of an interval apart (20 ms at
         * least), and so no more datagrams than with 1. Only a network that loses beats in short bursts is a reason for that: elsewhere
         * a shorter interval helps more, since with copies it takes longer until a death is noticed. Default 1.
         */
        public Builder copies(int copies) {
            this.copies = copies;
            return this;
        }

        /**
         * Where to send: {@code broadcast} (the directed broadcast address of every interface), {@code multicast:GROUP}, or a
         * monitor's {@code HOST[:PORT]}; several reach all of them. Default {@code broadcast}.
         */
        public Builder targets(String... targets) {
            this.targets = List.of(targets);
            return this;
        }

        /**
         * A directory in which the last session number is kept. Only of use on a machine whose clock may run backwards between
         * two starts; without it a sender keeps nothing on disk. Default: none.
         */
        public Builder stateDirectory(Path directory) {
            this.stateDirectory = directory;
            return this;
        }

        /**
         * Also sends the plaintext beat of the 2014 tool, for monitors that were not migrated yet. The given secret travels
         * in plaintext: it must be the old one, and must not be used for anything else.
         */
        public Builder legacy(String oldSecret) {
            this.legacySecret = oldSecret;
            return this;
        }

        /**
         * The finished configuration.
         *
         * @throws ConfigurationException naming everything that is wrong
         */
        public HeartbeatConfig build() {
            Problems problems = new Problems();
            problems.range("port", port, 1, 65_535);
            problems.legacySecret(legacySecret);
            problems.range("heartbeat.interval", interval, LEAST_INTERVAL, MOST_INTERVAL);
            problems.range("heartbeat.copies", copies, 1, MOST_COPIES);
            String host = name == null ? tokenHost().orElseGet(LocalHostName::get) : name;
            problems.hostName("heartbeat.name", host);
            problems.tokensOf(host, secrets);
            if (targets.isEmpty()) {
                problems.add("heartbeat.targets is empty: name at least one, for example broadcast");
            }
            List<Target> parsed = problems.parse("heartbeat.targets", targets, text -> Target.parse(text, port));
            problems.noneWith(secrets);
            return new HeartbeatConfig(this, host, parsed);
        }

        private Optional<String> tokenHost() {
            return secrets.stream().flatMap(secret -> secret.host().stream()).findFirst();
        }
    }
}
