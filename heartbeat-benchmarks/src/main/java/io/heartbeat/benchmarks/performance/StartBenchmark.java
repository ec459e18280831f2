package io.heartbeat.benchmarks.performance;

import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** For how long whoever starts a sender or a monitor is kept, where that was done before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StartBenchmark {
    private final Secret secret = Secret.generate();
    private final HeartbeatConfig heartbeat = HeartbeatConfig.builder()
            .secret(secret)
            .targets("127.0.0.1:" + Watching.freePort())
            .build();
    private final MonitorConfig monitor = MonitorConfig.builder()
            .secret(secret)
            .bind("127.0.0.1")
            .port(Watching.freePort())
            .withoutState()
            .build();
    private AutoCloseable started = () -> {};

    @Benchmark
    public AutoCloseable heartbeat() {
        started = Heartbeat.start(heartbeat);
        return started;
    }

    @Benchmark
    public AutoCloseable monitor() {
        started = Monitor.start(monitor, event -> {});
        return started;
    }

    @TearDown(Level.Invocation)
    public void close() throws Exception {
        started.close();
    }
}
