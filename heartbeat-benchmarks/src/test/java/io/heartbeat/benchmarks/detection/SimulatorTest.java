package io.heartbeat.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator is measured by what can be computed. */
class SimulatorTest {
    private static final long TEN_DAYS = 10 * Nanos.DAY;

    private final World twentyPercentLost = new World(Traces.named("iid20"), 7, TEN_DAYS);

    @ParameterizedTest
    @ValueSource(doubles = {2.1, 3.1, 4.1, 5.1, 6.1})
    void aFixedTimeoutMakesAsManyMistakesAsRunsOfLossAreLikely(double k) {
        Outcome outcome = inWorld(twentyPercentLost, FixedTimeout.of(k, Nanos.SECOND));

        assertMistakesOfRuns(outcome, (int) k);
        assertThat(outcome.detectionSeconds(1)).isCloseTo(k, within(0.01));
        assertThat(outcome.meanMistakeSeconds()).isCloseTo(meanSilenceBeyond((int) k) - k, within(0.25));
    }

    /** From the last beat heard to the crash: half an interval, and one for each beat lost before, which are as likely as a run. */
    @Test
    void aFixedTimeoutDetectsAsSoonAsTheLastBeatBeforeTheCrashLetsIt() {
        Outcome outcome = inWorld(twentyPercentLost, FixedTimeout.of(6.1, Nanos.SECOND));

        double mean = outcome.detections().average().orElseThrow() / Nanos.SECOND;
        assertThat(mean).isCloseTo(6.1 - 0.5 - 0.2 / 0.8, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.1, 2.1, 3.1, 4.1, 5.1})
    void chensDetectorMakesAsManyMistakesAsRunsOfLossAreLikely(double alpha) {
        Outcome outcome = inWorld(twentyPercentLost, new ChenEstimate(1_000, alpha, Nanos.SECOND));

        assertMistakesOfRuns(outcome, (int) alpha + 1);
        assertThat(outcome.detectionSeconds(1)).isCloseTo(alpha + 1, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void burstsLoseAsMuchAndLastAsLongAsTheyAreSaidTo(int mean) {
        World world = new World(Traces.named("ge" + mean), 7, 2 * TEN_DAYS);
        long lost = LongStream.of(world.heardAt).filter(at -> at == Nanos.NEVER).count();
        long runs = 0;
        for (int i = 1; i < world.heardAt.length; i++) {
            runs += world.heardAt[i] == Nanos.NEVER && world.heardAt[i - 1] != Nanos.NEVER ? 1 : 0;
        }

        assertThat((double) lost / world.heardAt.length).isCloseTo(0.05, within(0.003));
        assertThat((double) lost / runs).isCloseTo(mean, within(0.04 * mean));
    }

    @Test
    void pekkoOnALanDetectsWithinItsMeanItsPauseAndFiveDeviations() {
        Outcome outcome =
                inWorld(new World(Traces.named("lan"), 7, TEN_DAYS), Candidate.PEKKO.detectorFor(Traces.named("lan")));

        assertThat(outcome.mistakes()).isZero();
        assertThat(outcome.detectionSeconds(0.99)).isBetween(4.4, 4.6);
    }

    @Test
    void pekkoAndHazelcastJudgeAlikeWhereNothingFails() {
        World world = new World(Traces.named("iid1"), 7, Nanos.DAY / 4);
        PhiAccrual pekko = new PhiAccrual(() -> new PekkoPhi(8, 3_000, 1_000));
        PhiAccrual hazelcast = new PhiAccrual(() -> new HazelcastPhi(8, 1_000, 3_000, 1_000));

        for (int beat : world.heardOrder) {
            pekko.heard(world.heardAt[beat], beat + 1, 0, 0, 0, false);
            hazelcast.heard(world.heardAt[beat], beat + 1, 0, 0, 0, false);
            assertThat(hazelcast.suspectAt()).isEqualTo(pekko.suspectAt());
        }
        assertThat(world.heardOrder.length).isGreaterThan(20_000);
    }

    @Test
    void aPausedSenderSendsOneBeatWhenItWakesAndBeginsANewGrid() {
        World world = new World(Traces.named("gcmix"), 7, TEN_DAYS);
        long[] sent = world.beats.sentAt();

        for (int i = 1; i < sent.length; i++) {
            assertThat(sent[i] - sent[i - 1]).isGreaterThanOrEqualTo(Nanos.SECOND * 9 / 10);
        }
        assertThat(sent.length).isLessThan((int) (TEN_DAYS / Nanos.SECOND));
    }

    @Test
    void aSeedAlwaysGivesTheSameFigures() {
        Plan plan = new Plan(
                List.of(Traces.named("home"), Traces.named("iid5")), Candidate.few(), List.of(5L, 6L), 0.25, 50, 1);

        assertThat(Table.commaSeparated(new Run(plan).outcomes()))
                .isEqualTo(Table.commaSeparated(new Run(plan).outcomes()));
    }

    @Test
    void whatBefallsABeatDoesNotDependOnTheDetector() {
        Plan plan = new Plan(List.of(Traces.named("home")), List.of(Candidate.fixed(3.1)), List.of(5L), 0.25, 50, 0);
        Plan after = new Plan(
                List.of(Traces.named("home")),
                List.of(Candidate.HEARTBEAT, Candidate.fixed(3.1)),
                List.of(5L),
                0.25,
                50,
                0);

        Map<Candidate, Outcome> alone =
                new Run(plan).outcomes().values().iterator().next();
        Map<Candidate, Outcome> second =
                new Run(after).outcomes().values().iterator().next();

        assertThat(figures(second)).isEqualTo(figures(alone));
    }

    private static List<Object> figures(Map<Candidate, Outcome> row) {
        Outcome outcome = row.entrySet().stream()
                .filter(one -> one.getKey().name().equals("fixed k=3.1"))
                .findFirst()
                .orElseThrow()
                .getValue();
        return List.of(
                outcome.mistakes(),
                outcome.queryAccuracy(),
                outcome.detections().boxed().toList());
    }

    /** A run of at least k begins with each beat by chance 0.8 x 0.2^k. */
    private static void assertMistakesOfRuns(Outcome outcome, int k) {
        double expected = 86_400 * 0.8 * Math.pow(0.2, k);
        double deviation = Math.sqrt(expected * 10) / 10;
        assertThat(outcome.mistakesPerDay()).isCloseTo(expected, within(4 * deviation));
    }

    /** A silence longer than k intervals goes on by 1/0.8 - 1 more on average. */
    private static double meanSilenceBeyond(int k) {
        return k + 1 / 0.8;
    }

    private static Outcome inWorld(World world, DetectorUnderTest detector) {
        long from = world.beats.sentAt()[Plan.WARM_UP_BEATS];
        long[] crashes =
                new Chance(7).inARow().longs(2_000, from, world.end).sorted().toArray();
        return new Simulation(world, detector).run(from, crashes);
    }
}
