package io.heartbeat.event;

import java.time.Duration;

/**
 * Why a host was declared flatlined.
 *
 * @param beatsMissed how many promised beats did not come
 * @param expectedGap the gap to the next beat that the last beat promised
 * @param loss the share of this session's earlier beats that never arrived, 0 to 1: a busy network, or a dead host?
 * @param heardSinceStart false when the host is remembered from an earlier run of the monitor and has not been heard in
 *     this one
 */
public record Evidence(long beatsMissed, Duration expectedGap, double loss, boolean heardSinceStart) {}
