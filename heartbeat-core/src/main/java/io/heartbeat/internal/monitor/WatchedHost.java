package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.HostCipher;
import io.heartbeat.internal.wire.SenderId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host as the monitor knows it; touched only by the thread that judges. */
final class WatchedHost {
    final String name;
    final HostSessions sessions;
    final FailureDetector detector;

    HostState state = HostState.ALIVE;
    long sinceMillis;
    long firstSeenMillis;

    long lastSeenMillis;
    long lastBeatNanos;
    boolean heard;
    long gapNanos;

    /** For how long the monitor had listened altogether when the last beat came. */
    long listenedNanos;

    @Nullable
    InetSocketAddress source;

    String rememberedAddress = "";
    /** The same, if it can be told from its text. */
    @Nullable
    InetAddress remembered;

    /** Which keys it has, as its last beat said; null if none was sealed. */
    @Nullable
    HeldKeys keys;

    /** Its pseudonym in an earlier run of the monitor. */
    @Nullable
    SenderId rememberedSender;

    long legacyBeats;

    /** Where it is queued in the {@link DeadlineWheel}. */
    int place = DeadlineWheel.NONE;

    boolean forgotten;

    /** Its alarm was held while the monitor was isolated, and it has not been heard since. */
    boolean held;

    /** What opened its last beat; null if none was sealed. */
    @Nullable
    HostCipher cipher;

    /** Beats of it that did not count; null until there is one. */
    @Nullable
    Refusals refusals;

    /** Beats of a second host of its name; null until there is one. */
    @Nullable
    Refusals conflicts;

    /** How often it has come and gone lately; null until it first flatlines. */
    @Nullable
    Flapping flapping;

    /** What is wrong with its hardware; null until it first says something about that. */
    @Nullable
    HostHardware hardware;

    WatchedHost(String name, HostSessions sessions, FailureDetector detector) {
        this.name = name;
        this.sessions = sessions;
        this.detector = detector;
    }

    /** Its pseudonym in its last beat; null if none was sealed. */
    @Nullable
    SenderId sender() {
        return cipher == null ? null : cipher.sender();
    }

    boolean living() {
        return state == HostState.ALIVE || state == HostState.LATE;
    }

    /** Whether it comes and goes, and that is all that people are told of its life. */
    boolean flaps() {
        return flapping != null && flapping.active();
    }

    Flapping flapping() {
        Flapping known = flapping;
        if (known == null) {
            known = new Flapping();
            flapping = known;
        }
        return known;
    }

    Refusals refusals() {
        Refusals known = refusals;
        if (known == null) {
            known = new Refusals();
            refusals = known;
        }
        return known;
    }

    Refusals conflicts() {
        Refusals known = conflicts;
        if (known == null) {
            known = new Refusals();
            conflicts = known;
        }
        return known;
    }

    void enter(HostState next, Moment now) {
        state = next;
        sinceMillis = now.wallMillis();
    }

    /** Where it was last heard from, in this run or an earlier one; null if that is not known. */
    @Nullable
    InetAddress address() {
        return source == null ? remembered : source.getAddress();
    }

    void beat(InetSocketAddress from, long promisedGapNanos, Moment now) {
        source = from;
        gapNanos = promisedGapNanos;
        lastBeatNanos = now.nanos();
        lastSeenMillis = now.wallMillis();
        heard = true;
        held = false;
    }

    /** How long ago the last beat arrived: by the monotonic clock where this run heard it, else by the wall clock. */
    Duration silence(Moment now) {
        return heard
                ? Duration.ofNanos(now.nanos() - lastBeatNanos)
                : Duration.ofMillis(Math.max(0, now.wallMillis() - lastSeenMillis));
    }

    String addressText() {
        return source == null ? rememberedAddress : source.getAddress().getHostAddress();
    }

    HostSnapshot snapshot() {
        return new HostSnapshot(
                name,
                flaps() ? HostState.FLAPPING : state,
                Instant.ofEpochMilli(flaps() ? flapping().began().wallMillis() : sinceMillis),
                Instant.ofEpochMilli(firstSeenMillis),
                Instant.ofEpochMilli(lastSeenMillis),
                Duration.ofNanos(gapNanos),
                addressText(),
                detector.loss(),
                sessions.verified(),
                hardware == null
                        ? List.of()
                        : hardware.open().stream().map(OpenCondition::condition).toList(),
                Learnt.quality(detector),
                keys == null ? List.of() : keys.ids(),
                keys == null || keys.token() == 0 ? "" : HeldKeys.id(keys.token()));
    }
}
