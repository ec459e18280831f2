package io.heartbeat.internal.sender;

import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.HostKey;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;

/**
 * Which datagrams get an answer: questions sealed under this host's own key, about its present session, each once, in moderation, and
 * none that is shorter than the answer. Whoever repeats or forges them so gains neither a voice of this host nor a means to flood others.
 * For one thread at a time.
 */
final class Answers {
    /** How many questions are known again. */
    static final int REMEMBERED = 64;
    /** How many are answered in quick succession, after some rest. */
    static final int BURST = 20;

    private static final long SPACING_NANOS = 100_000_000;

    private final String host;
    private final int answerLength;
    private final BeatOpener opener;
    private final long[] challenges = new long[REMEMBERED];
    private long answered;

    /** When all answers so far would have been sent at an even pace. */
    private long evenNanos;

    Answers(HostKey key, int answerLength, long startNanos) {
        this.host = key.host();
        this.answerLength = answerLength;
        this.opener = new BeatOpener(key, rejection -> {});
        this.evenNanos = startNanos;
    }

    /**
     * Whether to answer this datagram now; if so, that answer counts as sent.
     *
     * @param epoch the present session
     * @param newest the number of the newest datagram sent in it
     */
    boolean deserves(ByteBuffer datagram, long epoch, long newest, long nowNanos) {
        if (datagram.remaining() < answerLength || isExhausted(nowNanos)) {
            return false;
        }
        Opened opened = opener.open(datagram);
        if (opened == null
                || !asks(opened.beat(), epoch, newest)
                || isKnown(opened.beat().uptimeMicros())) {
            return false;
        }
        challenges[(int) (answered % REMEMBERED)] = opened.beat().uptimeMicros();
        answered++;
        evenNanos = (evenNanos - nowNanos > 0 ? evenNanos : nowNanos) + SPACING_NANOS;
        return true;
    }

    private boolean isExhausted(long nowNanos) {
        return evenNanos - nowNanos > (BURST - 1) * SPACING_NANOS;
    }

    private boolean asks(Beat question, long epoch, long newest) {
        return question.type() == PacketType.SOLICIT
                && question.host().equals(host)
                && question.epoch() == epoch
                && question.sequence() <= newest;
    }

    private boolean isKnown(long challenge) {
        for (int i = 0; i < Math.min(answered, REMEMBERED); i++) {
            if (challenges[i] == challenge) {
                return true;
            }
        }
        return false;
    }
}
