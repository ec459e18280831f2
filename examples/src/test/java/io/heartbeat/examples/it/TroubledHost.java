package io.heartbeat.examples.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One host that has the worst luck: killed, frozen, unplugged, cut off, lossy, with a clock that is set, or leaving in order. */
final class TroubledHost {
    /** After this at the latest a host that can be heard again is heard. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    /** A third flatline within an hour would be told as flapping, and then nothing for a while: a host that leaves in order begins anew. */
    private static final int SILENCES_BEFORE_LEAVING = 2;

    private static final Duration WORTH_A_FLATLINE = Duration.ofMillis(1_200);

    private final String name;
    private final Lan lan;
    private final Box box;
    private final Dice dice;
    private final Journal journal;
    private final Semaphore silentAtOnce;
    private final Duration longest;
    private final @Nullable WallClock clock;
    private final List<Trouble> silences = new ArrayList<>();
    private RunnerProcess sender;
    private int silencesSinceLeaving;

    /**
     * @param silentAtOnce lets only some hosts be silent at a time, so that a monitor has no reason to suspect itself
     * @param longest the longest silence, which every monitor has to tell
     */
    TroubledHost(
            String name,
            Lan lan,
            boolean settable,
            Dice dice,
            Journal journal,
            Semaphore silentAtOnce,
            Duration longest) {
        this.name = name;
        this.lan = lan;
        this.box = lan.box(name);
        this.dice = dice;
        this.journal = journal;
        this.silentAtOnce = silentAtOnce;
        this.longest = longest;
        clock = settable ? new WallClock(box.disk()) : null;
        sender = start();
    }

    String name() {
        return name;
    }

    synchronized List<Trouble> silences() {
        return List.copyOf(silences);
    }

    private RunnerProcess start() {
        Launch launch = box.heartbeat();
        if (clock != null) {
            launch.clock(clock).set("state-dir", box.disk().resolve("state").toString());
        }
        RunnerProcess process = launch.start();
        process.awaitMessage(name + " beats every", Trouble.LONGEST_START);
        return process;
    }

    /** Does one thing to it after the other until the time has come. */
    void suffer(long untilNanos) throws InterruptedException {
        while (true) {
            Journal.sleep(dice.between(Duration.ofSeconds(5), Duration.ofSeconds(30)));
            if (System.nanoTime() - untilNanos >= 0) {
                return;
            }
            int lot = dice.between(0, 99);
            if (lot < 20) {
                loses();
            } else if (lot < 35 && clock != null) {
                hasItsClockSet(clock);
            } else {
                silentAtOnce.acquire();
                try {
                    falls(lot);
                } finally {
                    silentAtOnce.release();
                }
            }
        }
    }

    private void falls(int lot) throws InterruptedException {
        if (silencesSinceLeaving >= SILENCES_BEFORE_LEAVING) {
            silencesSinceLeaving = 0;
            silence("left in order", length(0.7), () -> sender.terminate(), () -> sender = start());
        } else if (lot < 60) {
            isKilled();
        } else if (lot < 75) {
            silence("frozen", length(1), () -> sender.freeze(), () -> sender.thaw());
        } else if (lot < 88) {
            silence("cable pulled", length(1), () -> lan.pull(box), () -> lan.replug(box));
        } else {
            silence("cut off at the switch", length(1), () -> lan.block(box), () -> lan.unblock(box));
        }
    }

    private void isKilled() throws InterruptedException {
        Duration off = clock != null && dice.chance(0.5) ? Duration.ofSeconds(dice.between(-240, 240)) : Duration.ZERO;
        silence(
                "killed" + (off.isZero() ? "" : ", and started with a wrong clock"),
                length(1),
                () -> {
                    sender.kill();
                    sender.exitCode();
                    if (clock != null) {
                        clock.set(off);
                    }
                },
                () -> sender = start());
        if (clock != null) {
            Journal.sleep(SETTLES);
            clock.set(Duration.ZERO);
        }
    }

    private void loses() throws InterruptedException {
        int percent = dice.between(5, 20);
        Duration time = dice.between(Duration.ofSeconds(5), Duration.ofSeconds(60));
        journal.note(name, "lossy", time);
        lan.lose(box, percent);
        Journal.sleep(time);
        lan.loseNothing(box);
    }

    private void hasItsClockSet(WallClock wallClock) throws InterruptedException {
        Duration off = Duration.ofSeconds(dice.between(-7_200, 7_200));
        Duration time = dice.between(Duration.ofSeconds(3), Duration.ofSeconds(30));
        journal.note(name, "clock set", time);
        wallClock.set(off);
        Journal.sleep(time);
        wallClock.set(Duration.ZERO);
        Journal.sleep(SETTLES);
    }

    /** A third each: hardly noticeable, in between, and certainly to be told. */
    private Duration length(double share) {
        int lot = dice.between(0, 2);
        Duration middle = Duration.ofSeconds(4);
        Duration length = lot == 0
                ? dice.between(Duration.ofMillis(200), middle)
                : lot == 1
                        ? dice.between(middle, longest.dividedBy(3).plus(middle))
                        : dice.between(longest.multipliedBy(9).dividedBy(10), longest);
        return Duration.ofMillis((long) (share * length.toMillis()));
    }

    private void silence(String what, Duration length, Runnable begin, Runnable end) throws InterruptedException {
        journal.note(name, what, length);
        long perhapsFrom = System.nanoTime();
        begin.run();
        long surelyFrom = System.nanoTime();
        Journal.sleep(length);
        long surelyUntil = System.nanoTime();
        end.run();
        long perhapsUntil = System.nanoTime() + SETTLES.toNanos();
        synchronized (this) {
            silences.add(new Trouble(what, perhapsFrom, surelyFrom, surelyUntil, perhapsUntil));
        }
        if (length.compareTo(WORTH_A_FLATLINE) > 0 && !what.startsWith("left")) {
            silencesSinceLeaving++;
        }
        journal.write(name + " is well again after " + what);
    }
}
