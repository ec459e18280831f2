package io.heartbeat.internal.detect;

import java.util.Arrays;

/**
 * How often beats go missing, and how many in a row: the exact counts that sequence numbers give, and the chance of runs longer than
 * any that was seen, from how often the longest ones went on.
 */
final class LossRuns {
    static final int LONGEST = 24;
    /** Fewer runs than these say nothing of how often runs of their length go on. */
    private static final double FIRM = 8;

    /** Counts that differ by more standard deviations than this have different causes. */
    private static final double ALIKE = 3;

    private static final float[] NONE = {};

    /** How many runs had at least this length, 1 first; as long as needed. Replaced and never changed, so that copies can share it. */
    private float[] atLeast;

    private double beats;

    LossRuns() {
        this(NONE, 0);
    }

    private LossRuns(float[] atLeast, double beats) {
        this.atLeast = atLeast;
        this.beats = beats;
    }

    LossRuns copy() {
        return new LossRuns(atLeast, beats);
    }

    float[] atLeast() {
        return atLeast.clone();
    }

    double beats() {
        return beats;
    }

    static LossRuns of(float[] atLeast, double beats) {
        return new LossRuns(atLeast.length == 0 ? NONE : atLeast.clone(), beats);
    }

    /** A beat was heard after so many that were not. */
    void add(long missed) {
        beats++;
        int length = (int) Math.min(missed, LONGEST);
        if (length > 0) {
            float[] counts = Arrays.copyOf(atLeast, Math.max(length, atLeast.length));
            for (int i = 0; i < length; i++) {
                counts[i]++;
            }
            atLeast = counts;
        }
    }

    /** What was long ago counts half. */
    void fade() {
        beats /= 2;
        float[] halves = atLeast.clone();
        for (int i = 0; i < halves.length; i++) {
            halves[i] /= 2;
        }
        atLeast = halves;
    }

    /**
     * The chances of runs under a first guess of how they begin and go on. How the longest runs went on is what counts; that of shorter
     * ones is counted in where it was the same, for more is known of them. Where each beat is lost for itself, all of it is the same.
     */
    Chances chances(double beginsOften, double goesOnOften) {
        double trials = 0;
        double went = 0;
        for (int length = Math.min(atLeast.length, LONGEST - 1); length >= 0; length--) {
            double moreTrials = seen(length);
            double moreWent = seen(length + 1);
            if (trials < FIRM ? length == 0 : !alike(trials, went, moreTrials, moreWent)) {
                break;
            }
            trials += moreTrials;
            went += moreWent;
        }
        return new Chances(trials, went, beginsOften, goesOnOften);
    }

    private double seen(int length) {
        return length == 0 ? beats : length <= atLeast.length ? atLeast[length - 1] : 0;
    }

    private static boolean alike(double trials, double went, double moreTrials, double moreWent) {
        double share = (went + moreWent) / (trials + moreTrials);
        double difference = went / trials - moreWent / moreTrials;
        double variance = share * (1 - share) * (1 / trials + 1 / moreTrials);
        return difference * difference <= ALIKE * ALIKE * variance;
    }

    /** The chances of runs of all lengths. The first guesses count as much as ten trials. */
    final class Chances {
        private static final double FIRST = 10;

        private final double trials;
        private final double went;
        private final double begins;
        private final double goesOn;

        private Chances(double trials, double went, double begins, double goesOn) {
            this.trials = trials;
            this.went = went;
            this.begins = begins;
            this.goesOn = goesOn;
        }

        /** That a beat is followed by a run of at least this length, 1 or more, given that for one less. */
        double atLeast(int length, double oneLess) {
            double before = seen(length - 1);
            double seen = seen(length);
            boolean counted = length <= LONGEST && before >= FIRM && trials >= FIRM;
            boolean differs = counted && !alike(trials, went, before, seen);
            if (length == 1 && (differs || trials < FIRM)) {
                return (seen + begins) / (beats + FIRST);
            }
            return oneLess * (differs ? seen / before : goesOn(length));
        }

        /**
         * What goes on beyond what was seen is the likelier to go on: the less was seen, the less is known how often runs go on (the rule of
         * succession, as far as it was seen and not guessed).
         */
        private double goesOn(int length) {
            double all = trials + FIRST;
            double beyond = trials / all * Math.max(0, length - 1 - atLeast.length);
            return (went + FIRST * goesOn + beyond) / (all + beyond);
        }
    }
}
