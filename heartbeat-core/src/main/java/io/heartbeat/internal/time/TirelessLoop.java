package io.heartbeat.internal.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What a thread does again and again, whatever a round of it throws: a round that failed is complained of, and the next one begins after a
 * rest.
 *
 * <p>The virtual machine links a call, a text or a type that is caught when it gets there for the first time, and that takes memory. So a
 * handler that was never run before fails itself when memory runs out, and the thread ends. Therefore a failure is rehearsed when this is
 * made.
 */
public final class TirelessLoop {
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * One round.
     *
     * @param <X> what ends the loop all the same
     */
    @FunctionalInterface
    public interface Round<X extends Exception> {
        void make() throws X;
    }

    private final Complaints complaints;
    private final String what;

    /** @param what to say of a round that failed */
    public TirelessLoop(Complaints complaints, String what) {
        this.complaints = complaints;
        this.what = what;
        rehearse();
    }

    private static void rehearse() {
        Complaints unheard = new Complaints((what, failure) -> {
            throw new AssertionError(what, failure);
        });
        rounds(unheard, "A rehearsal", 1, () -> false, () -> {
            throw new AssertionError("A rehearsal");
        });
    }

    /** Makes a round, and more of them as long as they are wanted. */
    public <X extends Exception> void run(BooleanSupplier wanted, Round<X> round) throws X {
        rounds(complaints, what, REST_NANOS, wanted, round);
    }

    private static <X extends Exception> void rounds(
            Complaints complaints, String what, long restNanos, BooleanSupplier wanted, Round<X> round) throws X {
        do {
            try {
                round.make();
            } catch (RuntimeException | Error e) {
                complaints.add(what, e);
                LockSupport.parkNanos(restNanos);
            }
        } while (wanted.getAsBoolean());
    }
}
