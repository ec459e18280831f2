package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.Forge;
import io.heartbeat.internal.wire.GroupKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any plaintexts as questions to a sender, under the seal of its own key or another's. Each begins with a byte for who seals it, one for
 * its type, one for the time that passed, one for its length. Answered is only what may be, and never more than ten a second and twenty
 * after some rest.
 */
class AnswersFuzzTest {
    private static final String HOST = "nas";
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);
    private static final GroupKey STRANGE = GroupKey.ofKey(new byte[32], "strange");
    private static final int ANSWER = 120;
    private static final long EPOCH = 1_000;
    private static final long NEWEST = 42;
    private static final int SOLICIT = 3;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        long start = Long.MAX_VALUE - 1_000_000_000;
        Answers answers = new Answers(KEY.hostKey(HOST, 0), ANSWER, start);
        ByteBuffer questions = ByteBuffer.wrap(input);
        long now = start;
        int answered = 0;
        while (questions.remaining() >= 4) {
            int from = questions.get() & 3;
            int type = questions.get() & 0xff;
            now += (questions.get() & 0xff) * 10_000_000L;
            byte[] plaintext = new byte[Math.min(questions.get() & 0xff, questions.remaining())];
            questions.get(plaintext);
            GroupKey key = from == 1 ? STRANGE : KEY;
            byte[] datagram = Forge.seal(key, key.senderId(from == 2 ? "pi" : HOST), type, plaintext);

            Beat question = answers.deserving(ByteBuffer.wrap(datagram), EPOCH, NEWEST, now);

            if (question != null) {
                answered++;
                assertThat(from).isIn(0, 3);
                assertThat(type).isEqualTo(SOLICIT);
                assertThat(datagram).hasSizeGreaterThanOrEqualTo(ANSWER);
                ByteBuffer numbers = ByteBuffer.wrap(plaintext);
                assertThat(numbers.getLong()).isEqualTo(EPOCH);
                assertThat(numbers.getLong()).as("not answered already").isGreaterThanOrEqualTo(NEWEST);
                assertThat(answers.deserving(ByteBuffer.wrap(datagram), EPOCH, NEWEST, now))
                        .as("the same question again")
                        .isNull();
            }
            assertThat(answered).isLessThanOrEqualTo((int) (Answers.BURST + (now - start) / 100_000_000));
        }
        assertThat(answers.deserving(ByteBuffer.wrap(Arrays.copyOf(input, 200)), EPOCH, NEWEST, now))
                .as("no seal at all")
                .isNull();
    }
}
