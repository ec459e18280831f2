package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;

/**
 * What a sign of life tells a failure detector.
 *
 * @param sequence its number in the session
 * @param uptimeNanos the sender's clock when it was sent
 * @param gapNanos the promised time until the next one
 * @param latenessNanos by how much the newest regular beat was sent later than planned
 * @param solicited whether it answers a question
 * @param planned whether the promised gap is an announced silence
 */
record Sign(long sequence, long uptimeNanos, long gapNanos, long latenessNanos, boolean solicited, boolean planned) {

    static Sign of(Beat beat) {
        return new Sign(
                beat.sequence(),
                beat.uptimeMicros() * 1_000,
                beat.nextBeatMillis() * 1_000_000,
                beat.latenessMillis() * 1_000_000,
                beat.solicited(),
                beat.planned());
    }

    /** Of a host whose beats say nothing but its name. */
    static Sign legacy(WatchedHost host, long gapNanos, Moment now) {
        return new Sign(host.legacyBeats++, now.nanos(), gapNanos, 0, false, false);
    }

    /** Whether it only came in between: its promised gap is the rest of one. */
    boolean isExtra() {
        return solicited && !planned;
    }

    void tell(FailureDetector detector, Moment now) {
        detector.heard(now.nanos(), sequence, uptimeNanos, gapNanos, latenessNanos, solicited, planned);
    }
}
