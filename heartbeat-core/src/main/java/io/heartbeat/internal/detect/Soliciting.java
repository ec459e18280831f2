package io.heartbeat.internal.detect;

/**
 * When to ask a host whether it lives: a silent one a few times in quick succession, then ever less often, within half a question per
 * beat in the long run, and once per silence only where answers never come.
 *
 * <p>Whether they come is tried out with the first beats and then now and again, so it is known before it matters.
 */
final class Soliciting {
    private static final double PAUSE_SECONDS = 0.075;
    private static final int IN_QUICK_SUCCESSION = 20;
    private static final double PER_BEAT = 0.5;
    private static final double BURST = 200;
    private static final double AT_FIRST = 0.35;
    private static final double ANSWERED = 0.4;
    private static final double NEVER_ANSWERED = 0.1;
    private static final double WEIGHT = 0.1;
    private static final int ENOUGH = 3;
    private static final int FIRST_TRIALS = 5;
    private static final int BEATS_PER_TRIAL = 500;

    private double budget = BURST;
    /** Share of what was asked about that was answered. */
    private double share = AT_FIRST;

    private int beats;
    private boolean tried;
    private int asked;
    private long askedNanos;
    private double pauseSeconds;

    Soliciting copy() {
        Soliciting copy = new Soliciting();
        copy.budget = budget;
        copy.share = share;
        copy.beats = beats;
        copy.tried = tried;
        copy.asked = asked;
        copy.askedNanos = askedNanos;
        copy.pauseSeconds = pauseSeconds;
        return copy;
    }

    /** Whether answers come, and enough questions are left for the next silence. */
    boolean answered() {
        return share >= ANSWERED && budget >= IN_QUICK_SUCCESSION;
    }

    /** How often it was asked in this silence. */
    int inVain() {
        return asked;
    }

    /**
     * When to ask next.
     *
     * @param trialNanos when to ask if it is only to be tried out
     * @param missedNanos when to ask first about a beat that is missing
     */
    long nextNanos(long trialNanos, long missedNanos) {
        if (asked > 0) {
            return share <= NEVER_ANSWERED ? Long.MAX_VALUE : askedNanos + (long) (pauseSeconds * 1e9);
        }
        long next = isTrialDue() ? trialNanos : missedNanos;
        long earliest = askedNanos + (long) (pauseSeconds * 1e9);
        return budget < 1 && earliest - next > 0 ? earliest : next;
    }

    private boolean isTrialDue() {
        return !tried && (beats <= FIRST_TRIALS || beats % BEATS_PER_TRIAL == 0);
    }

    void asked(long nowNanos, long missedNanos, double gapSeconds) {
        if (asked == 0 && nowNanos - missedNanos < 0) {
            tried = true;
            return;
        }
        asked++;
        askedNanos = nowNanos;
        budget--;
        if (budget < 1) {
            pauseSeconds = gapSeconds;
        } else if (asked < IN_QUICK_SUCCESSION) {
            pauseSeconds = Math.min(PAUSE_SECONDS, gapSeconds);
        } else {
            pauseSeconds = Math.min(2 * pauseSeconds, gapSeconds);
        }
    }

    /**
     * A beat was heard.
     *
     * @param byAnswer whether it is an answer
     * @param excused whether no question could have been answered: the sender had sent nothing, or the monitor was deaf
     */
    void ended(boolean byAnswer, boolean excused) {
        if (byAnswer) {
            share += WEIGHT * (1 - share);
            asked = 0;
            return;
        }
        beats = beats == Integer.MAX_VALUE ? BEATS_PER_TRIAL : beats + 1;
        budget = Math.min(BURST, budget + PER_BEAT);
        boolean inVain = asked >= ENOUGH || (asked > 0 && share <= NEVER_ANSWERED);
        if (inVain && !excused) {
            share -= WEIGHT * share;
        }
        asked = 0;
        tried = false;
    }
}
