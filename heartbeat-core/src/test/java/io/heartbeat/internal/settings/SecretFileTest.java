package io.heartbeat.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class SecretFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
    void warnsIfOthersCanReadOrChangeIt(String mode) throws IOException {
        assertThat(toldOf(mode)).contains("(" + mode + "): chmod 600 it").doesNotContain("the secret itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "r--r-----"})
    void isFineForItsOwnerAndForItsGroup(String mode) throws IOException {
        assertThat(toldOf(mode)).isEmpty();
    }

    private String toldOf(String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "the secret itself");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(SecretFile.read(file)).isEqualTo("the secret itself");
        } finally {
            System.setErr(before);
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}
