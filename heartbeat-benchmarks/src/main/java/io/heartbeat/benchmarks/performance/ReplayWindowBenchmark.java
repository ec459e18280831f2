package io.heartbeat.benchmarks.performance;

import io.heartbeat.internal.wire.ReplayWindow;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whether a number was seen before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplayWindowBenchmark {
    private final ReplayWindow window = new ReplayWindow();
    private long next;

    @Benchmark
    public boolean acceptTheNext() {
        return window.accept(next++);
    }

    @Benchmark
    public boolean refuseAReplay() {
        return window.accept(next - 1);
    }
}
