package io.heartbeat.internal.wire;

/**
 * A replay window remembers which of the last 128 sequence numbers of a session were seen, so that each counts once
 * however the network reorders or repeats them (after <a href="https://www.rfc-editor.org/rfc/rfc6479">RFC 6479</a>).
 */
public final class ReplayWindow {
    /** A sequence number so far behind the highest is taken for seen. */
    static final int WIDTH = 128;

    /** Bit n: {@code highest - n} was seen. */
    private long recent;
    /** Bit n: {@code highest - 64 - n} was seen. */
    private long older;

    private long highest;

    private ReplayWindow(long highest, long seen) {
        this.highest = highest;
        this.recent = seen;
        this.older = seen;
    }

    /** Starts with nothing seen. */
    public ReplayWindow() {
        this(-1, 0);
    }

    /** {@return a window that takes {@code highest} and everything below for seen} */
    public static ReplayWindow startingAt(long highest) {
        return new ReplayWindow(highest, -1);
    }

    /** {@return whether this is the first time for {@code sequence}} Negative numbers are never accepted. */
    public boolean accept(long sequence) {
        if (sequence < 0) {
            return false;
        }
        if (sequence > highest) {
            advance(sequence);
        }
        long behind = highest - sequence;
        if (behind >= WIDTH) {
            return false;
        }
        long bit = 1L << behind;
        boolean first;
        if (behind < Long.SIZE) {
            first = (recent & bit) == 0;
            recent |= bit;
        } else {
            first = (older & bit) == 0;
            older |= bit;
        }
        return first;
    }

    /** {@return the highest sequence number accepted so far, -1 if none} */
    public long highest() {
        return highest;
    }

    private void advance(long sequence) {
        // sequence - highest could overflow; sequence is not negative, so this cannot
        long steps = highest < sequence - WIDTH ? WIDTH : sequence - highest;
        if (steps >= WIDTH) {
            older = 0;
            recent = 0;
        } else if (steps >= Long.SIZE) {
            older = recent << steps;
            recent = 0;
        } else {
            older = (older << steps) | (recent >>> (Long.SIZE - steps));
            recent <<= steps;
        }
        highest = sequence;
    }
}
