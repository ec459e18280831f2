package io.heartbeat.internal.notify;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param gathering how long to wait for events that come together with a first one
 * @param together how long to wait instead where it is known that more should come
 * @param attempt what a notifier has for one attempt
 * @param grace how long it may take to react to the interrupt after that
 * @param firstBackoff the pause after the first failure; it doubles with every further one
 * @param longestBackoff up to this
 * @param parked the pause after a refusal that only a correction can end
 * @param kept how old a notification may get
 * @param idle after which a thread without work ends
 * @param storing how long the disk may take, and the pause before it is tried again
 * @param closing what is left for everything when the end has come
 * @param burst how many notifications one recipient gets at once
 * @param burstWithin in how much time; more than that is a storm
 * @param storm the pause between two notifications in a storm
 * @param late how old something is of which people are told together with what came after it
 */
record Timing(
        Duration gathering,
        Duration together,
        Duration attempt,
        Duration grace,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration parked,
        Duration kept,
        Duration idle,
        Duration storing,
        Duration closing,
        int burst,
        Duration burstWithin,
        Duration storm,
        Duration late) {

    static final Timing USUAL = new Timing(
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofHours(6),
            Duration.ofHours(72),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            10,
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));
}
