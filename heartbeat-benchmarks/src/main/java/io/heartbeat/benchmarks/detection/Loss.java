package io.heartbeat.benchmarks.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How a network loses datagrams. */
interface Loss {
    Loss NONE = (chance, end) -> (at, key) -> false;

    /** What befalls the datagrams of one world. */
    interface Fate {
        /**
         * Whether a datagram is lost.
         *
         * @param at when the datagram is sent
         * @param key tells it from all others
         */
        boolean loses(long at, long key);
    }

    Fate in(Chance chance, long end);

    /** Every datagram with the same chance, whatever befell the others. */
    static Loss independent(double share) {
        return (chance, end) -> (at, key) -> chance.uniform(key) < share;
    }

    /**
     * The model of Gilbert and Elliott in continuous time: good and bad times follow each other, and bad ones lose a share of all
     * datagrams, good ones none.
     *
     * @param average share of datagrams lost in the long run
     * @param beats sent one a second meet bad times in runs of this mean length
     * @param inside share lost in bad times
     */
    static Loss bursts(double average, double beats, double inside) {
        double bad = average / inside;
        double staysBad = 1 - 1 / beats;
        double rate = -Math.log((staysBad - bad) / (1 - bad));
        double meanBad = 1 / (rate * (1 - bad));
        double meanGood = 1 / (rate * bad);
        return (chance, end) -> {
            Spans badTimes = alternating(meanGood, meanBad, chance.inARow(), end);
            return (at, key) -> badTimes.cover(at) && chance.uniform(key) < inside;
        };
    }

    /** Either of two causes. */
    default Loss or(Loss other) {
        return (chance, end) -> {
            Fate one = in(chance.forThe("one loss"), end);
            Fate two = other.in(chance.forThe("other loss"), end);
            return (at, key) -> one.loses(at, key) || two.loses(at, key);
        };
    }

    private static Spans alternating(double meanGood, double meanBad, SplittableRandom random, long end) {
        List<long[]> bad = new ArrayList<>();
        long at = exponential(meanGood, random);
        while (at < end) {
            long until = at + exponential(meanBad, random);
            bad.add(new long[] {at, until});
            at = until + exponential(meanGood, random);
        }
        return Spans.of(bad);
    }

    private static long exponential(double meanSeconds, SplittableRandom random) {
        return Nanos.seconds(-meanSeconds * Math.log(1 - random.nextDouble()));
    }
}
