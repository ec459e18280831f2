package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SenderAnswerTest extends SpeakingSender {
    @Test
    void anAnswerIsOneMoreBeatThatPutsOffNone() {
        conditions = List.of(condition("disk.pending"));
        Beat beat = beat(0, 0);
        long due = engine.dueNanos();

        Beat answer = open(ask(beat, 1, at(700, 700)));

        assertThat(answer.type()).isEqualTo(PacketType.BEAT);
        assertThat(answer.solicited()).isTrue();
        assertThat(answer.planned()).isFalse();
        assertThat(answer.sequence()).isEqualTo(beat.sequence() + 1);
        assertThat(answer.epoch()).isEqualTo(beat.epoch());
        assertThat(answer.processId()).isEqualTo(7);
        assertThat(answer.conditions()).isNull();
        long promised = at(700, 0).nanos() + answer.nextBeatMillis() * 1_000_000;
        assertThat(promised - due).isBetween(0L, 1_000_000L);
        assertThat(engine.dueNanos()).isEqualTo(due);
        assertThat(beat(2_000, 2_000).solicited()).isFalse();
    }

    @Test
    void anAnswerCarriesTheNumberOfTheQuestionAndABeatNone() {
        Beat beat = beat(0, 0);
        assertThat(open(ask(beat, 4_711, at(700, 700))).echo()).isEqualTo(4_711);
        assertThat(beat(2_000, 2_000).echo()).isZero();
    }

    @Test
    void whoHasHeardTheBeatOfJustNowAndStillAsksIsAnswered() {
        Beat earlier = beat(0, 0);
        Beat beat = beat(2_000, 2_000);
        assertThat(engine.answer(ByteBuffer.wrap(question(earlier, 1)), at(2_010, 2_010)))
                .isNull();
        assertThat(open(ask(beat, 2, at(2_010, 2_010))).echo()).isEqualTo(2);
        assertThat(open(ask(beat, 3, at(2_020, 2_020))).echo()).isEqualTo(3);
    }

    /** Two machines resumed from one snapshot went on in one session for ever, each seeming to repeat what the other had said. */
    @Test
    void aSenderThatIsAskedAboutABeatItNeverSentIsACopyAndBeginsANewSession() {
        Beat beat = beat(0, 0);
        byte[] question = new BeatSealer(key, "nas").sealSolicit(beat.epoch(), beat.sequence() + 1, 5, WALL, 400);

        Beat answer = open(Objects.requireNonNull(engine.answer(ByteBuffer.wrap(question), at(700, 700))));

        assertThat(answer.epoch()).isEqualTo(WALL + 700);
        assertThat(answer.sequence()).isEqualTo(1);
        assertThat(answer.uptimeMicros()).isEqualTo(700_000);
        assertThat(answer.resumed()).isTrue();
        assertThat(answer.echo()).isEqualTo(5);
        assertThat(engine.answer(ByteBuffer.wrap(question), at(1_700, 1_700))).isNull();
    }

    @Test
    void anAnswerBeforeABeatThatIsOverduePromisesItAtOnce() {
        Beat beat = beat(0, 0);
        assertThat(open(ask(beat, 1, at(5_000, 5_000))).nextBeatMillis()).isEqualTo(1);
    }

    @Test
    void anAnswerDuringAPauseTellsOfIt() {
        Beat beat = beat(0, 0);
        engine.pause(Duration.ofMinutes(10), at(0, 0));
        run(0, 60_000);

        Beat answer = open(ask(beat, 1, at(60_000, 60_000)));

        assertThat(answer.solicited()).isTrue();
        assertThat(answer.planned()).isTrue();
        assertThat(answer.nextBeatMillis()).isEqualTo(540_000);
    }

    /** The answer of a sender that had been late was longer than the shortest question that got one. */
    @Test
    void anAnswerThatAdmitsToBeLateIsNotLongerThanTheShortestQuestionThatGetsOneEither() {
        beat(0, 0);
        Beat late = beat(9_000, 9_000);
        int shortest = 0;
        byte[] answer = null;
        for (int length = 100; answer == null; length++) {
            byte[] question = new BeatSealer(key, "nas").sealSolicit(late.epoch(), late.sequence(), length, 0, length);
            shortest = question.length;
            answer = engine.answer(ByteBuffer.wrap(question), at(9_100, 9_100));
        }
        assertThat(open(answer).latenessMillis()).isPositive();
        assertThat(answer.length).isLessThanOrEqualTo(shortest);
    }

    @Test
    void aMachineThatSleptAnswersNothingThatWasAskedOfTheSessionBefore() {
        Beat beat = beat(0, 0);
        assertThat(engine.answer(ByteBuffer.wrap(question(beat, 1)), at(1_000, 3_600_000)))
                .isNull();
        assertThat(beat(2_000, 3_601_000).resumed()).isTrue();
    }

    @Test
    void anAnswerIsNotLongerThanTheShortestQuestionThatGetsOne() {
        Beat beat = beat(0, 0);
        int shortest = 0;
        byte[] answer = null;
        for (int length = 0; answer == null; length++) {
            byte[] question = new BeatSealer(key, "nas").sealSolicit(beat.epoch(), beat.sequence(), length, 0, length);
            shortest = question.length;
            answer = engine.answer(ByteBuffer.wrap(question), at(100, 100));
        }
        assertThat(answer.length).isLessThanOrEqualTo(shortest);
    }
}
