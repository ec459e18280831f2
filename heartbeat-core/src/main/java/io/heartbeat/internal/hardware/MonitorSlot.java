package io.heartbeat.internal.hardware;

import io.heartbeat.internal.time.Threads;
import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hardware monitor and its check that is going on, if any, in the thread {@code heartbeat-check-<type>}: never a second one as
 * long as the first has not ended, even if nobody waits for it any more.
 */
final class MonitorSlot {
    private static final Logger log = LoggerFactory.getLogger(MonitorSlot.class);

    final String type;
    private final HardwareMonitor monitor;
    private @Nullable Run run;

    /** When the next check is due, or the one that goes on is to be counted as failed. */
    long dueNanos;

    /** Whether a check has ended, one way or another. */
    boolean checked;

    MonitorSlot(String type, HardwareMonitor monitor, long dueNanos) {
        this.type = type;
        this.monitor = monitor;
        this.dueNanos = dueNanos;
    }

    /** What became of a check: a report, or the reason why there is none. */
    record Result(@Nullable HardwareReport report, String failure) {}

    /** There was no memory to say what became of it. */
    private static final Result UNKNOWN = new Result(null, "it ended without a result");

    private static final class Run {
        final Thread thread;
        volatile @Nullable Result result;
        boolean abandoned;

        Run(String type, Callable<@Nullable HardwareReport> check, Runnable whenDone) {
            thread = Threads.start("check-" + type, () -> {
                result = result(check);
                whenDone.run();
            });
        }
    }

    /** Starts a check. */
    void start(CheckContext context, Runnable whenDone) {
        run = new Run(type, () -> monitor.check(context), whenDone);
    }

    @SuppressWarnings("ConstantValue")
    private static Result result(Callable<@Nullable HardwareReport> check) {
        try {
            HardwareReport report = check.call();
            return report == null ? new Result(null, "it returned no report") : new Result(report, "");
        } catch (Throwable e) { // a plug-in may throw anything, and must harm nobody else
            return new Result(null, reason(e));
        }
    }

    private static String reason(Throwable e) {
        String kind = e.getClass().getSimpleName();
        try {
            return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
        } catch (RuntimeException | Error alsoBroken) {
            return kind;
        }
    }

    /** Takes the result of the check that was waited for, once it is there. */
    @Nullable
    Result takeResult() {
        Run present = run;
        if (present == null) {
            return null;
        }
        boolean ended = !present.thread.isAlive();
        Result result = present.result;
        if (result == null && !ended) {
            return null;
        }
        run = null;
        return present.abandoned ? null : result == null ? UNKNOWN : result;
    }

    boolean isBusy() {
        return run != null;
    }

    /** Interrupts the check and waits for it no longer; what it still may find does not count. */
    void abandon() {
        if (run != null) {
            run.abandoned = true;
            run.thread.interrupt();
        }
    }

    /** Closes the monitor, in a thread of its own, once its check has ended; not if that hangs. */
    Thread close(long patienceMillis) {
        abandon();
        Thread checking = run == null ? null : run.thread;
        return Threads.start("close-" + type, () -> {
            if (checking != null) {
                Threads.join(checking, patienceMillis);
            }
            if (checking == null || !checking.isAlive()) {
                closeMonitor();
            } else {
                log.warn("The check of {} hangs; it was given up", type);
            }
        });
    }

    private void closeMonitor() {
        try {
            monitor.close();
        } catch (Throwable e) { // as in a check
            log.warn("The hardware monitor {} failed to close", type, e);
        }
    }
}
