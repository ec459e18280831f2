package io.heartbeat.internal.detect;

/**
 * What was learnt of one host's beats, or of many hosts' on one network: why they come late, how often and by how much.
 *
 * <p>A beat tells the three reasons apart, and each has a tail of its own kind. Beats that were lost are counted by their sequence
 * numbers: {@link LossRuns}. What the sender's own clock does not explain is delay on the way: {@link LargestDelays}. And a sender that
 * paused says so by its uptime; pauses have causes of a typical length, so a little more than the longest of late is allowed.
 *
 * <p>Where a host answers when it is asked, lost beats cost a few round trips and not whole gaps, so there the lateness of its signs of
 * life is learnt as it is.
 *
 * <p>Half of what is known is forgotten every week.
 */
public final class LatenessModel {
    private static final double MEMORY_NANOS = 7 * 86_400e9;
    private static final double USUAL_QUANTILE = 0.75;
    private static final double LEARNING_RATE = 0.02;
    private static final double PRIOR_EXCESS = 0.05;
    private static final double FIRST_BEGINS = 0.01;
    private static final double FIRST_GOES_ON = 0.1;
    /** A delay by less than this share of a gap makes no difference. */
    private static final double NOTEWORTHY = 0.02;

    private static final double PAUSE_MARGIN = 0.1;

    /** Of a gap: a beat comes when it was promised, but what a lost one promised is not known. */
    private static final double SENDER_JITTER = 0.05;

    /** In seconds. Most silences end with the next regular beat, so those that go beyond it were hardly seen: three more questions. */
    private static final double MORE_QUESTIONS = 0.2;

    final LossRuns lost;
    final RecentDelays onTheWay;
    final RecentDelays untilHeard;

    /** In seconds: three of four beats are not delayed by more. */
    double usualDelay;

    /** In seconds. */
    float longestPause;

    float formerLongestPause;

    /** How many pauses were like the longest: shorter by less than a gap. */
    double pausesAlike;

    double learntNanos;

    /** How many beats it has learnt from itself, and not inherited. */
    double firstHand;

    /** Nothing was learnt yet. */
    public LatenessModel() {
        this(new LossRuns(), new RecentDelays(), new RecentDelays());
    }

    LatenessModel(LossRuns lost, RecentDelays onTheWay, RecentDelays untilHeard) {
        this.lost = lost;
        this.onTheWay = onTheWay;
        this.untilHeard = untilHeard;
    }

    /** A model that learns on from here by itself. */
    public LatenessModel copy() {
        LatenessModel copy = new LatenessModel(lost.copy(), onTheWay.copy(), untilHeard.copy());
        copy.usualDelay = usualDelay;
        copy.longestPause = longestPause;
        copy.formerLongestPause = formerLongestPause;
        copy.pausesAlike = pausesAlike;
        copy.learntNanos = learntNanos;
        copy.firstHand = firstHand;
        return copy;
    }

    /** What a host that is new on the same network begins with. */
    public LatenessModel inherited() {
        LatenessModel heir = copy();
        heir.firstHand = 0;
        return heir;
    }

    double firstHand() {
        return firstHand;
    }

    /** How many beats it has learnt from. */
    public double beats() {
        return lost.beats();
    }

    /**
     * How long a pause of the sender has to be expected, in seconds: a little more than the longest. A beat that is sent late only shows
     * the part of a pause that came after it was due, so all that is known of a pause is that it was longer by less than a gap; how much
     * longer is estimated from how many like it were seen (the German tank problem).
     */
    double pause(double gap) {
        double longest = Math.max(longestPause, formerLongestPause);
        return longest + Math.max(PAUSE_MARGIN * longest, pausesAlike == 0 ? 0 : gap / pausesAlike);
    }

    private void paused(double pause, double gap) {
        double longest = Math.max(longestPause, formerLongestPause);
        if (pause > longest + gap) {
            pausesAlike = 1;
        } else if (pause > Math.max(0, longest - gap)) {
            pausesAlike++;
        }
        longestPause = Math.max(longestPause, (float) pause);
    }

    /**
     * One more regular beat was heard.
     *
     * @param missed how many were lost since the last regular one
     * @param delay on the way, in seconds
     * @param late how long after it was due, but for a pause of the sender, in seconds
     * @param pause of the sender, in seconds
     * @param gap the rhythm of the host, in seconds
     */
    void learn(long missed, double delay, double late, double pause, double gap) {
        firstHand++;
        lost.add(missed);
        onTheWay.add(noteworthy(delay, gap));
        untilHeard.add(noteworthy(late, gap));
        paused(pause, gap);
        double step = gap * LEARNING_RATE;
        usualDelay = Math.max(0, usualDelay + step * (delay > usualDelay ? USUAL_QUANTILE : USUAL_QUANTILE - 1));
        learntNanos += gap * 1e9;
        if (learntNanos >= MEMORY_NANOS) {
            fade();
        }
    }

    private static double noteworthy(double seconds, double gap) {
        return seconds < NOTEWORTHY * gap ? 0 : seconds;
    }

    private void fade() {
        learntNanos = 0;
        lost.fade();
        onTheWay.fade();
        untilHeard.fade();
        formerLongestPause = longestPause;
        longestPause = 0;
    }

    /**
     * An answer ended a silence.
     *
     * @param late how long after a beat was due that was lost, in seconds; 0 if none was
     * @param pause of the sender, in seconds
     * @param gap the rhythm of the host, in seconds
     */
    void answered(double late, double pause, double gap) {
        if (late > 0) {
            untilHeard.add(late);
        }
        paused(pause, gap);
    }

    /**
     * The lateness, in seconds after a beat was due, that a living host exceeds with this probability; its pauses left aside.
     *
     * @param probability for each beat
     * @param gap between two beats, in seconds
     * @param answers whether the host answers when it is asked, so that a silence ends though beats were lost
     * @param most where to stop
     */
    double exceededWith(double probability, double gap, boolean answers, double most) {
        double prior = PRIOR_EXCESS * gap;
        double unasked = lostAndDelayed(probability, gap, prior, most);
        double asked = untilHeard.all().exceededWith(probability, usualDelay, prior) + MORE_QUESTIONS;
        return answers ? Math.min(unasked, asked) : unasked;
    }

    /** The latest of: no beat lost and the last one delayed as rarely as that, one lost and the next one delayed, and so on. */
    private double lostAndDelayed(double probability, double gap, double prior, double most) {
        LossRuns.Chances chances = lost.chances(FIRST_BEGINS, FIRST_GOES_ON);
        LargestDelays delays = onTheWay.all().ofTheLongestKind();
        double lateness = 0;
        double chance = 1;
        for (int missed = 0; chance > probability && missed * gap < most; missed++) {
            double share = probability / chance;
            double planned = missed == 0 ? 0 : (missed + plannedLaterWith(share)) * gap;
            lateness = Math.max(lateness, planned + delays.exceededWith(share, usualDelay, prior));
            chance = Math.min(chance, chances.atLeast(missed + 1, chance));
        }
        return lateness;
    }

    /** By how much of a gap a beat is planned later than the one before it let expect, with this probability: the difference of two jitters. */
    private static double plannedLaterWith(double probability) {
        return SENDER_JITTER * (1 - Math.sqrt(Math.min(1, 2 * probability)));
    }

    /** What was learnt, as one line that a person can read and {@link #parse} takes. */
    public String text() {
        return LatenessText.of(this);
    }

    /**
     * {@return the model that was written down}
     *
     * @throws IllegalArgumentException if this is not what {@link #text} makes, or its numbers are impossible
     */
    public static LatenessModel parse(String text) {
        return LatenessText.parse(text);
    }
}
