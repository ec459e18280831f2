package io.heartbeat.internal.monitor;

import io.heartbeat.internal.wire.Opened;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/** What judging takes, all but the network and the ciphers, in processor time: so it can be told on a machine that has other things to do. */
public final class Judging {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TICKS_PER_GAP = 200;
    /** New hosts are asked after each of their first beats, to see whether they answer. */
    private static final int GAPS_UNTIL_SETTLED = 8;

    private static final int GAPS_MEASURED = 3;
    /** Until these are over, a beat takes two or three times as long: the virtual machine still compiles. */
    private static final int ROWS_UNTIL_COMPILED = 4;

    private static final int HOSTS_UNTIL_COMPILED = 10_000;

    private Judging() {}

    /** Two rows for each size of the table. */
    public static String table(int... sizes) {
        StringBuilder text = new StringBuilder("""
                | hosts | they beat | ns for a beat: host, session, detector, deadline | us for a look at the deadlines, one every 10 ms | longest look, us |
                |---|---|---|---|---|
                """);
        for (int i = 0; i < ROWS_UNTIL_COMPILED; i++) {
            row(HOSTS_UNTIL_COMPILED, false);
        }
        for (int hosts : sizes) {
            text.append(row(hosts, false));
            text.append(row(hosts, true));
        }
        return text.toString();
    }

    private static String row(int hosts, boolean shuffled) {
        Crowd crowd = new Crowd(hosts);
        if (shuffled) {
            crowd.shuffle();
        }
        int perTick = hosts / TICKS_PER_GAP;
        for (int tick = 0; tick < GAPS_UNTIL_SETTLED * TICKS_PER_GAP; tick++) {
            crowd.beat(perTick);
            crowd.advance();
        }
        int ticks = GAPS_MEASURED * TICKS_PER_GAP;
        double[] beats = new double[ticks];
        double[] looks = new double[ticks];
        for (int tick = 0; tick < ticks; tick++) {
            Opened[] next = crowd.beats(perTick);
            long begin = THREADS.getCurrentThreadCpuTime();
            for (Opened beat : next) {
                crowd.heard(beat);
            }
            long taken = THREADS.getCurrentThreadCpuTime();
            crowd.advance();
            long judged = THREADS.getCurrentThreadCpuTime();
            beats[tick] = (double) (taken - begin) / perTick;
            looks[tick] = (judged - taken) / 1e3;
        }
        Arrays.sort(beats);
        Arrays.sort(looks);
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.0f (%.0f–%.0f) | %.0f (%.0f–%.0f) | %.0f |%n",
                hosts,
                shuffled ? "in another order" : "in the order in which they were discovered",
                beats[ticks / 2],
                beats[ticks / 4],
                beats[ticks * 3 / 4],
                looks[ticks / 2],
                looks[ticks / 4],
                looks[ticks * 3 / 4],
                looks[ticks - 1]);
    }
}
