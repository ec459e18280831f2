package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.time.RateLimit;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.HostKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Session;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host: one that is missed whether it lives, where its last beat came from; one whose beat may be a recording to say the
 * question's number, where that beat came from.
 */
final class Solicitor {
    /** A beat with the longest name and without conditions is not longer. */
    private static final int LONGEST_ANSWER = 448;

    private static final int DOUBTS_BURST = 200;
    private static final long DOUBTS_SPACING_NANOS = 20_000_000;

    private final KeyRing keys;
    private final BiConsumer<byte[], InetSocketAddress> outlet;
    private final RandomGenerator random;
    private final RateLimit doubts;

    Solicitor(KeyRing keys, BiConsumer<byte[], InetSocketAddress> outlet, RandomGenerator random, Moment start) {
        this.keys = keys;
        this.outlet = outlet;
        this.random = random;
        this.doubts = new RateLimit(DOUBTS_BURST, DOUBTS_SPACING_NANOS, start.nanos());
    }

    /** Whether the host could be asked: it was heard in this run, sealed. */
    boolean reaches(WatchedHost host) {
        return host.source != null && host.sessions.current() != null && key(host.keys) != null;
    }

    private @Nullable GroupKey key(@Nullable HeldKeys its) {
        return its == null ? null : keys.find(its.sealing());
    }

    /** Asks; false if the host cannot be asked. */
    boolean ask(WatchedHost host, Moment now) {
        Session session = host.sessions.current();
        InetSocketAddress source = host.source;
        HeldKeys its = host.keys;
        GroupKey key = key(its);
        if (session == null || source == null || its == null || key == null || host.state == HostState.DEPARTED) {
            return false;
        }
        HostKey voice = key.hostKey(host.name, its.token());
        long number = random.nextLong(1, Long.MAX_VALUE);
        outlet.accept(question(voice, session.epoch(), session.highestSequence(), number, now), source);
        return true;
    }

    private static byte[] question(HostKey voice, long epoch, long sequence, long number, Moment now) {
        return new BeatSealer(voice, List.of())
                .sealSolicit(epoch, sequence, number, Math.max(0, now.wallMillis()), LONGEST_ANSWER);
    }

    /**
     * Asks the sender of a beat to show that it lives, unless it was asked lately or too many were.
     *
     * @param interesting whether anything would follow from an answer
     */
    void challenge(HostSessions sessions, Beat beat, boolean interesting, InetSocketAddress from, Moment now) {
        Challenges challenges = sessions.challenges();
        GroupKey key = key(beat.keys());
        if (key == null || doubts.isExhausted(now.nanos()) || !challenges.due(beat, interesting, now)) {
            return;
        }
        doubts.count(now.nanos());
        HostKey voice = key.hostKey(beat.host(), beat.keys().token());
        long number = challenges.next(beat, random, now);
        outlet.accept(question(voice, beat.epoch(), sessions.newestOf(beat), number, now), from);
    }
}
