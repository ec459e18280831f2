package io.heartbeat.testkit;

import io.heartbeat.Heartbeat;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.sender.Epochs;
import io.heartbeat.internal.sender.SenderEngine;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.HostKey;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose process beats; the process can be killed, restarted, frozen, or shut down with a goodbye.
 *
 * <p>It runs from the beginning: its first beat is sent as soon as time advances. For one thread at a time.
 */
public final class SimulatedHost extends SimulatedMachine implements Heartbeat {
    /** Few, for what waits long is of no use to anybody. */
    private static final int MOST_WAITING = 8;

    private record Question(ByteBuffer datagram, InetAddress from) {}

    private final SimulatedNetwork network;
    private HostKey key;
    private List<Integer> otherKeys = List.of();
    private final Duration interval;
    private final SplittableRandom random;
    private @Nullable SenderEngine beats;
    private final Queue<Question> questions = new ArrayDeque<>();
    private boolean answering = true;
    private boolean closing;
    private long processId;
    private Moment born = moment();
    private @Nullable List<HardwareCondition> conditions;

    SimulatedHost(
            String name,
            InetAddress address,
            Timeline timeline,
            SimulatedNetwork network,
            GroupKey key,
            Duration interval,
            SplittableRandom random) {
        super(name, address, timeline);
        this.network = network;
        this.key = key.hostKey(name, 0);
        this.interval = interval;
        this.random = random;
        start();
    }

    Duration interval() {
        return interval;
    }

    /** Whether there is a process, even a frozen one. */
    public boolean running() {
        return beats != null;
    }

    /**
     * Starts a new process, and so a new session.
     *
     * @throws IllegalStateException if one is running
     */
    public void start() {
        if (running()) {
            throw new IllegalStateException(name() + " is running already");
        }
        closing = false;
        questions.clear();
        newProcess(random.nextLong());
        processId = random.nextLong(1, Long.MAX_VALUE);
        born = moment();
        beats = sender();
    }

    private SenderEngine sender() {
        return new SenderEngine(
                key, otherKeys, interval, 1, Epochs.ofClock(), processId, () -> conditions, random, born);
    }

    /** Takes the state of a process that has run in one session from its beginning: its clocks, its session, its place in it. */
    void become(SimulatedHost original) {
        Moment now = original.moment();
        newProcess(now.nanos());
        setClock(Duration.ofMillis(now.wallMillis() - network.now().toEpochMilli()));
        processId = original.processId;
        born = original.born;
        SenderEngine copy = sender();
        while (copy.dueNanos() - now.nanos() <= 0) {
            long due = copy.dueNanos();
            copy.beatIfDue(new Moment(due, born.wallMillis() + (due - born.nanos()) / 1_000_000));
        }
        beats = copy;
        plan(copy.dueNanos());
    }

    /** What its next process beats with, and the ids of the keys it holds beside. */
    void holds(HostKey next, Integer... others) {
        key = next;
        otherKeys = List.of(others);
    }

    /**
     * What is wrong with the machine's hardware from now on, as a hardware watch would find it: the full set. Nothing, if called without
     * any. Until the first call, no hardware is watched, and its beats say nothing about that.
     */
    public void hardware(HardwareCondition... wrong) {
        conditions = List.of(wrong);
    }

    /**
     * Whether the host answers monitors that ask whether it lives, which is so from the beginning. Where it does not, it is as if a
     * firewall let nothing in.
     */
    public void answering(boolean answers) {
        answering = answers;
    }

    /** {@inheritDoc} A frozen or sleeping process does so once it runs again. */
    @Override
    public void pause(Duration length) {
        SenderEngine.requirePause(length);
        SenderEngine process = beats;
        if (process != null) {
            process.pause(length, moment());
            plan(process.dueNanos());
        }
    }

    /** Wakes the machine up if it {@linkplain #suspend sleeps}; else ends a {@linkplain #pause planned silence} before its time. */
    @Override
    public void resume() {
        SenderEngine process = beats;
        if (asleep()) {
            super.resume();
        } else if (process != null) {
            process.resume(moment());
            plan(process.dueNanos());
        }
    }

    /** Ends the process without a goodbye, as kill -9 or a power failure does. */
    public void kill() {
        beats = null;
    }

    /** Kills the process and starts a new one at once. */
    public void restart() {
        kill();
        start();
    }

    /**
     * Says goodbye and ends the process, as an orderly shutdown does; a frozen or sleeping one does so once it runs again. To lose
     * the goodbye, {@linkplain SimulatedNetwork#cut cut} the host off first.
     */
    @Override
    public void close() {
        closing = true;
        if (stopped()) {
            planNow();
        } else {
            run();
        }
    }

    @Override
    void run() {
        SenderEngine process = beats;
        if (process == null) {
            return;
        }
        if (closing) {
            sayGoodbye(process);
        } else {
            byte[] beat = process.beatIfDue(moment());
            if (beat != null) {
                network.send(this, beat);
            }
            for (Question next = questions.poll(); next != null; next = questions.poll()) {
                byte[] answer = process.answer(next.datagram, moment());
                if (answer != null) {
                    network.answer(this, answer, next.from);
                }
            }
            plan(process.dueNanos());
        }
    }

    /** A datagram has come over the network; one that finds the buffer full is lost. */
    void arrive(byte[] datagram, InetAddress from) {
        if (!running() || asleep() || !answering || questions.size() == MOST_WAITING) {
            return;
        }
        questions.add(new Question(ByteBuffer.wrap(datagram), from));
        if (!stopped()) {
            run();
        }
    }

    private void sayGoodbye(SenderEngine process) {
        for (int i = 0; i < SenderEngine.GOODBYES; i++) {
            network.send(this, process.goodbye(moment()));
        }
        beats = null;
    }
}
