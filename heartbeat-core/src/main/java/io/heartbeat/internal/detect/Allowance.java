package io.heartbeat.internal.detect;

/**
 * How late after it was due a beat may come, in seconds: the lateness that a living host exceeds as rarely as the {@link
 * DetectionTarget} asks. It is never less than 1.1 gaps, so one lost beat is no death, and never more than 30 gaps or a minute.
 */
final class Allowance {
    private static final double YEAR_SECONDS = 31_557_600;
    private static final double LEAST_GAPS = 1.1;
    private static final double LEAST_GAPS_AT_FIRST = 3.1;
    private static final int FIRST_BEATS = 60;
    private static final double MOST_GAPS = 30;
    private static final double MOST_SECONDS = 60;
    private static final double LATE_TO_FALSE = 1_000;
    private static final double LATE_LEAST = 0.6;
    private static final double LATE_MOST = 0.93;
    private static final double NEGLIGIBLE = 0.001;

    private final DetectionTarget target;
    private final LatenessModel model;
    private final double gap;
    private final boolean answers;

    /**
     * For one host.
     *
     * @param gap its rhythm, in seconds
     * @param answers whether it answers when it is asked
     */
    Allowance(DetectionTarget target, LatenessModel model, double gap, boolean answers) {
        this.target = target;
        this.model = model;
        this.gap = gap;
        this.answers = answers;
    }

    /** What is later is no lateness but an outage. */
    static double most(double gap) {
        return Math.max(MOST_GAPS * gap, MOST_SECONDS);
    }

    /** Before the host is taken for dead. */
    double beforeDeath() {
        if (target.isFixed()) {
            return Math.max(target.silenceNanos() / 1e9 - gap, LEAST_GAPS * gap);
        }
        return Math.min(most(gap), Math.max(least(), Math.max(paused(), exceededWith(probability()))));
    }

    /** Before the host is called late, given what is allowed before it is taken for dead. */
    double beforeLate(double beforeDeath) {
        if (target.isFixed()) {
            return LATE_LEAST * beforeDeath;
        }
        double sooner = exceededWith(Math.min(1, probability() * LATE_TO_FALSE));
        return Math.min(Math.max(Math.max(sooner, paused()), LATE_LEAST * least()), LATE_MOST * beforeDeath);
    }

    private double least() {
        return (model.firstHand() < FIRST_BEATS ? LEAST_GAPS_AT_FIRST : LEAST_GAPS) * gap;
    }

    private double paused() {
        return model.pause(gap) + model.usualDelay;
    }

    private double probability() {
        return target.falseAlarmsPerYear() * gap / YEAR_SECONDS;
    }

    /** The lateness that a living host exceeds with this probability at each beat; its pauses left aside. */
    double exceededWith(double probability) {
        return model.exceededWith(probability, gap, answers, most(gap));
    }

    /** How many false alarms a year are to be expected where so much is allowed. */
    double falseAlarmsPerYear(double beforeDeath) {
        double perBeat = 1;
        double beats = YEAR_SECONDS / gap;
        while (perBeat * beats > NEGLIGIBLE
                && model.exceededWith(perBeat / 2, gap, answers, 2 * beforeDeath) <= beforeDeath) {
            perBeat /= 2;
        }
        return perBeat * beats;
    }
}
