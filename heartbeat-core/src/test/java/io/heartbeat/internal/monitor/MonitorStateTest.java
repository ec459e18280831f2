package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorStateTest {
    @TempDir
    private Path directory;

    @Test
    void noTableIsWrittenBeforeWhatItTellsOfIsStored() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        try (MonitorState state = MonitorState.open(directory)) {
            StateWriter<List<RememberedHost>> writer = state.startWriter(() -> {
                asked.countDown();
                awaitQuietly(stored);
            });
            writer.write(List.of());
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(directory.resolve("hosts")).doesNotExist();
            stored.countDown();
        }
        assertThat(Files.readString(directory.resolve("hosts"))).contains("heartbeat hosts v3");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
