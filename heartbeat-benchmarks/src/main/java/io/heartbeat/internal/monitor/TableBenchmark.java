package io.heartbeat.internal.monitor;

import io.heartbeat.internal.wire.Opened;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the monitor does with a beat that was opened: finds the host, judges its session, updates detector and deadline. Hosts beat in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TableBenchmark {
    @Param({"10000", "100000", "1000000"})
    public int hosts = 10_000;

    private Crowd crowd = new Crowd(0);

    @Setup
    public void gather() {
        crowd = new Crowd(hosts);
    }

    /** Only the beat and its host, as nothing else can be known of them. */
    @Benchmark
    public @Nullable Opened makeTheBeat() {
        return crowd.beat();
    }

    @Benchmark
    public @Nullable Object makeTheBeatAndTakeIt() {
        return crowd.take(crowd.beat());
    }
}
