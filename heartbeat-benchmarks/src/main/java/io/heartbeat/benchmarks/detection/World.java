package io.heartbeat.benchmarks.detection;

import static io.heartbeat.benchmarks.detection.Nanos.NEVER;

import java.util.Arrays;

/**
 * One host, its network and its monitor for some days: when each beat is sent and heard, and what would become of any question. It
 * does not change, however many detectors live in it.
 */
final class World {
    private static final long NETWORK_RETURNS = 4 * Nanos.SECOND;

    final Trace trace;
    final long end;
    final Sender.Beats beats;

    /** When each beat is heard; {@link Nanos#NEVER} if it is lost. */
    final long[] heardAt;

    /** The beats that are heard, by the time when. */
    final int[] heardOrder;

    /** The times when the monitor does not run, asleep or not. */
    final Spans stalls;

    private final Spans pauses;
    private final Spans deaf;
    private final Loss.Fate loss;
    private final Delay.Fate delay;

    /** When the last one of the beats up to each arrives, before it is held back. */
    private final long[] arrivedBy;

    World(Trace trace, long seed, long end) {
        Chance chance = new Chance(seed).forThe(trace.name.replace("#firewall", ""));
        this.trace = trace;
        this.end = end;
        pauses = Spans.of(trace.pauses, chance.forThe("pauses"), end);
        Spans asleep = Spans.of(trace.sleeps, chance.forThe("sleeps"), end);
        stalls = Spans.of(trace.stalls, chance.forThe("stalls"), end).and(asleep);
        deaf = asleep.longerBy(NETWORK_RETURNS);
        loss = trace.loss.in(chance.forThe("loss"), end);
        delay = trace.delay.in(chance.forThe("delay"), end);
        beats = Sender.beats(trace, pauses, chance.forThe("sender"), end);
        heardAt = new long[beats.sentAt().length];
        arrivedBy = new long[trace.inOrder ? heardAt.length : 0];
        for (int i = 0; i < heardAt.length; i++) {
            heardAt[i] = heard(beats.sentAt()[i], i);
        }
        heardOrder = inOrderOfHearing();
    }

    /** When a question sent now is answered by the host, if it lives then; {@link Nanos#NEVER} if it does not arrive. */
    long answeredAt(long asked) {
        long key = 4 * asked + 1;
        if (trace.questionsBlocked || deaf.cover(asked) || loss.loses(asked, key)) {
            return NEVER;
        }
        return pauses.after(asked + delay.nanos(asked, key));
    }

    /** When an answer sent now is heard; {@link Nanos#NEVER} if it is lost. */
    long answerHeardAt(long answered) {
        return heard(answered, -1);
    }

    /** How many beats are sent until now. */
    int sentBy(long nanos) {
        int index = Arrays.binarySearch(beats.sentAt(), nanos);
        return index >= 0 ? index + 1 : -index - 1;
    }

    /**
     * The time until the next regular beat, as an answer sent now says it. A sender that fails to keep its promise unknowingly promises
     * once more.
     */
    long promisedAt(long nanos) {
        int last = sentBy(nanos) - 1;
        long left = last < 0 ? trace.interval : beats.sentAt()[last] + beats.promised()[last] - nanos;
        return Sender.inWholeMillis(left < -trace.interval / 2 ? trace.interval : left);
    }

    /** By how much a beat was sent later than announced. */
    long late(int beat) {
        return beat < 1 ? 0 : Math.max(0, beats.sentAt()[beat] - beats.sentAt()[beat - 1] - beats.promised()[beat - 1]);
    }

    /** The sender's clock, as a beat says it. */
    long uptime(long sentAt) {
        return (sentAt - beats.sentAt()[0]) / 1_000 * 1_000;
    }

    private long heard(long sent, int beat) {
        long key = 4 * sent;
        boolean lost = loss.loses(sent, key);
        if (lost && !trace.inOrder) {
            return NEVER;
        }
        long arrives = inTurn(sent + delay.nanos(sent, key), sent, beat);
        if (trace.holdsBackAt(arrives)) {
            arrives += trace.heldUntilEvery - arrives % trace.heldUntilEvery;
        }
        return lost || deaf.cover(arrives) ? NEVER : stalls.after(arrives);
    }

    private long inTurn(long arrives, long sent, int beat) {
        if (!trace.inOrder) {
            return arrives;
        }
        int before = beat >= 0 ? beat - 1 : sentBy(sent) - 1;
        long inTurn = before < 0 ? arrives : Math.max(arrives, arrivedBy[before]);
        if (beat >= 0) {
            arrivedBy[beat] = inTurn;
        }
        return inTurn;
    }

    /** Almost sorted already. */
    private int[] inOrderOfHearing() {
        int[] order = new int[heardAt.length];
        int count = 0;
        for (int i = 0; i < heardAt.length; i++) {
            if (heardAt[i] == NEVER) {
                continue;
            }
            int place = count++;
            while (place > 0 && heardAt[order[place - 1]] > heardAt[i]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
        return Arrays.copyOf(order, count);
    }
}
