package io.heartbeat.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void itWarnsOfADirectoryThatOthersCanWriteTo() throws IOException {
        Path open = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try (StateDirectory state = StateDirectory.open(open)) {
            assertThat(told.toString(StandardCharsets.UTF_8)).contains("Others can write to", "chmod 700");
            state.records("record").add("line");
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void aRecordThatOthersCouldReadIsClosedToThem() throws IOException {
        Path record = Files.createFile(parent.resolve("record"));
        Files.setPosixFilePermissions(record, PosixFilePermissions.fromString("rw-r--r--"));
        try (StateDirectory state = StateDirectory.open(parent)) {
            state.records("record").add("line");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
                .isEqualTo("rw-------");
    }

    @Test
    void isCreatedForItsOwnerOnly() throws IOException {
        try (StateDirectory state = StateDirectory.open(parent.resolve("state/heartbeat"))) {
            assertThat(state.path()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.path())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(state.path().resolve("monitor.lock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void rememberedAcrossClosing() throws IOException {
        try (StateDirectory state = StateDirectory.open(parent)) {
            state.file("hosts").write(List.of("nas 17"));
        }
        try (StateDirectory state = StateDirectory.open(parent)) {
            assertThat(state.file("hosts").read()).contains(List.of("nas 17"));
        }
    }

    @Test
    void aSecondOneInTheSameProcessIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("state")));
        try (StateDirectory first = StateDirectory.open(parent.resolve("state"))) {
            assertThatIOException()
                    .isThrownBy(() -> StateDirectory.open(link))
                    .withMessageContaining("Cannot keep state in " + link)
                    .withMessageContaining(Long.toString(ProcessHandle.current().pid()))
                    .withMessageContaining("state-dir");
            assertThat(first.path().resolve("monitor.lock"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void closingGivesUpTheLockOnceAndForAll() throws IOException {
        StateDirectory first = StateDirectory.open(parent);
        first.close();
        try (StateDirectory second = StateDirectory.open(parent)) {
            first.close();

            assertThatIOException().isThrownBy(() -> StateDirectory.open(parent));
            assertThatIOException()
                    .isThrownBy(() -> first.file("hosts").write(List.of("late")))
                    .withMessageContaining("closed");
            assertThat(second.file("hosts").read()).isEmpty();
        }
    }

    @Test
    void aFileInTheWayIsReportedInClearWords() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatIOException()
                .isThrownBy(() -> StateDirectory.open(file))
                .withMessageContaining("Cannot keep state in " + file)
                .withMessageContaining("not a directory")
                .withMessageContaining("state-dir");
        assertThatIOException()
                .isThrownBy(() -> StateDirectory.open(file.resolve("below")))
                .withMessageContaining("Cannot keep state in " + file.resolve("below"));
    }

    @Test
    void aFailedOpeningLeavesNothingLocked() throws IOException {
        Path lockFile = Files.createDirectory(parent.resolve("monitor.lock"));
        assertThatIOException().isThrownBy(() -> StateDirectory.open(parent));

        Files.delete(lockFile);

        try (StateDirectory state = StateDirectory.open(parent)) {
            assertThat(state.path()).isEqualTo(parent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../hosts", "monitor.lock", "hosts.previous", "Hosts", "a/b"})
    void filesHavePlainNames(String name) throws IOException {
        try (StateDirectory state = StateDirectory.open(parent)) {
            assertThatIllegalArgumentException().isThrownBy(() -> state.file(name));
        }
    }

    @Test
    void theDefaultPlaceIsWhereTheSystemKeepsState() {
        String home = "/home/ada";

        assertThat(StateDirectory.defaultPath("Linux", Map.of(), home))
                .isEqualTo(Path.of("/home/ada/.local/state/heartbeat"));
        assertThat(StateDirectory.defaultPath("Linux", Map.of("XDG_STATE_HOME", "/var/ada"), home))
                .isEqualTo(Path.of("/var/ada/heartbeat"));
        assertThat(StateDirectory.defaultPath("FreeBSD", Map.of("XDG_STATE_HOME", "relative"), home))
                .isEqualTo(Path.of("/home/ada/.local/state/heartbeat"));
        assertThat(StateDirectory.defaultPath("Mac OS X", Map.of("XDG_STATE_HOME", "/var/ada"), home))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/heartbeat"));
        assertThat(StateDirectory.defaultPath("Windows 11", Map.of("LOCALAPPDATA", "/c/ada/local"), home))
                .isEqualTo(Path.of("/c/ada/local/heartbeat"));
        assertThat(StateDirectory.defaultPath("Windows 11", Map.of(), home))
                .isEqualTo(Path.of("/home/ada/AppData/Local/heartbeat"));
    }
}
