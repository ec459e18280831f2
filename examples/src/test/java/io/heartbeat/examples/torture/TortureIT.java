package io.heartbeat.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whenever the runner is killed: nothing is lost, nothing is told twice without need, and nobody is forgotten. */
@EnabledIfSystemProperty(named = "heartbeat.torture", matches = ".+")
@Execution(ExecutionMode.CONCURRENT)
class TortureIT {
    private static final int ROUNDS = Integer.getInteger("heartbeat.torture.rounds", 20);
    private static final long SEED = Long.getLong("heartbeat.torture.seed", new Random().nextLong(1_000_000_000));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void killedAtAnyMomentItTellsEverythingThatHappened() throws Exception {
        tellsEverything(ROUNDS, false);
    }

    @Test
    void killedAtAnyMomentAndWithItsFilesDamagedItTellsEverythingThatHappened() throws Exception {
        tellsEverything(Math.max(1, ROUNDS / 2), true);
    }

    private void tellsEverything(int rounds, boolean damaging) throws Exception {
        try (Torture torture = new Torture(directory, SEED)) {
            if (damaging) {
                torture.damaging();
            }
            for (int round = 0; round < rounds; round++) {
                torture.round();
            }
            var findings = torture.findings(Duration.ofSeconds(60));
            System.out.println("torture, seed " + SEED + ": " + torture.report());
            assertThat(findings)
                    .as("seed %d, %s, files in %s", SEED, torture.report(), directory)
                    .isEmpty();
        }
    }
}
