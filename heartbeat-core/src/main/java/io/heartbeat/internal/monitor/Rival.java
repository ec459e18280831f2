package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.Session;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session that may be a second machine of its host's name, held against the present one: does it live, and does the present one live
 * beside it?
 */
final class Rival {
    private static final long CLOCK_TOLERANCE_MILLIS = 10_000;
    /** So many beats are needed to be believed, for or against. */
    private static final int ENOUGH = 3;
    /** Where nobody answers, so often both are heard before they are taken for two machines. */
    private static final int MOST_TURNS = 8;

    private final Session session;
    private int beats;
    /** The present session was heard since this one was. */
    private boolean presentHeard;
    /** It was heard since this one showed for the last time that it lives. */
    private boolean presentHeardSinceProof;
    /** Since when it seems to live; null if it does not. */
    private @Nullable Long livesSinceNanos;

    /** The last beat and the present session took turns. */
    private boolean tookTurns;
    /** How often they did. */
    private int turns;
    /** How often it showed, after the present session was heard again, that it lives, and the present session did not. */
    private int unanswered;
    /** Both have shown that they live. */
    private boolean livesBeside;

    /** Until when its next beat may take. */
    private long expectedNanos;
    /** The present session is missed, and its next beat is awaited instead. */
    private boolean awaited;

    Rival(Session session) {
        this.session = session;
    }

    /** Whether a beat of a session that is not known says that it was sent just now. */
    static boolean clockAgrees(Beat beat, Moment now) {
        return Math.abs(now.wallMillis() - beat.wallMillis()) <= CLOCK_TOLERANCE_MILLIS;
    }

    Session session() {
        return session;
    }

    boolean isOf(Beat beat) {
        return session.epoch() == beat.epoch();
    }

    /** Whether a later beat of it is a sign of life. */
    boolean takes(Beat beat, boolean proven, Moment now) {
        return session.judge(beat, now.nanos(), now.wallMillis(), proven) == null;
    }

    void presentIsHeard() {
        presentHeard = true;
        presentHeardSinceProof = true;
        awaited = false;
    }

    /** The present session is missed: answers whether a beat of this one is to be awaited before anybody is called dead, which is so once. */
    boolean await(Moment now) {
        boolean news = !awaited;
        awaited = livesSinceNanos != null && !isConflict() && now.nanos() - expectedNanos < 0;
        return awaited && news;
    }

    /**
     * Counts a beat that is a sign of life.
     *
     * @param proven whether it answers a question
     * @param answered when the newest question was asked that the present session answered; null if there was none
     * @param challenges what was asked of the host
     * @return whether it is enough to believe that this session lives
     */
    boolean count(
            Beat beat, boolean proven, Session present, @Nullable Long answered, Challenges challenges, Moment now) {
        beats++;
        expectedNanos = now.nanos() + TimeUnit.MILLISECONDS.toNanos(2 * beat.nextBeatMillis());
        tookTurns = presentHeard;
        presentHeard = false;
        if (beats < ENOUGH && !proven) {
            return false;
        }
        long since = livesSinceNanos == null ? now.nanos() : livesSinceNanos;
        livesSinceNanos = since;
        boolean doubtful = makesDoubtful(answered);
        if (tookTurns) {
            turns++;
            livesBeside |= !doubtful;
        }
        if (proven && presentHeardSinceProof && challenges.askedSince(since, present)) {
            presentHeardSinceProof = false;
            unanswered += doubtful ? 1 : 0;
        }
        return true;
    }

    /** Whether it seems to live, and the present session has not shown since that it does: its beats may be a recording. */
    boolean makesDoubtful(@Nullable Long answered) {
        Long since = livesSinceNanos;
        return since != null && (answered == null || answered - since < 0);
    }

    /** Whether the present session, which may be missed, is no living machine. */
    boolean livesAlone(boolean missed) {
        return !livesBeside && (missed || awaited || unanswered >= ENOUGH);
    }

    /** Whether both are machines that live. */
    boolean livesBeside() {
        return tookTurns && isConflict();
    }

    private boolean isConflict() {
        return livesBeside || (unanswered == 0 && turns >= MOST_TURNS);
    }
}
