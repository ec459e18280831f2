package io.heartbeat.internal.monitor;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.Session;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one host: the one that counts, and a rival that may be a second machine of the same name.
 *
 * <p>A beat of a newer session takes over only if it is known to be fresh, or if the present session never could be verified
 * either. It is known to be fresh if its clock agrees with the monitor's, or if it resumes the present session and the uptime, which
 * runs on, shows no delay.
 *
 * <p>A session with a lower number is an old one or a rival, unless the host's clock was set back before it restarted. That is
 * believed if its beats keep coming fresh, and it began after the present session was heard for the last time: no recording of an
 * older session can say so. A second machine takes the place of one that said goodbye in the same way. The session that gives way
 * never counts again, although its number is higher.
 */
final class HostSessions {
    private static final int RIVAL_BEATS = 3;
    private static final long RIVAL_CLOCK_MILLIS = 10_000;
    private static final int MOST_SUPERSEDED = 8;

    /** What a beat means for its host. */
    enum Verdict {
        CONTINUES(null),
        /** A new session of the same process: its machine slept, or its clock was set forward. */
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

    private long heardNanos;

    /** The latest sessions that gave way to one of a lower number; lowest first. */
    private final NavigableSet<Long> superseded;

    /** The present session said goodbye. */
    private boolean ended;

    private @Nullable Session rival;
    private int rivalBeats;
    private boolean heardSinceRival;

    /** The sessions of a host that is new here. */
    HostSessions() {
        this(null, 0, List.of());
    }

    /** The sessions of a host that is remembered, whose present one was last heard at that time. */
    HostSessions(@Nullable Session current, long heardNanos, List<Long> superseded) {
        this.current = current;
        this.heardNanos = heardNanos;
        this.superseded = new TreeSet<>(superseded);
    }

    @Nullable
    Session current() {
        return current;
    }

    /** The numbers above that of the present session that must not count again. */
    List<Long> superseded() {
        return List.copyOf(superseded);
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

    Verdict judge(Beat beat, Moment now) {
        Session session = current;
        boolean agrees = Session.clockAgrees(beat, now.wallMillis());
        if (session == null) {
            return begin(beat, agrees, now);
        }
        if (beat.epoch() == session.epoch()) {
            return proceed(session, beat, now);
        }
        if (beat.epoch() < session.epoch()) {
            return agrees && !session.verified() ? begin(beat, true, now) : judgeRival(beat, now);
        }
        if (superseded.contains(beat.epoch())) {
            return Verdict.SUPERSEDED;
        }
        boolean continuous = resumes(beat) && process != 0 && session.timely(beat, now.nanos());
        if (session.verified() && !agrees && !continuous) {
            return Verdict.WRONG_CLOCK;
        }
        challenge(session, 0);
        return begin(beat, agrees || session.verified(), now);
    }

    private Verdict proceed(Session session, Beat beat, Moment now) {
        Rejection rejection = session.judge(beat, now.nanos(), now.wallMillis());
        if (rejection == null) {
            process = beat.processId();
            heardNanos = now.nanos();
            heardSinceRival = true;
            return Verdict.CONTINUES;
        }
        return rejection == Rejection.DELAYED ? Verdict.DELAYED : Verdict.REPLAYED;
    }

    private Verdict begin(Beat beat, boolean verified, Moment now) {
        Verdict verdict = resumes(beat) ? Verdict.RESUMES : Verdict.BEGINS;
        take(new Session(beat, now.nanos(), verified), beat, now);
        return verdict;
    }

    private void take(Session next, Beat beat, Moment now) {
        if (current != null && current.epoch() > next.epoch()) {
            superseded.add(current.epoch());
        }
        superseded.headSet(next.epoch(), true).clear();
        if (superseded.size() > MOST_SUPERSEDED) {
            superseded.pollFirst();
        }
        current = next;
        process = beat.processId();
        heardNanos = now.nanos();
        ended = false;
    }

    private boolean resumes(Beat beat) {
        return beat.resumed() && (process == 0 || process == beat.processId());
    }

    private Verdict judgeRival(Beat beat, Moment now) {
        if (rival == null || rival.epoch() != beat.epoch()) {
            if (Math.abs(now.wallMillis() - beat.wallMillis()) <= RIVAL_CLOCK_MILLIS) {
                challenge(new Session(beat, now.nanos(), true), 1);
            }
            return Verdict.STALE;
        }
        if (rival.judge(beat, now.nanos(), now.wallMillis()) != null) {
            return Verdict.STALE;
        }
        rivalBeats++;
        boolean bothHeard = heardSinceRival;
        heardSinceRival = false;
        if (rivalBeats < RIVAL_BEATS) {
            return Verdict.STALE;
        }
        if (!ended && beganBeforeTheLastBeat(beat, now)) {
            return bothHeard ? Verdict.RIVAL_LIVES : Verdict.STALE;
        }
        take(rival, beat, now);
        rival = null;
        return Verdict.BEGINS;
    }

    private void challenge(Session challenger, int beats) {
        rival = challenger;
        rivalBeats = beats;
        heardSinceRival = false;
    }

    private boolean beganBeforeTheLastBeat(Beat beat, Moment now) {
        return TimeUnit.MICROSECONDS.toNanos(beat.uptimeMicros()) >= now.nanos() - heardNanos;
    }
}
