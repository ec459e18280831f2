package io.heartbeat.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the runner is killed: nothing is lost, nothing is told twice without need, and nobody is forgotten. */
class TortureIT {
    private static final int ROUNDS = Integer.getInteger("heartbeat.torture.rounds", 20);
    private static final long SEED = Long.getLong("heartbeat.torture.seed", new Random().nextLong(1_000_000_000));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void killedAtAnyMomentItTellsEverythingThatHappened() throws Exception {
        tellsEverything(false);
    }

    @Test
    void killedAtAnyMomentAndWithItsFilesDamagedItTellsEverythingThatHappened() throws Exception {
        tellsEverything(true);
    }

    private void tellsEverything(boolean damaging) throws Exception {
        try (Torture torture = new Torture(directory, SEED)) {
            if (damaging) {
                torture.damaging();
            }
            for (int round = 0; round < ROUNDS; round++) {
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
