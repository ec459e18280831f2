package io.heartbeat.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whenever the runner is killed: nothing is lost, nothing is told twice without need, and nobody is forgotten. */
@Execution(ExecutionMode.CONCURRENT)
class TortureIT {
    private static final int ROUNDS = Integer.getInteger("heartbeat.torture.rounds", 20);
    private static final int DAMAGED_ROUNDS = Integer.getInteger("heartbeat.torture.damaged-rounds", 10);
    private static final long SEED = Long.getLong("heartbeat.torture.seed", new Random().nextLong(1_000_000_000));

    /** A storm may rage in the last life: then all that is left goes half a minute later. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final double MOST_NOT_JUDGED = 0.5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void killedAtAnyMomentItTellsEverythingThatHappened() throws Exception {
        tellsEverything(ROUNDS, false);
    }

    @Test
    void killedAtAnyMomentAndWithItsFilesDamagedItTellsEverythingThatHappened() throws Exception {
        tellsEverything(DAMAGED_ROUNDS, true);
    }

    private void tellsEverything(int rounds, boolean damaging) throws Exception {
        try (Torture torture = new Torture(directory, SEED, Torture.RESTLESS)) {
            if (damaging) {
                torture.damaging();
            }
            for (int round = 0; round < rounds; round++) {
                torture.round();
            }
            var findings = torture.findings(PATIENCE);
            String story = "seed %d: %s".formatted(SEED, torture.report());
            System.out.println("torture, " + story);
            assertThat(findings).as("%s, files in %s", story, directory).isEmpty();
            assertThat(torture.shareNotJudged())
                    .as("share not judged, %s", story)
                    .isLessThan(MOST_NOT_JUDGED);
            assertThat(torture.occurrences()).as("occurrences, %s", story).isGreaterThan(rounds);
            assertThat(torture.kills().rarest())
                    .as("kills of each kind, %s", story)
                    .isGreaterThanOrEqualTo(Math.max(1, rounds / 20));
            assertThat(torture.strikes())
                    .as("files damaged, %s", story)
                    .isGreaterThanOrEqualTo(damaging ? rounds / 4 : 0);
        }
    }
}
