package io.heartbeat.benchmarks.detection;

import java.util.SplittableRandom;

/** How long a network takes to carry a datagram. */
interface Delay {
    /** 0.3 ms, and a little more that varies. */
    Delay LAN = (chance, end) -> (at, key) -> Nanos.seconds(0.000_3 + 0.000_2 * Math.abs(chance.normal(key)));

    /** What befalls the datagrams of one world. */
    interface Fate {
        /**
         * How long a datagram takes.
         *
         * @param at when the datagram is sent
         * @param key tells it from all others
         */
        long nanos(long at, long key);
    }

    Fate in(Chance chance, long end);

    /** A median with a heavy tail, up to 8 s; every datagram by itself, so they overtake each other. */
    static Delay heavyTailed(double medianSeconds, double sigma) {
        return (chance, end) -> (at, key) -> logNormal(medianSeconds, sigma, chance.normal(key));
    }

    /** The same tail, but datagrams that are sent soon after each other fare alike: a process of Ornstein and Uhlenbeck. */
    static Delay heavyTailedInSpells(double medianSeconds, double sigma, double spellSeconds) {
        return (chance, end) -> {
            double step = spellSeconds / 40;
            float[] course = course((int) (end / Nanos.seconds(step)) + 64, Math.exp(-1.0 / 40), chance.inARow());
            return (at, key) -> {
                double place = at / (step * Nanos.SECOND);
                int before = (int) Math.min(place, course.length - 2);
                double share = Math.min(1, place - before);
                return logNormal(medianSeconds, sigma, course[before] * (1 - share) + course[before + 1] * share);
            };
        };
    }

    private static long logNormal(double medianSeconds, double sigma, double normal) {
        return Nanos.seconds(Math.min(8, medianSeconds * Math.exp(sigma * normal)));
    }

    private static float[] course(int steps, double staying, SplittableRandom random) {
        double moving = Math.sqrt(1 - staying * staying);
        float[] course = new float[steps];
        double value = random.nextGaussian();
        for (int i = 0; i < steps; i++) {
            course[i] = (float) value;
            value = staying * value + moving * random.nextGaussian();
        }
        return course;
    }
}
