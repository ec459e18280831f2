package io.heartbeat.internal.wire;

/**
 * What opening a datagram gave: a beat whose seal verified, and the cipher that opened it.
 *
 * @param mark the end of its nonce: tells it from any other datagram, even one of the same session and number
 * @param cipher worth keeping for the next beat of this host
 */
public record Opened(Beat beat, HostCipher cipher, long mark) {}
