package io.heartbeat.internal.monitor;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.Session;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one host: the one that counts, and a rival that may be a second machine of the same name.
 *
 * <p>A beat of a newer session takes over only if it is known to be fresh, or if the present session never could be verified
 * either; a beat of an older one never does. So no recording can raise a host from the dead. It is known to be fresh if its clock
 * agrees with the monitor's, or if it resumes the present session and the uptime, which runs on, shows no delay.
 */
final class HostSessions {
    private static final int RIVAL_BEATS = 3;
    private static final long RIVAL_CLOCK_MILLIS = 10_000;

    /** What a beat means for its host. */
    enum Verdict {
        CONTINUES(null),
        /** A new session of the same process: its machine slept, or its clock was set forward. */
        RESUMES(null),
        BEGINS(null),
        REPLAYED(Rejection.REPLAYED),
        DELAYED(Rejection.DELAYED),
        STALE(Rejection.STALE_SESSION),
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

    private @Nullable Session rival;
    private int rivalBeats;

    HostSessions(@Nullable Session current) {
        this.current = current;
    }

    @Nullable
    Session current() {
        return current;
    }

    boolean verified() {
        return current != null && current.verified();
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
        boolean continuous = resumes(beat) && process != 0 && session.timely(beat, now.nanos());
        if (session.verified() && !agrees && !continuous) {
            return Verdict.WRONG_CLOCK;
        }
        rival = session;
        rivalBeats = 0;
        return begin(beat, agrees || session.verified(), now);
    }

    private Verdict proceed(Session session, Beat beat, Moment now) {
        Rejection rejection = session.judge(beat, now.nanos(), now.wallMillis());
        if (rejection == null) {
            process = beat.processId();
            return Verdict.CONTINUES;
        }
        return rejection == Rejection.DELAYED ? Verdict.DELAYED : Verdict.REPLAYED;
    }

    private Verdict begin(Beat beat, boolean verified, Moment now) {
        Verdict verdict = resumes(beat) ? Verdict.RESUMES : Verdict.BEGINS;
        current = new Session(beat, now.nanos(), verified);
        process = beat.processId();
        return verdict;
    }

    private boolean resumes(Beat beat) {
        return beat.resumed() && (process == 0 || process == beat.processId());
    }

    private Verdict judgeRival(Beat beat, Moment now) {
        if (rival == null || rival.epoch() != beat.epoch()) {
            if (Math.abs(now.wallMillis() - beat.wallMillis()) <= RIVAL_CLOCK_MILLIS) {
                rival = new Session(beat, now.nanos(), true);
                rivalBeats = 1;
            }
            return Verdict.STALE;
        }
        if (rival.judge(beat, now.nanos(), now.wallMillis()) != null) {
            return Verdict.STALE;
        }
        rivalBeats++;
        return rivalBeats >= RIVAL_BEATS ? Verdict.RIVAL_LIVES : Verdict.STALE;
    }
}
