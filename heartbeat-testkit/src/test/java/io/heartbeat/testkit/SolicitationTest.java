package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that is missed is asked before it is accused, and nobody else gets it to say anything. */
class SolicitationTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(3);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost nas = network.host("nas");
    private final Attacker attacker = network.attacker();

    @Test
    void aHostThatIsNotMissedIsAskedNowAndThenToKnowThatItWouldAnswer() {
        network.advance(ofHours(6));
        assertThat(attacker.questions()).isNotEmpty().hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aHostWhoseBeatsAreLostIsAskedAndNotAccused(long seed) {
        SimulatedNetwork lossy = SimulatedNetwork.seeded(seed).loss(0.15);
        lossy.monitor("watcher", events);
        IntStream.range(0, 3).forEach(i -> lossy.host("host" + i));
        Attacker listener = lossy.attacker();
        lossy.advance(ofHours(6));

        assertThat(listener.questions()).isNotEmpty();
        assertThat(events.without(HostLate.class).types()).hasSize(3).containsOnly("HOST_DISCOVERED");
    }

    @Test
    void aHostThatIsMissedAnswersWithinARoundTrip() {
        network.advance(ofMinutes(1));
        attacker.suppress(nas);
        int before = attacker.questions().size();
        network.advance(ofMillis(500));
        assertThat(attacker.questions()).hasSizeGreaterThan(before);
        attacker.permit(nas);
        long heard = watcher.reception().accepted();
        network.advance(ofMillis(110));

        assertThat(watcher.reception().accepted()).isGreaterThan(heard);
        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
    }

    @Test
    void whereAnswersNeverComeNothingIsLost() {
        nas.answering(false);
        network.loss(0.05);
        network.advance(ofHours(6));
        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_DISCOVERED");

        nas.kill();
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aHostThatDiesFlatlinesHoweverOftenItIsAsked() {
        network.advance(ofMinutes(10));
        nas.kill();
        network.advance(ofMinutes(1));

        assertThat(attacker.questions()).isNotEmpty();
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aFrozenHostFlatlinesAndItsNextBeatIsTheAnswerToAllThatWasAsked() {
        network.advance(ofMinutes(10));
        nas.freeze();
        int before = attacker.recording().size();
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        assertThat(attacker.questions()).hasSizeGreaterThan(8);

        nas.thaw();
        network.advance(ofSeconds(1));
        assertThat(attacker.recording()).hasSize(before + 1);
        assertThat(events.types()).endsWith("HOST_RECOVERED");
    }

    @Test
    void aQuestionIsAnsweredOnceHoweverOftenItIsRepeated() {
        byte[] question = undeliveredQuestion();
        assertThat(answersTo(nas, List.of(question, question, question))).isEqualTo(1);
        assertThat(answersTo(nas, List.of(question, question, question))).isZero();
    }

    @Test
    void whatIsForgedIsNotAnswered() {
        byte[] question = undeliveredQuestion();
        List<byte[]> forged = IntStream.range(0, question.length)
                .mapToObj(i -> {
                    byte[] copy = question.clone();
                    copy[i] ^= 1;
                    return copy;
                })
                .toList();
        assertThat(answersTo(nas, forged)).isZero();
        assertThat(answersTo(nas, List.of(new byte[0], new byte[100], new byte[65_507])))
                .isZero();
        assertThat(answersTo(nas, List.of(Arrays.copyOf(question, 1_500), Arrays.copyOf(question, 150))))
                .isZero();
        assertThat(answersTo(nas, List.of(question))).isEqualTo(1);
    }

    @Test
    void whatWasAskedOfAnotherHostIsNotAnswered() {
        SimulatedHost other = network.host("other");
        SimulatedHost stranger = network.stranger("nas");
        byte[] question = undeliveredQuestion();
        assertThat(answersTo(other, List.of(question))).isZero();
        assertThat(answersTo(stranger, List.of(question))).isZero();
    }

    @Test
    void whatWasAskedOfAnEarlierSessionIsNotAnswered() {
        byte[] question = undeliveredQuestion();
        nas.restart();
        assertThat(answersTo(nas, List.of(question))).isZero();
    }

    @Test
    void recordedBeatsAreNoQuestions() {
        undeliveredQuestion();
        List<byte[]> beats =
                attacker.recording().stream().map(RecordedDatagram::bytes).toList();
        assertThat(answersTo(nas, beats)).isZero();
    }

    @Test
    void howeverManyAskOnlySoManyAreAnswered() {
        IntStream.range(0, 50).forEach(i -> network.monitor("watcher" + i, new RecordedEvents()));
        network.advance(ofMinutes(1));
        attacker.suppress(nas);
        network.advance(ofSeconds(2)); // until the first of them ask
        int before = attacker.recording().size();
        int asked = attacker.questions().size();
        network.advance(ofSeconds(5));

        assertThat(attacker.questions()).hasSizeGreaterThan(asked + 200);
        assertThat(attacker.recording().size() - before).isBetween(20, 20 + 10 * 5 + 3);
    }

    @Test
    void theAnswerToAReplayedQuestionBringsNobodyBackToLife() {
        byte[] question = undeliveredQuestion();
        assertThat(answersTo(nas, List.of(question))).isEqualTo(1);
        nas.kill();
        watcher.start();
        network.advance(ofMinutes(1));
        events.clear();

        attacker.replay(attacker.recording());
        attacker.ask(nas, question);
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
    }

    /** One that a monitor put to the host and that never reached it; nobody asks anything any more afterwards. */
    private byte[] undeliveredQuestion() {
        network.advance(ofMinutes(1));
        network.cut(nas);
        int before = attacker.questions().size();
        network.advance(ofMillis(2_700));
        watcher.close();
        network.heal(nas);
        return attacker.questions().get(before);
    }

    /** How much the host sends while it is asked this, all at once; no beat of its own is due then. */
    private long answersTo(SimulatedHost host, List<byte[]> questions) {
        network.advance(ofMillis(1));
        long before = sentBy(host);
        questions.forEach(question -> attacker.ask(host, question));
        network.advance(ofMillis(1));
        return sentBy(host) - before;
    }

    private long sentBy(SimulatedHost host) {
        return attacker.recording().stream()
                .filter(datagram -> datagram.from() == host)
                .count();
    }
}
