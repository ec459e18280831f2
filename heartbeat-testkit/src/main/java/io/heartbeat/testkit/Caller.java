package io.heartbeat.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls a plug-in as the core does: on daemon threads, so that a plug-in that hangs fails the test instead of hanging it. */
final class Caller {
    /** How long an interrupted call may take to end. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Threads that a plug-in starts belong to it too. */
    private final ThreadGroup threads = new ThreadGroup("heartbeat-contract");

    /** Calls, and interrupts after half a minute. */
    <T> Call<T> call(Callable<@Nullable T> action) {
        return interruptedAfter(PATIENCE, action);
    }

    /** Calls, and interrupts after so long; 0 interrupts beforehand. */
    <T> Call<T> interruptedAfter(Duration patience, Callable<@Nullable T> action) {
        CompletableFuture<Call<T>> result = new CompletableFuture<>();
        Thread thread = new Thread(threads, () -> {
            if (patience.isZero()) {
                Thread.currentThread().interrupt();
            }
            result.complete(attempt(action));
        });
        thread.setDaemon(true);
        thread.start();
        if (!ends(thread, patience)) {
            thread.interrupt();
            ends(thread, GRACE);
        }
        return result.getNow(new Call<>(null, null, false));
    }

    /** The names of threads that would keep the JVM from exiting, after some time to end. */
    List<String> threadsLeft() {
        Thread[] left = new Thread[threads.activeCount() + 10];
        threads.enumerate(left);
        return Arrays.stream(left)
                .filter(Objects::nonNull)
                .filter(thread -> !thread.isDaemon() && !ends(thread, Duration.ofSeconds(2)))
                .map(Thread::getName)
                .toList();
    }

    @SuppressWarnings("CatchThrowable")
    private static <T> Call<T> attempt(Callable<@Nullable T> action) {
        try {
            return new Call<>(action.call(), null, true);
        } catch (Throwable e) { // a plug-in may throw anything, a LinkageError for example
            return new Call<>(null, e, true);
        }
    }

    private static boolean ends(Thread thread, Duration within) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, within.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
