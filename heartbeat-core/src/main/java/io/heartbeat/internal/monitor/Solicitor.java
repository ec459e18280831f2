package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Session;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks a host that is missed whether it lives, where its last beat came from. */
final class Solicitor {
    /** A beat with the longest name and without conditions is not longer. */
    private static final int LONGEST_ANSWER = 448;

    private final KeyRing keys;
    private final BiConsumer<byte[], InetSocketAddress> outlet;
    private final RandomGenerator random;

    Solicitor(KeyRing keys, BiConsumer<byte[], InetSocketAddress> outlet, RandomGenerator random) {
        this.keys = keys;
        this.outlet = outlet;
        this.random = random;
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
        byte[] question = new BeatSealer(key.hostKey(host.name, its.token()), List.of())
                .sealSolicit(
                        session.epoch(),
                        session.highestSequence(),
                        random.nextLong(Long.MAX_VALUE),
                        Math.max(0, now.wallMillis()),
                        LONGEST_ANSWER);
        outlet.accept(question, source);
        return true;
    }
}
