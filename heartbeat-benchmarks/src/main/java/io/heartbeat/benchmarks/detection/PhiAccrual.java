package io.heartbeat.benchmarks.detection;

import java.util.function.Supplier;

/**
 * A detector of another project that only answers whether the host is alive now, by a clock of milliseconds: when it begins to suspect
 * is found by halving.
 */
final class PhiAccrual implements DetectorUnderTest {
    /** More than the detectors remember. */
    private static final int KEPT = 1_100;

    private static final long FOR_EVER = 1L << 42;

    private final Supplier<Peer> peers;
    private final Peer peer;
    private final long[] kept = new long[KEPT];
    private long count;

    /** The detector itself. */
    interface Peer {
        void heard(long millis);

        boolean isAlive(long millis);
    }

    PhiAccrual(Supplier<Peer> peers) {
        this.peers = peers;
        this.peer = peers.get();
    }

    @Override
    public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
        heard(now / Nanos.MILLI);
    }

    private void heard(long millis) {
        kept[(int) (count++ % KEPT)] = millis;
        peer.heard(millis);
    }

    @Override
    public boolean suspectsBefore(long now) {
        return !peer.isAlive(now / Nanos.MILLI);
    }

    @Override
    public long suspectAt() {
        long alive = kept[(int) ((count - 1) % KEPT)];
        if (!peer.isAlive(alive)) {
            return alive * Nanos.MILLI;
        }
        long step = 1_000;
        while (peer.isAlive(alive + step)) {
            alive += step;
            step *= 2;
            if (step > FOR_EVER) {
                return Nanos.NEVER;
            }
        }
        long dead = alive + step;
        while (dead - alive > 1) {
            long middle = (alive + dead) >>> 1;
            if (peer.isAlive(middle)) {
                alive = middle;
            } else {
                dead = middle;
            }
        }
        return dead * Nanos.MILLI;
    }

    /** Made from what was heard last: the state itself is out of reach. */
    @Override
    public PhiAccrual copy() {
        PhiAccrual copy = new PhiAccrual(peers);
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            copy.heard(kept[(int) (i % KEPT)]);
        }
        return copy;
    }
}
