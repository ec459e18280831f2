package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.internal.store.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The table of hosts as an application asks for it, as the monitor hands it to be saved, and on its way to the disk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StateBenchmark {
    private static final String NAME = "hosts";

    @Param({"10", "10000"})
    public int hosts = 10;

    private Crowd crowd = new Crowd(0);
    private List<RememberedHost> table = List.of();
    private List<String> lines = List.of();
    private Path directory = Path.of("");

    @Setup
    public void gather() throws IOException {
        crowd = new Crowd(hosts);
        table = crowd.table();
        lines = HostMemory.lines(table);
        directory = Files.createTempDirectory("heartbeat-store");
    }

    @TearDown
    public void clear() throws IOException {
        try (var files = Files.list(directory)) {
            files.forEach(StateBenchmark::delete);
        }
        delete(directory);
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public List<HostSnapshot> snapshot() {
        return crowd.snapshot();
    }

    @Benchmark
    public List<RememberedHost> take() {
        return crowd.table();
    }

    @Benchmark
    public List<String> word() {
        return HostMemory.lines(table);
    }

    /** Synced, as every write is. */
    @Benchmark
    public void write() throws IOException {
        StateFile.unlocked(directory, NAME).write(lines);
    }
}
