package io.heartbeat.benchmarks.detection;

import java.util.Arrays;

/** The answers a host has given: each takes a number of its own among the beats, and is on its way for a while. */
final class Answers {
    private static final long SETTLED = 120 * Nanos.SECOND;

    private long settled;
    private int count;
    private long[] answeredAt;

    /** {@link Nanos#NEVER} once heard, or if lost. */
    private long[] heardAt;

    Answers() {
        this(0, 0, new long[16], new long[16]);
    }

    private long nextHeardAt = Nanos.NEVER;

    private Answers(long settled, int count, long[] answeredAt, long[] heardAt) {
        this.settled = settled;
        this.count = count;
        this.answeredAt = answeredAt;
        this.heardAt = heardAt;
    }

    Answers copy() {
        Answers copy = new Answers(settled, count, answeredAt.clone(), heardAt.clone());
        copy.nextHeardAt = nextHeardAt;
        return copy;
    }

    void add(long answered, long heard) {
        forget(answered - SETTLED);
        if (count == answeredAt.length) {
            answeredAt = Arrays.copyOf(answeredAt, 2 * count);
            heardAt = Arrays.copyOf(heardAt, 2 * count);
        }
        int place = count++;
        for (; place > 0 && answeredAt[place - 1] > answered; place--) {
            answeredAt[place] = answeredAt[place - 1];
            heardAt[place] = heardAt[place - 1];
        }
        answeredAt[place] = answered;
        heardAt[place] = heard;
        nextHeardAt = Math.min(nextHeardAt, heard);
    }

    private void forget(long before) {
        int old = 0;
        while (old < count && answeredAt[old] < before && heardAt[old] == Nanos.NEVER) {
            old++;
        }
        System.arraycopy(answeredAt, old, answeredAt, 0, count - old);
        System.arraycopy(heardAt, old, heardAt, 0, count - old);
        count -= old;
        settled += old;
    }

    /** How many the host has given until then. */
    long givenBy(long nanos) {
        int given = count;
        while (given > 0 && answeredAt[given - 1] > nanos) {
            given--;
        }
        return settled + given;
    }

    /** When the next one is heard; {@link Nanos#NEVER} if none is on its way. */
    long nextHeardAt() {
        return nextHeardAt;
    }

    /** Takes the next one; answers when the host gave it. */
    long take() {
        int index = 0;
        while (heardAt[index] != nextHeardAt) {
            index++;
        }
        heardAt[index] = Nanos.NEVER;
        nextHeardAt = Nanos.NEVER;
        for (int i = 0; i < count; i++) {
            nextHeardAt = Math.min(nextHeardAt, heardAt[i]);
        }
        return answeredAt[index];
    }
}
