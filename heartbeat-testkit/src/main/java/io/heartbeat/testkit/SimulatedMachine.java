package io.heartbeat.testkit;

import io.heartbeat.internal.time.Moment;
import java.net.InetAddress;
import java.time.Duration;

/**
 * A machine on a {@link SimulatedNetwork}, with clocks of its own and one process, which either beats or monitors.
 *
 * <p>What is done to a machine takes effect at the present virtual time; what follows from it happens while time advances. For one
 * thread at a time.
 */
public abstract sealed class SimulatedMachine permits SimulatedHost, SimulatedMonitor {
    final InetAddress address;
    private final String name;
    private final Timeline timeline;
    private final SimulatedClock clock;
    private boolean frozen;
    private boolean suspended;
    private boolean slept;
    private long plannedNanos;
    private long plans;

    SimulatedMachine(String name, InetAddress address, Timeline timeline) {
        this.name = name;
        this.address = address;
        this.timeline = timeline;
        this.clock = new SimulatedClock(timeline);
    }

    /** The machine's name. */
    public String name() {
        return name;
    }

    /** Freezes the process, as SIGSTOP or a very long garbage collection does: all clocks run on, the process does not. */
    public void freeze() {
        frozen = true;
    }

    /** Lets a frozen process go on where it was. */
    public void thaw() {
        frozen = false;
        replan();
    }

    /**
     * Sends the machine to sleep, as closing the lid of a laptop does: the process does not run, the network card hears nothing, the
     * monotonic clock stands still, and only the wall clock runs on.
     */
    public void suspend() {
        if (!suspended) {
            suspended = true;
            slept = true;
            clock.standStill();
        }
    }

    /**
     * Stops the machine as the host of a virtual machine does: nothing runs, nothing is heard, and both clocks stand still. Once
     * {@linkplain #resume resumed}, its wall clock is behind by that time until somebody sets it.
     */
    public void stop() {
        if (!suspended) {
            suspended = true;
            clock.stop();
        }
    }

    /** Lets the monotonic clock run fast by this many millionths from now on, slow if negative. Real ones are within 500. */
    public void drift(int ppm) {
        clock.drift(ppm);
    }

    /** Wakes the machine up. */
    public void resume() {
        if (suspended) {
            suspended = false;
            clock.goOn();
            replan();
        }
    }

    /**
     * Steps the wall clock, as NTP or an administrator does. The monotonic clock does not notice.
     *
     * @param wrongBy how far the clock is ahead of the true time from now on, negative if behind; {@link Duration#ZERO} corrects it
     */
    public void setClock(Duration wrongBy) {
        clock.setWrongBy(wrongBy);
    }

    final boolean wasAwake() {
        boolean awake = !slept;
        slept = false;
        return awake;
    }

    final boolean asleep() {
        return suspended;
    }

    final boolean stopped() {
        return frozen || suspended;
    }

    final Moment moment() {
        return Moment.now(clock);
    }

    final void newProcess(long monotonicOrigin) {
        if (suspended) {
            throw new IllegalStateException(name + " is asleep: nothing can be started there");
        }
        frozen = false;
        clock.startFrom(monotonicOrigin);
        planNow();
    }

    final void planNow() {
        plan(clock.monotonicNanos());
    }

    /** The process means to run at this time of its monotonic clock; replaces what was planned before. */
    final void plan(long monotonicNanos) {
        plannedNanos = monotonicNanos;
        replan();
    }

    private void replan() {
        if (stopped()) {
            return;
        }
        plans++;
        long plan = plans;
        timeline.after(clock.trueNanos(plannedNanos - clock.monotonicNanos()), () -> {
            if (plan == plans && !stopped()) {
                run();
            }
        });
    }

    /** Does what the process does when its time has come. */
    abstract void run();

    /** {@return the machine's name} */
    @Override
    public String toString() {
        return name;
    }
}
