package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.PacketType;

/** The beats of the monitor's own process: while they are heard, its ears work. */
final class OwnBeats {
    private static final int ENOUGH = 3;
    private static final int GAPS = 3;

    private int heard;
    private long lastNanos;
    private long gapNanos;

    void heard(Beat beat, Moment now) {
        if (beat.type() == PacketType.GOODBYE) {
            heard = 0;
            return;
        }
        heard++;
        lastNanos = now.nanos();
        gapNanos = beat.nextBeatMillis() * 1_000_000;
    }

    /** Whether they were heard regularly, and several are missing though the monitor has been listening since the given time. */
    boolean missing(Listening listening, Moment now) {
        long sinceNanos = listening.since(gapNanos);
        long fromNanos = sinceNanos - lastNanos > 0 ? sinceNanos : lastNanos;
        return heard >= ENOUGH && now.nanos() - fromNanos > GAPS * gapNanos;
    }

    /** They are no sign of anything until they are heard regularly again. */
    void distrust() {
        heard = 0;
    }
}
