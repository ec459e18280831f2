package io.heartbeat.benchmarks.detection;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What Heartbeat's detector costs: processor time for each beat, memory for each host. */
final class Cost {
    private static final int ROUNDS = 7;
    private static final int HOSTS = 20_000;
    private static final int COLLECTIONS = 3;

    private Cost() {}

    /** One row per trace, in its first world. Nothing else may run in this process. */
    static String of(Plan plan) {
        StringBuilder text = new StringBuilder(
                "| trace | ns per beat | bytes per host, new | bytes per host, known |\n|---|---|---|---|\n");
        for (Trace trace : plan.traces()) {
            Recording recording = new Recording(usual());
            World world = new World(trace, plan.seeds().get(0), (long) (plan.days() * Nanos.DAY));
            new Simulation(world, recording).run(0, new long[0]);
            String known = recording.detector.detector().model().text();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s (`%s`) | %d | %d | %d |%n",
                    trace.title,
                    trace.name,
                    recording.nanosPerBeat(),
                    bytesPerHost(new LatenessModel().text()),
                    bytesPerHost(known)));
        }
        return text.toString();
    }

    private static HeartbeatDetector usual() {
        return new HeartbeatDetector(DetectionTarget.usual(), new LatenessModel(), true);
    }

    /** As after a restart of the monitor, so no host shares what another one taught. */
    private static long bytesPerHost(String model) {
        FailureDetector[] hosts = new FailureDetector[HOSTS];
        long before = usedBytes();
        Arrays.setAll(hosts, host -> new FailureDetector(DetectionTarget.usual(), LatenessModel.parse(model)));
        long after = usedBytes();
        if (hosts[HOSTS - 1].model().beats() < 0) {
            throw new IllegalStateException("so that they are all used up to here");
        }
        return Math.round((double) (after - before) / HOSTS);
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Remembers all that a detector was told, to tell it to others. */
    private static final class Recording implements DetectorUnderTest {
        private final HeartbeatDetector detector;
        private final List<Consumer<HeartbeatDetector>> told = new ArrayList<>();
        private long beats;

        Recording(HeartbeatDetector detector) {
            this.detector = detector;
        }

        /** Of the processor, with the deadlines that a monitor reads after each event: the median of some rounds. */
        long nanosPerBeat() {
            long[] nanos = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                HeartbeatDetector other = usual();
                long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                long read = 0;
                for (Consumer<HeartbeatDetector> event : told) {
                    event.accept(other);
                    read ^= other.suspectAt() ^ other.askAt();
                }
                nanos[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin + (read & 1);
            }
            Arrays.sort(nanos);
            return nanos[ROUNDS / 2] / beats;
        }

        private void tell(Consumer<HeartbeatDetector> event) {
            told.add(event);
            event.accept(detector);
        }

        @Override
        public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
            beats++;
            tell(it -> it.heard(now, sequence, uptime, promised, late, answer));
        }

        @Override
        public long suspectAt() {
            return detector.suspectAt();
        }

        @Override
        public long askAt() {
            return detector.askAt();
        }

        @Override
        public void asked(long now) {
            tell(it -> it.asked(now));
        }

        @Override
        public void stalled(long from, long now) {
            tell(it -> it.stalled(from, now));
        }

        @Override
        public DetectorUnderTest copy() {
            throw new UnsupportedOperationException("it is not forked");
        }
    }
}
