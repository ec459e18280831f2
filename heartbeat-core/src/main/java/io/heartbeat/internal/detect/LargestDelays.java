package io.heartbeat.internal.detect;

import java.util.Arrays;

/**
 * The largest of many delays, and from them the delay that is exceeded as rarely as one likes, beyond what was ever seen: peaks over
 * a threshold.
 *
 * <p>The excesses over a high threshold follow a generalized Pareto distribution, whatever the distribution itself (Balkema, de Haan
 * 1974; Pickands 1975); here its exponential case, whose one parameter is the mean excess. (The shape of the tail, estimated from so few
 * excesses, did more harm than good.) The threshold is the smallest of the largest delays kept, as in Siffer et al., <a
 * href="https://doi.org/10.1145/3097983.3098144">Anomaly detection in streams with extreme value theory</a>, 2017.
 */
final class LargestDelays {
    static final int MOST = 24;
    private static final int FEWEST = 4;
    /** Fewer delays of one kind say nothing of its tail. */
    private static final int FIRM = 8;

    /** Of all excess. In an exponential tail no gap between two of 24 makes up as much: with a chance of 23 * (1 - 0.9)^22 (Fisher 1929). */
    private static final double LEAP = 0.9;

    private static final float[] NONE = {};

    /** In seconds, the smallest first; as long as needed. Replaced and never changed, so that copies can share it. */
    private float[] largest;

    /** How many delays there were, large or not. */
    private double count;

    LargestDelays() {
        this(NONE, 0);
    }

    private LargestDelays(float[] largest, double count) {
        this.largest = largest;
        this.count = count;
    }

    LargestDelays copy() {
        return new LargestDelays(largest, count);
    }

    double counted() {
        return count;
    }

    /** There was one more. */
    void count() {
        count++;
    }

    float[] largest() {
        return largest.clone();
    }

    static LargestDelays of(float[] largest, double count) {
        return new LargestDelays(largest.length == 0 ? NONE : largest.clone(), count);
    }

    /** Takes one in, in place of another, which may have been too small to be here; 0 stands for none. */
    void replace(double former, double seconds) {
        if (former > 0) {
            remove((float) former);
        }
        add((float) seconds);
    }

    private void remove(float delay) {
        int place = Arrays.binarySearch(largest, delay);
        if (place >= 0) {
            float[] fewer = new float[largest.length - 1];
            System.arraycopy(largest, 0, fewer, 0, place);
            System.arraycopy(largest, place + 1, fewer, place, fewer.length - place);
            largest = fewer;
        }
    }

    private void add(float delay) {
        int dropped = largest.length < MOST ? 0 : 1;
        if (dropped > 0 && delay <= largest[0]) {
            return;
        }
        int found = Arrays.binarySearch(largest, delay);
        int place = (found < 0 ? -found - 1 : found) - dropped;
        float[] kept = new float[largest.length + 1 - dropped];
        System.arraycopy(largest, dropped, kept, 0, place);
        kept[place] = delay;
        System.arraycopy(largest, place + dropped, kept, place + 1, kept.length - place - 1);
        largest = kept;
    }

    /** The largest delays of this and an earlier time together. */
    LargestDelays with(LargestDelays former) {
        if (former.count == 0) {
            return this;
        }
        float[] all = Arrays.copyOf(largest, largest.length + former.largest.length);
        System.arraycopy(former.largest, 0, all, largest.length, former.largest.length);
        Arrays.sort(all);
        float[] top = all.length <= MOST ? all : Arrays.copyOfRange(all, all.length - MOST, all.length);
        return new LargestDelays(top, count + former.count);
    }

    /**
     * Those of the longest kind, if there are two: where a leap makes up almost all of the excess, those below it have another cause. Taken
     * together they would look like the beginning of a long tail, though those above the leap tell that there is none.
     */
    LargestDelays ofTheLongestKind() {
        if (largest.length < MOST) {
            return this;
        }
        double most = LEAP * excess(largest[0]);
        for (int above = FIRM; above < MOST; above++) {
            int first = MOST - above;
            double leap = largest[first] - largest[first - 1];
            if (above * leap > most) {
                return new LargestDelays(Arrays.copyOfRange(largest, first, MOST), count);
            }
        }
        return this;
    }

    /**
     * The delay that one with this probability exceeds.
     *
     * @param usual what one in four exceeds
     * @param prior the mean excess to expect where there are few to go by
     */
    double exceededWith(double probability, double usual, double prior) {
        int kept = largest.length;
        if (kept < FEWEST) {
            double most = kept == 0 ? usual : Math.max(usual, largest[kept - 1]);
            return most + prior * Math.max(0, Math.log(1 / (probability * (count + 1))));
        }
        double threshold = Math.max(usual, largest[0]);
        double share = kept / count;
        if (probability >= share) {
            double common = Math.min(0.25, Math.max(share, 1e-9));
            double depth = share >= 0.25 ? 1 : Math.log(0.25 / Math.min(0.25, probability)) / Math.log(0.25 / common);
            return usual + (threshold - usual) * Math.min(1, Math.max(0, depth));
        }
        return threshold + meanExcess(threshold, prior) * Math.log(share / probability);
    }

    /** The mean excess over the threshold; one more excess, as expected beforehand, steadies it. */
    private double meanExcess(double threshold, double prior) {
        return (prior + excess(threshold)) / (largest.length + 1);
    }

    private double excess(double threshold) {
        double sum = 0;
        for (float delay : largest) {
            sum += delay - threshold;
        }
        return sum;
    }
}
