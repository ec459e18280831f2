package io.heartbeat.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SleepWatchTest {
    @TempDir
    private Path directory;

    private Path uptime;
    private long nanos = -7_000_000_000L;

    private final Clock clock = new Clock() {
        @Override
        public long monotonicNanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            throw new AssertionError("is what is in doubt");
        }
    };

    @BeforeEach
    void boots() throws IOException {
        uptime = directory.resolve("uptime");
        Files.writeString(uptime, "350735.47 234388.90\n");
    }

    @Test
    void aMachineWhoseUptimeGoesOnAsItsMonotonicClockDoesIsAwake() throws IOException {
        SleepWatch watch = new SleepWatch(uptime, clock);
        passes(3_600, "354335.52");
        assertThat(watch.wasAwake()).isTrue();
    }

    @Test
    void aMachineWhoseUptimeGetsAheadHasSleptAndIsAwakeAgainThereafter() throws IOException {
        SleepWatch watch = new SleepWatch(uptime, clock);
        passes(1, "354335.47");
        assertThat(watch.wasAwake()).isFalse();
        passes(60, "354395.47");
        assertThat(watch.wasAwake()).isTrue();
    }

    @Test
    void aSystemThatDoesNotTellIsNotKnownToBeAwake() throws IOException {
        Files.delete(uptime);
        SleepWatch watch = new SleepWatch(uptime, clock);
        assertThat(watch.wasAwake()).isFalse();
        for (String nonsense : new String[] {"", "up 3 days", "1,5 2,5", " "}) {
            Files.writeString(uptime, nonsense);
            assertThat(watch.wasAwake()).isFalse();
            assertThat(watch.wasAwake()).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineIsAwake() {
        assertThat(SleepWatch.begin().wasAwake()).isTrue();
    }

    private void passes(int seconds, String upSince) throws IOException {
        nanos += seconds * 1_000_000_000L;
        Files.writeString(uptime, upSince + " 234388.90\n");
    }
}
