package io.heartbeat.internal.detect;

import java.util.Arrays;

/**
 * How often beats go missing, and how many in a row: the exact counts that sequence numbers give, and the chance of runs longer than
 * any that was seen, from how often the longest ones went on.
 */
final class LossRuns {
    static final int LONGEST = 24;
    private static final double FIRM = 8;
    private static final double TRIALS = 200;

    /** How many runs had at least this length, 1 first; as long as needed. */
    private float[] atLeast;

    private double beats;

    LossRuns() {
        this(new float[0], 0);
    }

    private LossRuns(float[] atLeast, double beats) {
        this.atLeast = atLeast;
        this.beats = beats;
    }

    LossRuns copy() {
        return new LossRuns(atLeast.clone(), beats);
    }

    float[] atLeast() {
        return atLeast.clone();
    }

    double beats() {
        return beats;
    }

    static LossRuns of(float[] atLeast, double beats) {
        return new LossRuns(atLeast.clone(), beats);
    }

    /** A beat was heard after so many that were not. */
    void add(long missed) {
        beats++;
        int length = (int) Math.min(missed, LONGEST);
        if (length > atLeast.length) {
            atLeast = Arrays.copyOf(atLeast, length);
        }
        for (int i = 0; i < length; i++) {
            atLeast[i]++;
        }
    }

    /** What was long ago counts half. */
    void fade() {
        beats /= 2;
        for (int i = 0; i < atLeast.length; i++) {
            atLeast[i] /= 2;
        }
    }

    /** The chances of runs under a first guess of how they begin and go on. */
    Chances chances(double beginsOften, double goesOnOften) {
        double trials = 0;
        double went = 0;
        for (int i = Math.min(atLeast.length, LONGEST - 1) - 1; i >= 0 && trials < TRIALS; i--) {
            trials += atLeast[i];
            went += i + 1 < atLeast.length ? atLeast[i + 1] : 0;
        }
        return new Chances((went + 10 * goesOnOften) / (trials + 10), beginsOften);
    }

    /** The chances of runs of all lengths. */
    final class Chances {
        private final double goesOn;
        private final double begins;

        private Chances(double goesOn, double begins) {
            this.goesOn = goesOn;
            this.begins = begins;
        }

        /** That a beat is followed by a run of at least this length, 1 or more, given that for one less. */
        double atLeast(int length, double oneLess) {
            double seen = length <= atLeast.length ? atLeast[length - 1] : 0;
            if (seen >= FIRM) {
                return seen / beats;
            }
            return length == 1 ? (seen + begins) / (beats + 10) : oneLess * goesOn;
        }
    }
}
