package io.heartbeat.examples.torture;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.sender.Epochs;
import io.heartbeat.internal.sender.SenderEngine;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.GroupKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A host that beats, and what should have been told of it. It dies without a word, as one killed with SIGKILL does, and only ever does the
 * next thing once the last one is on record: so what has to be told is known to the letter.
 */
final class Host {
    static final Duration INTERVAL = Duration.ofMillis(100);

    /** Said of the hosts' disks. */
    private static final HardwareCondition FAILING = new HardwareCondition(
            "disk", "Disk", "failing", Severity.CRITICAL, "It is failing", "Replace it", "", Instant.EPOCH);

    final String name;
    private final GroupKey key;
    private final InetSocketAddress monitor;
    private final SplittableRandom random;
    private final Epochs epochs = Epochs.ofClock();
    private final ByteBuffer question = ByteBuffer.allocate(2_048);

    private @Nullable SenderEngine process;
    private @Nullable DatagramChannel channel;
    private List<HardwareCondition> conditions = List.of();
    private long beatNanos;
    private long longestGapNanos;

    /** What has to be told: of its life and of its disk, as regular expressions of letters. */
    final StringBuilder life = new StringBuilder();

    final StringBuilder disk = new StringBuilder();
    private int occurrences;
    private int deaths;
    private boolean left;

    Host(String name, GroupKey key, InetSocketAddress monitor, SplittableRandom random) {
        this.name = name;
        this.key = key;
        this.monitor = monitor;
        this.random = random;
        begin();
        happened(life, "N");
    }

    /** How many notifications there must be of what has happened so far. */
    int occurrences() {
        return occurrences;
    }

    /** Whether its life is over, with nothing more to tell. */
    synchronized boolean isOver() {
        return left || (process == null && deaths == 2);
    }

    /** The longest time for which it did not beat although it lived: this process had to wait for a processor. */
    synchronized Duration longestGap() {
        return Duration.ofNanos(longestGapNanos);
    }

    /** Does the next thing; answers what. */
    synchronized String act() {
        if (process == null) {
            begin();
            return happened(life, "U");
        }
        switch (random.nextInt(deaths == 2 ? 5 : 8)) {
            case 0, 1 -> {
                end();
                begin();
                return happened(life, "R");
            }
            case 2, 3 -> {
                boolean sick = !conditions.isEmpty();
                Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                conditions = sick ? List.of() : List.of(since(now));
                return happened(disk, sick ? "H" : "P");
            }
            case 4 -> {
                goodbye();
                left = true;
                return happened(life, deaths == 2 ? "[BF]" : "[BD]"); // who says goodbye while nobody listens is missed
            }
            default -> {
                end();
                deaths++;
                return happened(life, "D");
            }
        }
    }

    private static HardwareCondition since(Instant now) {
        return new HardwareCondition(
                FAILING.component(),
                FAILING.label(),
                FAILING.code(),
                FAILING.severity(),
                FAILING.message(),
                FAILING.advice(),
                FAILING.reading(),
                now);
    }

    private String happened(StringBuilder subject, String letter) {
        subject.append(letter);
        occurrences++;
        return letter;
    }

    /** As a new process. */
    synchronized void begin() {
        try {
            channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = new SenderEngine(
                key.hostKey(name, 0),
                List.of(),
                INTERVAL,
                1,
                epochs,
                random.nextLong(1, Long.MAX_VALUE),
                () -> conditions,
                random,
                Moment.now(Clock.system()));
        beatNanos = System.nanoTime();
    }

    /** Without a word. */
    synchronized void end() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        channel = null;
        process = null;
    }

    private void goodbye() {
        SenderEngine leaving = process;
        for (int i = 0; leaving != null && i < SenderEngine.GOODBYES; i++) {
            send(leaving.goodbye(Moment.now(Clock.system())));
        }
        end();
    }

    /** Beats if it is time to, and answers what was asked. */
    synchronized void step() {
        SenderEngine alive = process;
        DatagramChannel open = channel;
        if (alive == null || open == null) {
            return;
        }
        Moment now = Moment.now(Clock.system());
        byte[] beat = alive.beatIfDue(now);
        if (beat != null) {
            longestGapNanos = Math.max(longestGapNanos, now.nanos() - beatNanos);
            beatNanos = now.nanos();
            send(beat);
        }
        try {
            question.clear();
            if (open.receive(question) != null) {
                byte[] answer = alive.answer(question.flip(), now);
                if (answer != null) {
                    send(answer);
                }
            }
        } catch (IOException nobodyListens) {
            return;
        }
    }

    private void send(byte[] datagram) {
        try {
            if (channel != null) {
                channel.send(ByteBuffer.wrap(datagram), monitor);
            }
        } catch (IOException nobodyListens) {
            return;
        }
    }
}
