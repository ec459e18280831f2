package io.heartbeat.internal.monitor;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one host: the one that counts, and a rival that may be a second machine of the same name.
 *
 * <p>A beat of a newer session takes over only if it is known to be fresh, or if the present session never could be verified
 * either. It is known to be fresh if it answers a question of just now, if its clock agrees with the monitor's, or if it resumes the
 * present session and the uptime, which runs on, shows no delay.
 *
 * <p>A session with a lower number is an old one or a rival, unless the host's clock was set back before it restarted. That is
 * believed if it answers a question that was asked since the present session was heard for the last time, or else its beats keep coming
 * fresh, and in any case it began after that time: no recording of an older session can say so. A second machine takes the place of one
 * that said goodbye, or of one that does not live beside it, in the same way: so a recording of a session that was kept from the monitor
 * is unmasked by a living one. The session that gives way never counts again,
 * although its number is higher, unless it answers.
 *
 * <p>Two that share a session, number and all, are told apart by this: no sender uses a number twice.
 */
final class HostSessions {
    private static final int MOST_SUPERSEDED = 8;
    private static final int TWIN_BEATS = 3;

    /** What a beat means for its host. */
    enum Verdict {
        CONTINUES(null),
        /** The same process, whose uptime went on otherwise: its machine slept or was stopped, or its clock was set forward. */
        RESUMES(null),
        BEGINS(null),
        REPLAYED(Rejection.REPLAYED),
        DELAYED(Rejection.DELAYED),
        STALE(Rejection.STALE_SESSION),
        /** Of a session that gave way to one of a lower number: its host cannot send this any more. */
        SUPERSEDED(Rejection.STALE_SESSION),
        RIVAL_LIVES(Rejection.STALE_SESSION),
        WRONG_CLOCK(Rejection.WRONG_CLOCK);

        private final @Nullable Rejection rejection;

        Verdict(@Nullable Rejection rejection) {
            this.rejection = rejection;
        }

        /** Why the beat does not count, or null if it does. */
        @Nullable
        Rejection rejection() {
            return rejection;
        }
    }

    private @Nullable Session current;
    /** The process of the present session, 0 if not known. */
    private long process;

    /** When the newest beat that counted was sent, as far as can be told. */
    private long heardNanos;
    /** Whether an earlier run heard the host. */
    private final boolean remembered;

    private final LongPredicate known;

    /** Tells the newest beat from others of its number; 0 if not known. */
    private long newestMark;

    private int twinBeats;
    /** When the newest question that the present session answered was asked; null if it answered none. */
    private @Nullable Long answered;

    /** Null until there is any doubt. */
    private @Nullable Challenges challenges;

    /** The latest sessions that gave way to one of a lower number; lowest first. Never changed, for nearly all hosts share the empty one. */
    private List<Long> superseded;

    /** How the present session began, as long as no beat of it counted; null afterwards. */
    private @Nullable Verdict untold;

    /** The present session said goodbye. */
    private boolean ended;

    private @Nullable Rival rival;

    /** The sessions of a host that is new here. */
    HostSessions() {
        this(null, 0, List.of(), false, epoch -> false);
    }

    /** The sessions of a host that is remembered, whose present one was last heard at that time. */
    HostSessions(Session current, long heardNanos, List<Long> superseded) {
        this(current, heardNanos, superseded, true, epoch -> false);
    }

    /**
     * The sessions of a host that is remembered, whose present one is not known.
     *
     * @param known whether a session of that number is the one that was heard then
     */
    HostSessions(long heardNanos, LongPredicate known) {
        this(null, heardNanos, List.of(), true, known);
    }

    private HostSessions(
            @Nullable Session current,
            long heardNanos,
            List<Long> superseded,
            boolean remembered,
            LongPredicate known) {
        this.remembered = remembered;
        this.known = known;
        this.current = current;
        this.heardNanos = heardNanos;
        this.superseded = superseded.stream().sorted().toList();
    }

    @Nullable
    Session current() {
        return current;
    }

    /** The numbers above that of the present session that must not count again. */
    List<Long> superseded() {
        return superseded;
    }

    /** The present session has said goodbye: one that still lives may take its place. */
    void end() {
        ended = true;
    }

    boolean verified() {
        return current != null && current.verified();
    }

    /** Whether no beat sent later than this one, which counts, was heard before it. */
    boolean isNewest(Beat beat) {
        return current != null && beat.sequence() == current.highestSequence();
    }

    /** Which questions the host was asked about its sessions. */
    Challenges challenges() {
        Challenges known = challenges;
        if (known == null) {
            known = new Challenges();
            challenges = known;
        }
        return known;
    }

    /** The number of the newest beat of this one's session, as far as is known. */
    long newestOf(Beat beat) {
        return current != null && current.epoch() == beat.epoch() ? current.highestSequence() : beat.sequence();
    }

    /**
     * Judges a beat.
     *
     * @param missed whether the host has flatlined; then no session counts that could be a recording
     */
    Verdict judge(Opened opened, boolean missed, Moment now) {
        Verdict verdict = place(opened, missed, now);
        if (verdict.rejection() != null) {
            return verdict;
        }
        Verdict earlier = untold;
        untold = verdict == Verdict.CONTINUES ? earlier : verdict;
        if (missed && !verified()) {
            return Verdict.WRONG_CLOCK;
        }
        Verdict begun = untold;
        untold = null;
        return begun == null ? Verdict.CONTINUES : begun;
    }

    private Verdict place(Opened opened, boolean missed, Moment now) {
        Beat beat = opened.beat();
        Session session = current;
        Long asked = challenges == null ? null : challenges.answeredBy(beat, now);
        boolean fresh = asked != null || Session.clockAgrees(beat, now.wallMillis());
        if (session == null) {
            return begin(opened, fresh, asked, now);
        }
        if (beat.epoch() == session.epoch() && mayBeOfProcess(beat)) {
            return proceed(session, opened, asked, now);
        }
        if (beat.epoch() == session.epoch() && isTwin(opened)) {
            return Verdict.RIVAL_LIVES;
        }
        boolean wasSuperseded = superseded.contains(beat.epoch());
        if (wasSuperseded && asked == null) {
            return Verdict.SUPERSEDED;
        }
        if (beat.epoch() <= session.epoch() || wasSuperseded) {
            return fresh && !session.verified()
                    ? begin(opened, true, asked, now)
                    : judgeRival(session, opened, asked, missed, now);
        }
        boolean continuous = resumes(beat) && process != 0 && session.timely(beat, now.nanos());
        if (session.verified() && !fresh && !continuous) {
            return Verdict.WRONG_CLOCK;
        }
        rival = new Rival(session);
        return begin(opened, fresh || session.verified(), asked, now);
    }

    private Verdict proceed(Session session, Opened opened, @Nullable Long asked, Moment now) {
        Beat beat = opened.beat();
        boolean late = session.delayNanos(beat, now.nanos()) > 0;
        Rejection rejection = session.judge(beat, now.nanos(), now.wallMillis(), asked != null);
        if (rejection == null) {
            answered = asked == null ? answered : asked;
            process = beat.processId();
            heardNanos = now.nanos() - session.delayNanos(beat, now.nanos());
            if (rival != null) {
                rival.presentIsHeard();
            }
            newestMark = isNewest(beat) ? opened.mark() : newestMark;
            boolean clockStoodStill = late && session.anchorNanos() == now.nanos();
            return clockStoodStill ? Verdict.RESUMES : Verdict.CONTINUES;
        }
        if (rejection == Rejection.REPLAYED && isTwin(opened)) {
            return Verdict.RIVAL_LIVES;
        }
        return rejection == Rejection.DELAYED ? Verdict.DELAYED : Verdict.REPLAYED;
    }

    /** Whether there have been several beats now that are others than the newest, and yet of its number. */
    private boolean isTwin(Opened opened) {
        if (isNewest(opened.beat()) && newestMark != 0 && newestMark != opened.mark()) {
            twinBeats++;
            return twinBeats >= TWIN_BEATS;
        }
        return false;
    }

    private Verdict begin(Opened opened, boolean verified, @Nullable Long asked, Moment now) {
        Beat beat = opened.beat();
        boolean ranBefore =
                current == null && remembered && (known.test(beat.epoch()) || beganBeforeTheLastBeat(beat, now));
        Verdict verdict = resumes(beat) || ranBefore ? Verdict.RESUMES : Verdict.BEGINS;
        take(new Session(beat, now.nanos(), verified), opened, asked, now);
        return verdict;
    }

    private void take(Session next, Opened opened, @Nullable Long asked, Moment now) {
        superseded = supersededBy(next);
        current = next;
        process = opened.beat().processId();
        heardNanos = now.nanos();
        newestMark = opened.mark();
        twinBeats = 0;
        answered = asked;
        ended = false;
    }

    private List<Long> supersededBy(Session next) {
        List<Long> above = new ArrayList<>(superseded);
        if (current != null) {
            above.add(current.epoch());
        }
        above.removeIf(epoch -> epoch <= next.epoch());
        Collections.sort(above);
        return List.copyOf(above.subList(Math.max(0, above.size() - MOST_SUPERSEDED), above.size()));
    }

    private boolean resumes(Beat beat) {
        return beat.resumed() && (process == 0 || process == beat.processId());
    }

    /** Two sessions may have begun in the same millisecond of clocks that know no better. */
    private boolean mayBeOfProcess(Beat beat) {
        return process == 0 || beat.processId() == 0 || process == beat.processId();
    }

    private Verdict judgeRival(Session present, Opened opened, @Nullable Long asked, boolean missed, Moment now) {
        Beat beat = opened.beat();
        boolean proven = asked != null && asked - heardNanos >= 0;
        Rival challenger = rival;
        if (challenger == null || !challenger.isOf(beat)) {
            if (!proven && !Rival.clockAgrees(beat, now)) {
                return Verdict.STALE;
            }
            challenger = new Rival(new Session(beat, now.nanos(), true));
            rival = challenger;
        } else if (!challenger.takes(beat, proven, now)) {
            return Verdict.STALE;
        }
        if (!challenger.count(beat, proven, present, answered, challenges(), now)) {
            return Verdict.STALE;
        }
        if (!ended && !challenger.livesAlone(missed) && beganBeforeTheLastBeat(beat, now)) {
            return challenger.livesBeside() ? Verdict.RIVAL_LIVES : Verdict.STALE;
        }
        take(challenger.session(), opened, asked, now);
        rival = null;
        return Verdict.BEGINS;
    }

    /** The present session is missed: answers whether another one, which lives, is to be heard before the host is called dead; once. */
    boolean awaitsRival(Moment now) {
        return rival != null && rival.await(now);
    }

    /** Whether a rival seems to live, and the present session has not shown since that it does: its beats may be a recording. */
    boolean isDoubtful() {
        return rival != null && rival.makesDoubtful(answered);
    }

    private boolean beganBeforeTheLastBeat(Beat beat, Moment now) {
        return TimeUnit.MICROSECONDS.toNanos(beat.uptimeMicros()) >= now.nanos() - heardNanos;
    }
}
