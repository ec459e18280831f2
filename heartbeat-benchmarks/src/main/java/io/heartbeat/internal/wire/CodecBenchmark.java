package io.heartbeat.internal.wire;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is inside the seal: a beat of an ordinary host to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final byte[] NAME = "host-0000001".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final HostCipher cipher;
    private final Beat beat;
    private final byte[] bytes = new byte[BeatLayout.MAX_LENGTH];
    private final int length;

    public CodecBenchmark() {
        GroupKey key = GroupKey.ofKey(new byte[32]);
        SenderId sender = key.senderId("host-0000001");
        cipher = key.cipherFor(sender);
        beat = new Beat(
                PacketType.BEAT, sender, HeldKeys.only(key.id()), "host-0000001", 1, 2, 3, 4, 2_000, 0, 77, 0, null);
        length = BeatPlaintext.length(beat, NAME);
        BeatPlaintext.encode(beat, NAME, bytes, 0);
    }

    @Benchmark
    public byte[] encode() {
        BeatPlaintext.encode(beat, NAME, bytes, 0);
        return bytes;
    }

    @Benchmark
    public @Nullable Beat decode() {
        return BeatPlaintext.decode(bytes, length, PacketType.BEAT, cipher);
    }
}
