package io.heartbeat.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHostNameTest {
    @TempDir
    Path directory;

    private Path kernel = Path.of("unset");

    @BeforeEach
    void kernelFile() {
        kernel = directory.resolve("hostname");
    }

    @Test
    void theKernelKnowsBest() throws IOException {
        Files.writeString(kernel, "nas.example.org\n");

        assertThat(LocalHostName.get(kernel, Map.of("HOSTNAME", "other"), () -> Optional.of("another")))
                .isEqualTo("nas.example.org");
    }

    @Test
    void elsewhereTheEnvironmentTells() {
        assertThat(LocalHostName.get(kernel, Map.of("COMPUTERNAME", "NAS"), () -> Optional.of("another")))
                .isEqualTo("NAS");
    }

    @Test
    void theResolverIsAskedLast() {
        assertThat(LocalHostName.get(kernel, Map.of(), () -> Optional.of("nas")))
                .isEqualTo("nas");
    }

    @Test
    void placeholdersAreNoNames() throws IOException {
        Files.writeString(kernel, "(none)\n");

        assertThat(LocalHostName.get(kernel, Map.of("HOSTNAME", "localhost"), () -> Optional.of("nas")))
                .isEqualTo("nas");
    }

    @Test
    void aNameThatCouldMisleadATerminalIsNone() throws IOException {
        Files.writeString(kernel, "n\u001B[2Jas\n");

        assertThat(LocalHostName.get(kernel, Map.of("HOSTNAME", "n\u202Eas"), () -> Optional.of("n\u009B31mas")))
                .isEqualTo("localhost");
        assertThat(LocalHostName.get(kernel, Map.of("HOSTNAME", "nas"), Optional::empty))
                .isEqualTo("nas");
    }

    @Test
    void aNamelessMachineIsLocalhost() {
        assertThat(LocalHostName.get(kernel, Map.of("HOSTNAME", " "), Optional::empty))
                .isEqualTo("localhost");
    }

    @Test
    void theResolversComplaintHoldsTheName() {
        assertThat(LocalHostName.nameIn("nas: nas: Name or service not known")).contains("nas");
        assertThat(LocalHostName.nameIn(null)).isEmpty();
    }

    @Test
    void thisMachineHasAName() {
        assertThat(LocalHostName.get()).isNotBlank();
    }
}
