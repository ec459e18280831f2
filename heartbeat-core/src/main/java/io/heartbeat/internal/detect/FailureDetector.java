package io.heartbeat.internal.detect;

/**
 * Says when one host has been silent for too long, from what its beats tell: numbers in, times out.
 *
 * <p>The next beat is due when the sender has promised it, by the sender's own clock and with the least delay of the last few beats:
 * the freshness points of Chen, Toueg and Aguilera, <a href="https://doi.org/10.1109/TC.2002.1004595">On the quality of service of
 * failure detectors</a>, 2002 (NFD-E), but with promised gaps in place of a fixed one, so a last beat that came late does not put off
 * the verdict, and hosts with different and changing intervals mix. How much later it may come, the {@link Allowance} says, from what
 * the {@link LatenessModel} has learnt of this host and from the false alarms that the {@link DetectionTarget} allows.
 *
 * <p>A host that is late can be asked. Where answers come, a silence over lost beats ends after a round trip, so far less lateness has
 * to be allowed; whether they come is learnt too.
 *
 * <p>All times are monotonic nanoseconds of the monitor; the cost of a beat does not depend on history. For one thread at a time.
 */
public final class FailureDetector {
    private static final double CHANGED_RHYTHM = 0.25;
    private static final long BEATS_PER_REVIEW = 256;

    private final DetectionTarget target;
    private final LatenessModel model;
    private final Soliciting soliciting;
    private final LeastOffset offset;

    private long sequence;
    /** When the sender meant to send the next one, by its own clock. */
    private long plannedNanos;

    private long lostSoFar;
    private boolean disturbed;
    private boolean napped;

    private long lastNanos;
    private long dueNanos;
    /** Until then what is heard may have waited for the monitor. */
    private long settledNanos;

    private double gap;

    private long heard;
    private long lost;
    private long reviewAt = 1;
    private double allowed;
    private double lateAllowed;

    /**
     * Begins with the first beat still to come.
     *
     * @param model what has been learnt so far; learns on
     */
    public FailureDetector(DetectionTarget target, LatenessModel model) {
        this.target = target;
        this.model = model;
        this.soliciting = new Soliciting();
        this.offset = new LeastOffset();
    }

    private FailureDetector(FailureDetector other) {
        target = other.target;
        model = other.model.copy();
        soliciting = other.soliciting.copy();
        offset = other.offset.copy();
        sequence = other.sequence;
        plannedNanos = other.plannedNanos;
        lostSoFar = other.lostSoFar;
        disturbed = other.disturbed;
        napped = other.napped;
        lastNanos = other.lastNanos;
        dueNanos = other.dueNanos;
        settledNanos = other.settledNanos;
        gap = other.gap;
        heard = other.heard;
        lost = other.lost;
        reviewAt = other.reviewAt;
        allowed = other.allowed;
        lateAllowed = other.lateAllowed;
    }

    /** A detector that goes on from here by itself. */
    public FailureDetector copy() {
        return new FailureDetector(this);
    }

    /**
     * The next beat begins a new session of the host: its clock and its numbers have nothing to do with those before.
     *
     * @param resumed whether it is the same sender, which slept
     */
    public void beginSession(boolean resumed) {
        napped = resumed;
        offset.clear();
        lostSoFar = 0;
        heard = 0;
        lost = 0;
    }

    /** A host known from earlier is expected to beat within this gap from now. */
    public void expect(long nowNanos, long gapNanos) {
        gap = gapNanos / 1e9;
        lastNanos = nowNanos;
        dueNanos = nowNanos + gapNanos;
        settledNanos = nowNanos;
        review();
    }

    /**
     * A sign of life that counts.
     *
     * @param beatSequence its number in the session
     * @param beatUptimeNanos the sender's clock when it was sent
     * @param gapNanos the promised time until the next regular beat
     * @param latenessNanos by how much the newest regular beat, this one or the last before this answer, was sent later than planned
     * @param solicited whether it answers a question, beside the regular ones
     * @param planned whether the promised gap is an announced silence and not the rhythm
     */
    public void heard(
            long nowNanos,
            long beatSequence,
            long beatUptimeNanos,
            long gapNanos,
            long latenessNanos,
            boolean solicited,
            boolean planned) {
        boolean begins = offset.isEmpty();
        if (!begins && beatSequence <= sequence) {
            overtaken(beatSequence);
            return;
        }
        if (gap == 0) {
            settledNanos = nowNanos;
        }
        long skipped = begins ? 0 : beatSequence - sequence - 1;
        double late = (nowNanos - dueNanos) / 1e9;
        if (begins || !solicited) {
            offset.add(nowNanos - beatUptimeNanos);
        }
        heard += solicited ? 0 : 1;
        boolean undisturbed = !disturbed && nowNanos - settledNanos >= 0;
        if (!begins && undisturbed) {
            learn(nowNanos, beatUptimeNanos, skipped, late, latenessNanos / 1e9, solicited);
        } else if (napped && undisturbed && late <= most()) {
            model.answered(0, late, gap);
        }
        napped = false;
        boolean answered = soliciting.answered();
        soliciting.ended(solicited, skipped == 0 || !undisturbed);
        follow(gapNanos / 1e9, solicited || planned);
        disturbed = false;
        sequence = beatSequence;
        plannedNanos = beatUptimeNanos + gapNanos;
        lastNanos = nowNanos;
        dueNanos = plannedNanos + offset.nanos();
        if (begins || heard >= reviewAt || late > allowed / 2 || answered != soliciting.answered()) {
            reviewAt = heard + Math.min(heard, BEATS_PER_REVIEW);
            review();
        }
    }

    /** It was sent before one that was heard, so it tells nothing but that it was not lost. */
    private void overtaken(long beatSequence) {
        if (beatSequence < sequence && lost > 0) {
            heard++;
            lost--;
        }
    }

    /** Tells why it came when it did: beats lost, a pause of the sender, delay on the way. */
    private void learn(
            long nowNanos, long beatUptimeNanos, long skipped, double late, double admitted, boolean solicited) {
        if (late > most()) {
            lostSoFar = 0;
            return;
        }
        double sentLate = (beatUptimeNanos - plannedNanos) / 1e9;
        // what it says may be anything; it cannot have been longer than a silence that is learnt from
        double pause = Math.min(most(), skipped == 0 && !solicited ? Math.max(admitted, sentLate) : admitted);
        long gaps = (long) Math.floor((sentLate - pause) / gap + 0.5) + (solicited ? 1 : 0);
        long missed = Math.max(0, Math.min(skipped, gaps));
        lost += missed;
        double awake = Math.max(0, late - pause);
        if (solicited) {
            lostSoFar += missed;
            model.answered(skipped > 0 ? awake : 0, skipped > 0 ? pause : 0, gap);
            return;
        }
        double delay = Math.min(most(), Math.max(0, (nowNanos - beatUptimeNanos - offset.nanos()) / 1e9));
        model.learn(lostSoFar + missed, delay, awake, pause, gap);
        lostSoFar = 0;
    }

    private double most() {
        return Allowance.most(gap);
    }

    private void follow(double promised, boolean beside) {
        if (gap == 0 || (!beside && Math.abs(promised - gap) > CHANGED_RHYTHM * gap)) {
            gap = promised;
            reviewAt = heard;
        } else if (!beside) {
            gap += (promised - gap) / 16;
        }
    }

    private void review() {
        Allowance allowance = allowance();
        allowed = allowance.beforeDeath();
        lateAllowed = allowance.beforeLate(allowed);
    }

    private Allowance allowance() {
        return new Allowance(target, model, gap, soliciting.answered());
    }

    /** The monitor could not hear before this time: nobody is judged until a full term later, and nothing is learnt from the silence. */
    public void notBefore(long nanos) {
        long fair = nanos + nanos(gap);
        if (fair - dueNanos > 0) {
            dueNanos = fair;
            settledNanos = nanos + nanos(gap / 2);
            disturbed = true;
        }
    }

    /** When it is plain that a beat is missing, though that alone means little. */
    public long missedAtNanos() {
        return dueNanos + nanos(graceSeconds());
    }

    private double graceSeconds() {
        return Math.max(0.05, 0.1 * gap) + model.usualDelay;
    }

    /** When the host is late; before {@link #flatlineAtNanos}. */
    public long lateAtNanos() {
        return dueNanos + nanos(lateAllowed);
    }

    /** When the host is to be taken for dead. */
    public long flatlineAtNanos() {
        return dueNanos + nanos(allowed);
    }

    /** When the host should be asked next whether it lives; {@link Long#MAX_VALUE} if it should not. */
    public long solicitAtNanos() {
        long at = soliciting.nextNanos(lastNanos + nanos(gap / 2), missedAtNanos());
        return at - flatlineAtNanos() < 0 ? at : Long.MAX_VALUE;
    }

    /** The host was asked now. */
    public void solicited(long nowNanos) {
        soliciting.asked(nowNanos, missedAtNanos(), gap);
    }

    /** How often it was asked since it was heard last. */
    public int solicitations() {
        return soliciting.inVain();
    }

    /** The share of this session's regular beats that never arrived, 0 to 1. */
    public double loss() {
        return heard + lost == 0 ? 0 : (double) lost / (heard + lost);
    }

    /** What the delay of three of four beats does not exceed. */
    public long jitterNanos() {
        return nanos(model.usualDelay);
    }

    /** The gap between two beats that one in a thousand exceeds. */
    public long p999GapNanos() {
        return nanos(gap + allowance().exceededWith(0.001));
    }

    /** The silence after the last beat that makes the host flatline; 0 if that beat came too late already. */
    public long deadlineNanos() {
        return Math.max(0, flatlineAtNanos() - lastNanos);
    }

    /** The longest time from a death to the verdict: when the host died right after a beat that came with the least delay. */
    public long detectionBoundNanos() {
        return nanos(gap + allowed);
    }

    /** How many false alarms a year are to be expected under the present deadline. */
    public double falseAlarmsPerYear() {
        return allowance().falseAlarmsPerYear(allowed);
    }

    /** What was learnt, and is learnt on. */
    public LatenessModel model() {
        return model;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
