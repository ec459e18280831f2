package io.heartbeat.benchmarks.detection;

import java.util.SplittableRandom;

/**
 * Chance without a course: the number for a key is the same whenever and however often it is asked for, so what befalls one datagram
 * does not depend on how many others were sent, and a world that is run again is the same world.
 */
final class Chance {
    private final long seed;

    Chance(long seed) {
        this.seed = mixed(seed);
    }

    /** Chance of the same world for another purpose. */
    Chance forThe(String purpose) {
        return new Chance(seed + 0x9E3779B97F4A7C15L * purpose.hashCode());
    }

    /** Evenly from 0 to below 1. */
    double uniform(long key) {
        return (mixed(seed ^ mixed(key)) >>> 11) * 0x1p-53;
    }

    /** From the standard normal distribution, by the method of Box and Muller. */
    double normal(long key) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * key)));
        return radius * Math.cos(2 * Math.PI * uniform(2 * key + 1));
    }

    /** Numbers in a row. */
    SplittableRandom inARow() {
        return new SplittableRandom(seed);
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long key) {
        long z = key + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
