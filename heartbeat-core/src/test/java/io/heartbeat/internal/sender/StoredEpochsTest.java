package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StoredEpochsTest {
    @TempDir
    private Path parent;

    @Test
    void aSessionIsNumberedAboveTheLastEvenIfTheClockRanBackwards() {
        assertThat(new StoredEpochs(parent, "nas").next(1_000)).isEqualTo(1_000);
        assertThat(new StoredEpochs(parent, "nas").next(10)).isEqualTo(1_001);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theDirectoryOfASenderIsForItsUserOnly() throws IOException {
        Path directory = parent.resolve("state");
        new StoredEpochs(directory, "nas").next(1_000);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }
}
