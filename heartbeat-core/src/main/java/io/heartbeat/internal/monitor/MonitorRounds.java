package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.StallGuard;
import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.time.Moment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The round that a monitor makes again and again: it sees whether it comes late itself, hears everything that has arrived, judges, and
 * sees whether the table is worth saving. Used by one thread at a time.
 */
public final class MonitorRounds {
    private static final Logger log = LoggerFactory.getLogger(MonitorRounds.class);
    private static final long WORTH_A_LINE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Hearing datagram after datagram is no stall, however long it goes on; a pause longer than this between two of them is. */
    private static final long NO_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** To take the table of very many hosts at each change would leave little time to listen. */
    private static final long LONG_TABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int RESTS_PER_TABLE = 20;

    private final MonitorEngine engine;
    private final StallGuard guard;
    private final RareLine stallLine = new RareLine();
    private long heardNanos;
    private long hearingNanos;
    private boolean unsaved;
    private long savedNanos;
    private long restNanos;
    private long savedAccepted;

    /** The first round is due at once. */
    public MonitorRounds(MonitorEngine engine, Moment start) {
        this.engine = engine;
        this.guard = new StallGuard(start.nanos(), start.wallMillis());
        this.savedNanos = start.nanos();
    }

    /** Begins a round, before what has arrived is heard: nothing is to be learnt of hosts from a stall of this monitor. */
    public void begin(Moment now) {
        Stall stall = guard.check(now.nanos(), now.wallMillis());
        if (stall.asleepNanos() > 0 && engine.wasAwake()) {
            log.info("The clock of this machine was set forward by {} s", stall.asleepNanos() / 1_000_000_000);
            stall = stall.awake();
        }
        if (stall.nanos() > WORTH_A_LINE_NANOS && stallLine.isDue(stall.nanos(), now)) {
            log.info("This monitor did not run for {} ms; no host is blamed for it", stall.nanos() / 1_000_000);
        }
        engine.stalled(stall, now);
        guard.plan(now.nanos());
        heardNanos = now.nanos();
        hearingNanos = 0;
    }

    /** A datagram is taken at this time. A flood may make that go on for longer than the next round can wait. */
    public void heard(Moment arrival) {
        long nanos = arrival.nanos() - heardNanos;
        hearingNanos += nanos > NO_PAUSE_NANOS ? 0 : nanos;
        heardNanos = arrival.nanos();
    }

    /** Judges; answers when the next round is due at the latest, in monotonic nanoseconds. */
    public long judge(Moment now) {
        long next = engine.advance(now);
        guard.plan(Math.max(next - now.nanos(), hearingNanos) + now.nanos());
        unsaved |= engine.takeChanged();
        return next;
    }

    /**
     * Whether the table should be saved: soon after a change, which is at once unless the hosts are very many, and every half minute while
     * anybody is heard.
     */
    public boolean savingIsDue(Moment now) {
        long passedNanos = now.nanos() - savedNanos;
        return passedNanos >= restNanos
                && (unsaved || (engine.accepted() != savedAccepted && passedNanos > SAVE_NANOS));
    }

    /** The table to save now. */
    public List<RememberedHost> takeTable(Moment now) {
        List<RememberedHost> table = engine.remember(now);
        unsaved = false;
        savedNanos = now.nanos();
        savedAccepted = engine.accepted();
        return table;
    }

    /** To take it took so long: the next one has to wait, or nobody would be listened to. */
    public void tableTook(long nanos) {
        savedNanos += nanos;
        restNanos = nanos < LONG_TABLE_NANOS ? 0 : RESTS_PER_TABLE * nanos;
    }
}
