package io.heartbeat.benchmarks.performance;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.HostCipher;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.SenderId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** From a datagram to a beat, or to the reason why it is none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpenBenchmark {
    /** In turn; with many hosts each beat needs another key. */
    @Param({"1", "1000", "100000"})
    public int hosts = 1;

    /** What comes in, by the name of its {@link Traffic}. */
    @Param({"BEATS"})
    public String traffic = "BEATS";

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final Map<SenderId, HostCipher> ciphers = new HashMap<>();
    private final BeatOpener opener = new BeatOpener(new KeyRing(List.of(key)), ciphers::get, OpenBenchmark::rejected);
    private ByteBuffer datagrams = ByteBuffer.allocate(0);

    private static void rejected(Rejection why) {}

    @Setup
    public void fill() {
        Magazine magazine = new Magazine(List.of(key), hosts, 2_000);
        datagrams = ByteBuffer.allocateDirect(hosts * Magazine.LENGTH);
        magazine.fill(datagrams, Traffic.BEATS);
        for (int i = 0; i < hosts; i++) {
            Opened opened = open();
            if (opened == null) {
                throw new IllegalStateException("a beat that cannot be opened");
            }
            ciphers.put(opened.beat().sender(), opened.cipher());
        }
        magazine.fill(datagrams, Traffic.valueOf(traffic));
    }

    @Benchmark
    public @Nullable Opened open() {
        int begin = datagrams.limit() == datagrams.capacity() ? 0 : datagrams.limit();
        datagrams.limit(begin + Magazine.LENGTH).position(begin);
        return opener.open(datagrams);
    }
}
