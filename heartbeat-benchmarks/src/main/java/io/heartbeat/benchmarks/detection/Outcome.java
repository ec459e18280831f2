package io.heartbeat.benchmarks.detection;

import java.util.Arrays;
import java.util.stream.LongStream;

/** How a detector did, in the terms of Chen, Toueg and Aguilera. */
final class Outcome {
    private final long watchedNanos;
    private final long mistakes;
    private final long mistakenNanos;
    private final long questions;
    private final long[] detections;

    /**
     * One or several worlds.
     *
     * @param watchedNanos how long it watched living hosts
     * @param mistakes how often it began to suspect a living host
     * @param mistakenNanos how long it suspected living hosts
     * @param questions how often it asked a host whether it lives
     * @param detections the time from each crash to the suspicion that stayed, in nanoseconds, in ascending order
     */
    Outcome(long watchedNanos, long mistakes, long mistakenNanos, long questions, long[] detections) {
        this.watchedNanos = watchedNanos;
        this.mistakes = mistakes;
        this.mistakenNanos = mistakenNanos;
        this.questions = questions;
        this.detections = detections;
    }

    Outcome plus(Outcome other) {
        long[] all = Arrays.copyOf(detections, detections.length + other.detections.length);
        System.arraycopy(other.detections, 0, all, detections.length, other.detections.length);
        Arrays.sort(all);
        return new Outcome(
                watchedNanos + other.watchedNanos,
                mistakes + other.mistakes,
                mistakenNanos + other.mistakenNanos,
                questions + other.questions,
                all);
    }

    /** In seconds: what this share of all detections does not exceed; 1 for the longest. */
    double detectionSeconds(double share) {
        if (detections.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(share * detections.length) - 1;
        return (double) detections[Math.max(0, index)] / Nanos.SECOND;
    }

    LongStream detections() {
        return LongStream.of(detections);
    }

    long mistakes() {
        return mistakes;
    }

    double watchedDays() {
        return (double) watchedNanos / Nanos.DAY;
    }

    double mistakesPerDay() {
        return perDay(mistakes);
    }

    double questionsPerDay() {
        return perDay(questions);
    }

    private double perDay(long count) {
        return watchedNanos == 0 ? 0 : (double) count * Nanos.DAY / watchedNanos;
    }

    double meanMistakeSeconds() {
        return mistakes == 0 ? 0 : (double) mistakenNanos / mistakes / Nanos.SECOND;
    }

    /** The share of the time in which a living host was not suspected. */
    double queryAccuracy() {
        return watchedNanos == 0 ? 1 : 1 - (double) mistakenNanos / watchedNanos;
    }
}
