package io.heartbeat.benchmarks.performance;

import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.PacketType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A beat on its way out, with random bytes of the operating system for its nonce. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealBenchmark {
    private final BeatSealer sealer = new BeatSealer(GroupKey.ofKey(new byte[32]), "host-0000001");
    private long sequence;

    @Benchmark
    public byte[] seal() {
        return sealer.seal(
                PacketType.BEAT, 1_764_000_000_000L, sequence++, 1_000, 1_764_000_000_000L, 2_000, 0, 77, 0, null);
    }
}
