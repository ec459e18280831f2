package io.heartbeat.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The disk is full, or read-only: the monitor says so once, watches and notifies on, and writes again as soon as it can. */
@Execution(ExecutionMode.CONCURRENT)
class SickDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So that nobody is told so much that it would come in digests, half a minute apart. */
    private static final int FEW = 1;

    @TempDir
    private Path directory;

    private SickDisk disk;
    private Torture world;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(SickDisk.canBeHad(), "only root can mount a file system to fill up");
        disk = new SickDisk(directory.resolve("state"));
        world = new Torture(directory, 1, FEW);
        world.service.behave();
    }

    @AfterEach
    void end() throws Exception {
        if (world != null) {
            world.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aDiskThatFillsUpIsToldOnceAndWhatHappensMeanwhileIsNotifiedAndKeptForLater() throws Exception {
        Victim runner = world.start();
        await().atMost(PATIENCE).until(world::allIsWrittenDown);
        disk.fill();

        world.host("h0").end();
        awaitTold('D', "h0");
        world.host("h0").begin();
        awaitTold('U', "h0");
        world.host("h1").end();
        awaitTold('D', "h1");
        await().atMost(PATIENCE).until(() -> runner.log().contains("cannot be written"));
        assertThat(runner.log().split("would not survive the end of the process", -1))
                .hasSize(2);
        assertThat(runner.log().split("The table of hosts cannot be written", -1))
                .hasSize(2);
        assertThat(runner.log()).contains("No space left on device");

        disk.empty();
        await().atMost(PATIENCE).until(() -> runner.log().contains("Notifications can be stored again"));
        await().atMost(PATIENCE).until(() -> world.remembers("h1", "FLATLINED") && world.remembers("h0", "ALIVE"));

        runner.kill();
        runner.awaitEnd();
        world.start();
        world.host("h1").begin();
        awaitTold('U', "h1");
        assertThat(world.told("h1")).isEqualTo("NDU");
        assertThat(world.told("h0")).isEqualTo("NDU");
    }

    @Test
    void onADiskThatIsFullFromTheBeginningTheMonitorStarts() throws Exception {
        Victim first = world.start();
        await().atMost(PATIENCE).until(world::allIsWrittenDown);
        first.kill();
        first.awaitEnd();
        disk.fill();

        world.start();
        world.host("h0").end();
        awaitTold('D', "h0");
        assertThat(world.told("h0")).isEqualTo("ND");
    }

    @Test
    void aDiskThatBecomesReadOnlyIsToldAndTheMonitorGoesOnAlsoWhenItIsStartedAnew() throws Exception {
        Victim first = world.start();
        await().atMost(PATIENCE).until(world::allIsWrittenDown);
        first.kill();
        first.awaitEnd();
        disk.readOnly();

        Victim second = world.start();
        await().atMost(PATIENCE).until(second::listens);
        assertThat(second.log()).contains(world.state + " is on a read-only file system");
        world.host("h0").end();
        awaitTold('D', "h0");

        disk.writable();
        await().atMost(PATIENCE).until(() -> world.remembers("h0", "FLATLINED"));
        assertThat(second.log()).contains(world.state + " can be written again");
        assertThat(second.terminate()).isZero();
        assertThat(world.told("h0")).isEqualTo("ND");
    }

    private void awaitTold(char letter, String host) {
        await().atMost(PATIENCE).until(() -> world.told(host).endsWith(String.valueOf(letter)));
    }
}
