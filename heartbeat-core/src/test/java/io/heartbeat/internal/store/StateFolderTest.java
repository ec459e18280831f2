package io.heartbeat.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    Path parent;

    @Test
    void keepsOneReadableFilePerEntrySortedByName() throws IOException {
        StateFolder folder = folder(new Disk());
        folder.write("2_b", List.of("Title: b", "", "text"));
        folder.write("1_a", List.of("a"));
        folder.sync();

        assertThat(folder.names()).containsExactly("1_a", "2_b");
        assertThat(read(folder, "2_b")).contains(List.of("Title: b", "", "text"));
        assertThat(Files.readAllLines(path().resolve("2_b.txt")))
                .startsWith("# heartbeat queue", "Title: b", "", "text");
        folder.remove("1_a");
        folder.remove("1_a");
        assertThat(folder.names()).containsExactly("2_b");
        assertThat(read(folder, "1_a")).isEmpty();
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(folder(new Disk()).names()).isEmpty();
        assertThat(StateFolder.count(path())).isZero();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whateverStepFailsAnEntryIsThereWholeOrNotAtAll() throws IOException {
        for (int step = 1; ; step++) {
            FailingDisk disk = new FailingDisk(step);
            StateFolder folder = folder(disk);
            String name = "entry" + step;
            try {
                folder.write(name, List.of("a", "b"));
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("state-dir").hasMessageContaining(name);
            }
            folder.sync();
            boolean there = folder(new Disk()).names().contains(name);
            assertThat(there).isEqualTo(read(folder(new Disk()), name).isPresent());
            if (!disk.hasFailed()) {
                assertThat(step).isEqualTo(4);
                assertThat(there).isTrue();
                return;
            }
        }
    }

    @Test
    void damagedAndForeignFilesAreMovedAsideOnceAndHalfWrittenOnesRemoved() throws IOException {
        StateFolder folder = folder(new Disk());
        folder.write("1_a", List.of("a"));
        Files.writeString(path().resolve("1_a.txt"), "x", StandardOpenOption.APPEND);
        Files.writeString(path().resolve("notes"), "mine");
        Files.writeString(path().resolve("2_b.tmp"), "# heart");

        assertThat(folder.names()).containsExactly("1_a");
        assertThat(read(folder, "1_a")).isEmpty();
        assertThat(folder.names()).isEmpty();
        assertThat(path().toFile().list())
                .containsExactlyInAnyOrder("1_a.txt.damaged-20261122T120000Z", "notes.damaged-20261122T120000Z");
    }

    @Test
    void anEntryMovesToAnotherFolder() throws IOException {
        StateFolder folder = folder(new Disk());
        folder.write("1_a", List.of("a"));
        StateFolder other = new StateFolder(parent.resolve("set-aside/queue"), new Disk(), NOON, () -> true);
        folder.move("1_a", other);

        assertThat(folder.names()).isEmpty();
        assertThat(read(other, "1_a")).contains(List.of("a"));
    }

    @Test
    void aClosedDirectoryIsLeftAlone() throws IOException {
        StateDirectory state = StateDirectory.open(parent);
        StateFolder folder = state.folder("waiting/queue");
        RecordFile records = state.records("deliveries.log");
        folder.write("1_a", List.of("a"));
        state.close();

        assertThatIOException().isThrownBy(() -> folder.write("2_b", List.of())).withMessageContaining("closed");
        assertThatIOException().isThrownBy(() -> folder.remove("1_a")).withMessageContaining("closed");
        records.add("line");
        assertThat(folder.names()).containsExactly("1_a");
        assertThat(parent.resolve("deliveries.log")).doesNotExist();
    }

    @Test
    void foldersStayWithinTheDirectory() throws IOException {
        try (StateDirectory state = StateDirectory.open(parent)) {
            for (String name : List.of("", "..", "a/..", "/a", "a//b", ".a")) {
                assertThatThrownBy(() -> state.folder(name)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void recordsAreRotatedOnce() throws IOException {
        try (StateDirectory state = StateDirectory.open(parent)) {
            RecordFile records = state.records("deliveries.log");
            for (int i = 0; i < 30; i++) {
                records.add(i + "x".repeat(20_000));
            }
        }
        assertThat(parent.resolve("deliveries.log")).content().startsWith("28x").hasLineCount(2);
        assertThat(parent.resolve("deliveries.log.previous"))
                .content()
                .startsWith("14x")
                .hasLineCount(14);
    }

    private StateFolder folder(Disk disk) {
        return new StateFolder(path(), disk, NOON, () -> true);
    }

    private Path path() {
        return parent.resolve("waiting/queue");
    }

    private static Optional<List<String>> read(StateFolder folder, String name) {
        return folder.read(name, why -> folder.setAside(name, why));
    }
}
