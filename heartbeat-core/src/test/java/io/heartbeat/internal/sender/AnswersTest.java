package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final long EPOCH = 1_795_305_600_000L;
    private static final long NEWEST = 41;
    private static final int ANSWER_LENGTH = 200;
    private static final long START = Long.MAX_VALUE - 1_000_000_000; // monotonic time may overflow
    private static final long SECOND = 1_000_000_000;

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final Answers answers = new Answers(key.hostKey("nas", 0), ANSWER_LENGTH, START);
    private long challenges;

    @Test
    void aQuestionAboutThePresentSessionIsAnswered() {
        assertThat(deserves(question(EPOCH, NEWEST, 7))).isTrue();
        assertThat(deserves(question(EPOCH, 0, 8))).isTrue();
    }

    @Test
    void aQuestionIsAnsweredOnce() {
        byte[] question = question(EPOCH, NEWEST, 7);
        assertThat(deserves(question)).isTrue();
        assertThat(deserves(question)).isFalse();
        assertThat(deserves(question(EPOCH, NEWEST - 1, 7))).isFalse();
        assertThat(deserves(question(EPOCH, NEWEST, 8))).isTrue();
    }

    @Test
    void theLast64QuestionsAreKnownAgain() {
        long now = START;
        for (int i = 0; i < 64; i++) {
            now += SECOND;
            assertThat(deserves(question(EPOCH, NEWEST, i), now)).isTrue();
        }
        for (int i = 0; i < 64; i++) {
            now += SECOND;
            assertThat(deserves(question(EPOCH, NEWEST, i), now)).isFalse();
        }
    }

    @Test
    void aQuestionWithTheChallengeZeroIsAQuestion() {
        assertThat(deserves(question(EPOCH, NEWEST, 0))).isTrue();
    }

    @Test
    void whatNamesAnotherSessionGetsNoAnswer() {
        assertThat(deserves(question(EPOCH - 1, NEWEST, 1))).isFalse();
        assertThat(deserves(question(EPOCH + 1, NEWEST, 2))).isFalse();
    }

    @Test
    void whatWasAskedBeforeABeatThatWasSentJustNowGetsNoAnswerButThatBeat() {
        assertThat(deserves(question(EPOCH, NEWEST - 1, 1), NEWEST, START)).isFalse();
        assertThat(deserves(question(EPOCH, NEWEST, 2), NEWEST, START)).isTrue();
        assertThat(deserves(question(EPOCH, NEWEST + 1, 3), NEWEST, START)).isTrue();
    }

    @Test
    void whatIsNotSealedUnderThisHostsKeyGetsNoAnswer() {
        GroupKey other = GroupKey.ofKey(new byte[32], "another group");
        assertThat(deserves(new BeatSealer(other, "nas").sealSolicit(EPOCH, NEWEST, 1, 0, 400)))
                .isFalse();
        assertThat(deserves(new BeatSealer(key, "nasty").sealSolicit(EPOCH, NEWEST, 2, 0, 400)))
                .isFalse();
    }

    @Test
    void aQuestionWithOneBitChangedGetsNoAnswer() {
        byte[] question = question(EPOCH, NEWEST, 7);
        for (int bit = 0; bit < question.length * 8; bit++) {
            byte[] forged = question.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(deserves(forged)).as("bit %s", bit).isFalse();
        }
        assertThat(deserves(question)).as("after all that").isTrue();
    }

    @Test
    void aBeatOrAGoodbyeOfThisHostIsNoQuestion() {
        BeatSealer self = new BeatSealer(key, "nas");
        for (PacketType type : new PacketType[] {PacketType.BEAT, PacketType.GOODBYE}) {
            byte[] datagram = self.seal(type, EPOCH, NEWEST, 9, 0, type == PacketType.BEAT ? 1 : 0, 0, 0, 0, null);
            assertThat(new Answers(key.hostKey("nas", 0), 0, START)
                            .deserving(ByteBuffer.wrap(datagram), EPOCH, 0, START))
                    .isNull();
        }
    }

    @Test
    void aQuestionShorterThanItsAnswerGetsNone() {
        BeatSealer monitor = new BeatSealer(key, "nas");
        assertThat(deserves(monitor.sealSolicit(EPOCH, NEWEST, 1, 0, ANSWER_LENGTH - 1)))
                .isFalse();
        assertThat(deserves(monitor.sealSolicit(EPOCH, NEWEST, 1, 0, ANSWER_LENGTH)))
                .isTrue();
    }

    @Test
    void anythingElseGetsNoAnswer() {
        Random random = new Random(1);
        for (int length = 0; length <= 2_048; length += 7) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertThat(deserves(noise)).isFalse();
        }
    }

    @Test
    void afterABurstOf20TenASecondAreAnswered() {
        assertThat(answeredOf(100, afterMillis(0))).isEqualTo(20);
        assertThat(answeredOf(100, afterMillis(1_000))).isEqualTo(10);
        assertThat(answeredOf(100, afterMillis(1_099))).isZero();
        assertThat(answeredOf(100, afterMillis(1_100))).isEqualTo(1);
        assertThat(answeredOf(100, afterMillis(3_600_000))).isEqualTo(20);
    }

    @Test
    void whatGetsNoAnswerTakesNothingFromOthers() {
        for (int i = 0; i < 100; i++) {
            assertThat(deserves(question(EPOCH - 1, NEWEST, i))).isFalse();
        }
        assertThat(answeredOf(100, START)).isEqualTo(20);
    }

    private static long afterMillis(long millis) {
        return START + millis * 1_000_000;
    }

    private long answeredOf(int questions, long now) {
        return IntStream.range(0, questions)
                .filter(i -> deserves(question(EPOCH, NEWEST, 1_000 + challenges++), now))
                .count();
    }

    private byte[] question(long epoch, long sequence, long challenge) {
        return new BeatSealer(key, "nas").sealSolicit(epoch, sequence, challenge, EPOCH, 400);
    }

    private boolean deserves(byte[] datagram) {
        return deserves(datagram, START);
    }

    private boolean deserves(byte[] datagram, long now) {
        return deserves(datagram, 0, now);
    }

    private boolean deserves(byte[] datagram, long answeredAlready, long now) {
        return answers.deserving(ByteBuffer.wrap(datagram), EPOCH, answeredAlready, now) != null;
    }
}
