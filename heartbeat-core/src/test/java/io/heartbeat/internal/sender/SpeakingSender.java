package io.heartbeat.internal.sender;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.ConditionPage;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Opened;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A sender engine and what it says, read by the other side. */
abstract class SpeakingSender {
    static final long WALL = 1_795_305_600_000L;
    static final long ORIGIN = Long.MAX_VALUE - 1_000_000_000; // monotonic time may overflow

    final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final BeatOpener opener = new BeatOpener(new KeyRing(List.of(key)), id -> null, rejection -> {
        throw new AssertionError(rejection);
    });

    @Nullable
    List<HardwareCondition> conditions;

    @Nullable
    Throwable failure;

    final SenderEngine engine = new SenderEngine(
            key.hostKey("nas", 0),
            List.of(),
            Duration.ofSeconds(2),
            1,
            Epochs.ofClock(),
            7,
            this::conditions,
            new Random(1),
            at(0, 0));

    byte[] ask(Beat heard, long challenge, Moment now) {
        return Objects.requireNonNull(engine.answer(ByteBuffer.wrap(question(heard, challenge)), now));
    }

    byte[] question(Beat heard, long challenge) {
        return new BeatSealer(key, "nas").sealSolicit(heard.epoch(), heard.sequence(), challenge, WALL, 400);
    }

    byte[] due(long nanos) {
        return Objects.requireNonNull(engine.beatIfDue(new Moment(nanos, WALL + (nanos - ORIGIN) / 1_000_000)));
    }

    List<Beat> run(long fromMillis, long toMillis) {
        return run(fromMillis, toMillis, 0);
    }

    /** What is said between these times, by a process that looks when it meant to. */
    List<Beat> run(long fromMillis, long toMillis, long sleptMillis) {
        List<Beat> said = new ArrayList<>();
        long now = at(fromMillis, 0).nanos();
        while (at(toMillis, 0).nanos() - now > 0) {
            byte[] datagram = engine.beatIfDue(new Moment(now, WALL + (now - ORIGIN) / 1_000_000 + sleptMillis));
            if (datagram != null) {
                said.add(open(datagram));
            }
            now = engine.dueNanos() - now > 0 ? engine.dueNanos() : now;
        }
        return said;
    }

    ConditionPage page(long millis) {
        return Objects.requireNonNull(beat(millis, millis).conditions());
    }

    static List<HardwareCondition> conditions(int size) {
        return IntStream.range(0, size).mapToObj(i -> condition("code-" + i)).toList();
    }

    static HardwareCondition condition(String code) {
        return new HardwareCondition(
                "smart:x", "Disk", code, Severity.WARNING, "sick".repeat(20), "", "", Instant.ofEpochMilli(WALL));
    }

    private @Nullable List<HardwareCondition> conditions() {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return conditions;
    }

    Beat beat(long millis, long wallMillis) {
        return open(engine.beat(at(millis, wallMillis)));
    }

    Beat open(byte[] datagram) {
        Opened opened = opener.open(ByteBuffer.wrap(datagram));
        return Objects.requireNonNull(opened).beat();
    }

    static Moment at(long millis, long wallMillis) {
        return new Moment(ORIGIN + millis * 1_000_000, WALL + wallMillis);
    }
}
