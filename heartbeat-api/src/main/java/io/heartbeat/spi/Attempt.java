package io.heartbeat.spi;

import java.time.Instant;

/**
 * One try to deliver a notification.
 *
 * @param number 1 for the first try in the life of this process, then counting up
 * @param now when it begins, by the wall clock
 * @param deadline by when it must be over; then the thread is interrupted
 * @param idempotencyKey 32 hexadecimal digits, the same at every attempt to bring this notification to this recipient, even after a
 *     restart, and different for everything else
 */
public record Attempt(int number, Instant now, Instant deadline, String idempotencyKey) {}
