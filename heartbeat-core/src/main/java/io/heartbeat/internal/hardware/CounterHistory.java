package io.heartbeat.internal.hardware;

import io.heartbeat.spi.CheckContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How one counter grew, by the wall clock, because it must outlive a restart: a sample for each change, and one from before the
 * longest window. Of a counter that changes very often some samples in between are dropped, the older the sooner.
 */
final class CounterHistory {
    private static final int MOST_SAMPLES = 64;
    private static final long LONGEST_MILLIS = CheckContext.LONGEST_WINDOW.toMillis();
    private static final long MINUTE_MILLIS = 60_000;

    /** The counter had this value from then on. */
    record Sample(long millis, double value) {}

    private final List<Sample> samples;

    /** @param samples oldest first */
    CounterHistory(List<Sample> samples) {
        this.samples = new ArrayList<>(samples);
    }

    List<Sample> samples() {
        return samples;
    }

    /** Takes note of the present value. */
    void record(double value, long nowMillis) {
        align(nowMillis);
        double last = samples.isEmpty() ? Double.NaN : samples.get(samples.size() - 1).value;
        if (value < last) {
            samples.clear();
        }
        if (value != last) {
            samples.add(new Sample(nowMillis, value));
        }
        while (samples.size() > 1 && samples.get(1).millis <= nowMillis - LONGEST_MILLIS) {
            samples.remove(0);
        }
        if (samples.size() > MOST_SAMPLES) {
            samples.remove(leastMissed(nowMillis));
        }
    }

    /** How much it has grown to the present value since the window began; not less than 0, though the history may have been damaged. */
    double growth(double value, Duration window, long nowMillis) {
        if (samples.isEmpty() || value < samples.get(samples.size() - 1).value) {
            return 0;
        }
        align(nowMillis);
        Duration within = window.compareTo(CheckContext.LONGEST_WINDOW) < 0 ? window : CheckContext.LONGEST_WINDOW;
        long begin = nowMillis - within.toMillis();
        Sample base = samples.get(0);
        for (Sample sample : samples) {
            if (sample.millis <= begin) {
                base = sample;
            }
        }
        return Math.max(0, value - base.value);
    }

    /** After the clock was put back, the last change is taken for one that happened just now. */
    private void align(long nowMillis) {
        long ahead = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).millis - nowMillis;
        if (ahead > 0) {
            samples.replaceAll(sample -> new Sample(sample.millis - ahead, sample.value));
        }
    }

    private int leastMissed(long nowMillis) {
        int least = 1;
        double leastGap = Double.MAX_VALUE;
        for (int i = 1; i < samples.size() - 1; i++) {
            double gap = samples.get(i + 1).millis - samples.get(i - 1).millis;
            double relative = gap / (nowMillis - samples.get(i).millis + MINUTE_MILLIS);
            if (relative < leastGap) {
                least = i;
                leastGap = relative;
            }
        }
        return least;
    }
}
