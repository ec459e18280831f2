package io.heartbeat.internal.monitor;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Judging a hundred times in a second, while all live: what it takes to see that nobody is due, or not dead yet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SweepBenchmark {
    private static final int TICKS_PER_GAP = 200;
    private static final int GAPS_UNTIL_SETTLED = 6;

    @Param({"10000", "100000", "1000000"})
    public int hosts = 10_000;

    private Crowd crowd = new Crowd(0);

    @Setup
    public void settle() {
        crowd = new Crowd(hosts);
        for (int tick = 0; tick < GAPS_UNTIL_SETTLED * TICKS_PER_GAP; tick++) {
            beat();
            crowd.advance();
        }
    }

    @Setup(Level.Invocation)
    public void beat() {
        crowd.beat(hosts / TICKS_PER_GAP);
    }

    @Benchmark
    public long sweep() {
        return crowd.advance();
    }
}
