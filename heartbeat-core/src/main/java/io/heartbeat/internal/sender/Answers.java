package io.heartbeat.internal.sender;

import io.heartbeat.internal.time.RateLimit;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.HostKey;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

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
    private final RateLimit limit;
    private long answered;

    Answers(HostKey key, int answerLength, long startNanos) {
        this.host = key.host();
        this.answerLength = answerLength;
        this.opener = new BeatOpener(key, rejection -> {});
        this.limit = new RateLimit(BURST, SPACING_NANOS, startNanos);
    }

    /**
     * {@return the question in this datagram if it is to be answered now, else null} If so, that answer counts as sent.
     *
     * @param epoch the present session
     * @param answeredAlready the number of the beat that was sent just now and answers all that was asked before it was heard; 0 if there is none
     */
    @Nullable
    Beat deserving(ByteBuffer datagram, long epoch, long answeredAlready, long nowNanos) {
        if (datagram.remaining() < answerLength || limit.isExhausted(nowNanos)) {
            return null;
        }
        Opened opened = opener.open(datagram);
        if (opened == null
                || !asks(opened.beat(), epoch)
                || opened.beat().sequence() < answeredAlready
                || isKnown(opened.beat().uptimeMicros())) {
            return null;
        }
        challenges[(int) (answered % REMEMBERED)] = opened.beat().uptimeMicros();
        answered++;
        limit.count(nowNanos);
        return opened.beat();
    }

    private boolean asks(Beat question, long epoch) {
        return question.type() == PacketType.SOLICIT && question.host().equals(host) && question.epoch() == epoch;
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
