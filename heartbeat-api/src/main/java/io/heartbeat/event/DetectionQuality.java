package io.heartbeat.event;

import java.time.Duration;

/**
 * How well a monitor can tell that one host is dead, as measured on its beats; the terms are those of Chen, Toueg and Aguilera, <a
 * href="https://doi.org/10.1109/TC.2002.1004595">On the quality of service of failure detectors</a>, 2002.
 *
 * @param jitter how much later than the fastest ones its beats usually arrive: three of four do not exceed it
 * @param p999Gap the gap between two beats that one in a thousand exceeds
 * @param deadline the silence after which it would flatline now, counted from its last beat
 * @param detectionBound how long after its death at most it flatlines (detection time T<sub>D</sub>), unless the monitor itself is
 *     held up
 * @param falseAlarmInterval how much time is expected to pass between two false alarms under this deadline (mistake recurrence time
 *     T<sub>MR</sub>), a hundred years at most
 */
public record DetectionQuality(
        Duration jitter, Duration p999Gap, Duration deadline, Duration detectionBound, Duration falseAlarmInterval) {}
