package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGKILL and no SIGTERM")
class DemoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void theWholeStoryHappens() throws Exception {
        try (RunningProcess demo = new RunningProcess(directory, "", "demo", "--json")) {
            assertThat(demo.exitCode(120)).as("%s", demo.err()).isZero();
            List<String> story = demo.out()
                    .lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .map(json -> json.get("type").getAsString() + " "
                            + json.get("host").getAsString())
                    .toList();
            assertThat(story)
                    .contains("HOST_DISCOVERED nas", "HOST_DISCOVERED web", "HOST_DISCOVERED laptop")
                    .containsSubsequence(
                            "HOST_FLATLINED nas",
                            "HOST_RECOVERED nas",
                            "HARDWARE_PROBLEM nas",
                            "HARDWARE_RECOVERED nas",
                            "HOST_DEPARTED laptop");
            assertThat(demo.err())
                    .contains("All of this was real")
                    .contains("-> Flatlined Host: nas")
                    .contains("-> Hardware Problem: nas")
                    .contains("-> Hardware Recovered: nas");
        }
    }

    @Test
    void noHostOutlivesADemoThatIsInterrupted() throws Exception {
        noHostOutlives(RunningProcess::terminate);
    }

    @Test
    void noHostOutlivesADemoThatIsKilled() throws Exception {
        noHostOutlives(RunningProcess::close);
    }

    private void noHostOutlives(Ending ending) throws Exception {
        try (RunningProcess demo = new RunningProcess(directory, "", "demo")) {
            await().atMost(PATIENCE).until(() -> demo.out().contains("New heartbeat"));
            await().atMost(PATIENCE).until(() -> demo.handle().children().count() == 3);
            List<ProcessHandle> hosts = demo.handle().children().toList();
            assertThat(hosts).hasSize(3);
            ending.of(demo);
            await().atMost(PATIENCE).until(() -> hosts.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private interface Ending {
        void of(RunningProcess demo) throws InterruptedException;
    }
}
