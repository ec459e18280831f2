package io.heartbeat.internal.net;

import io.heartbeat.internal.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The machine's interfaces as they come and go: looked at every 10 s, and every second for a minute after a change or a
 * failure, as a link that flaps must not cost more beats than it takes with it. Not thread-safe.
 */
final class InterfaceWatch {
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long UNSETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long UNSETTLED_FOR_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LastInterfaces source;
    private final Clock clock;
    private Interfaces last;
    private long lookedAtNanos;
    private long unsettledAtNanos;

    InterfaceWatch(Interfaces.Source source, Clock clock) {
        this.source = new LastInterfaces(source);
        this.clock = clock;
        this.last = this.source.present();
        this.lookedAtNanos = clock.monotonicNanos();
        this.unsettledAtNanos = lookedAtNanos;
    }

    /** The interfaces as last looked at, which may be right now; each look makes a new object. */
    Interfaces present() {
        long now = clock.monotonicNanos();
        boolean unsettled = now - unsettledAtNanos < UNSETTLED_FOR_NANOS;
        if (now - lookedAtNanos >= (unsettled ? UNSETTLED_NANOS : SETTLED_NANOS)) {
            Interfaces before = last;
            last = source.present();
            lookedAtNanos = now;
            if (!last.sameAs(before)) {
                unsettle();
            }
        }
        return last;
    }

    /** Notes that something is wrong, and so worth looking at. */
    void unsettle() {
        unsettledAtNanos = clock.monotonicNanos();
    }
}
