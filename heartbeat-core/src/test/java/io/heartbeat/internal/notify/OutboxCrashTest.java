package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.store.Disk;
import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run is cut off at each of its steps on the disk, one after the other, and the next run takes over. */
@Tag("slow")
class OutboxCrashTest {
    private static final List<String> QUEUES = List.of("phone", "mail");
    private static final List<GuardedNotifier> NOTIFIERS = QUEUES.stream()
            .map(queue -> new GuardedNotifier(queue, (notification, attempt) -> Outcome.delivered()))
            .toList();
    private static final Map<String, Wishes> WISHES =
            NOTIFIERS.stream().collect(Collectors.toMap(GuardedNotifier::name, GuardedNotifier::wishes));
    private static final List<HeartbeatEvent> STORY = List.of(
            Events.discovered("n1", "nas"),
            Events.flatlined("f1", "nas"),
            Events.departed("d1", "pi"),
            Events.recovered("r1", "nas"),
            Events.restarted("s1", "nas"));

    @TempDir
    private Path directory;

    /** What becomes of what was not synced. */
    enum End {
        /** The process dies: all that was done stays done. */
        KILLED,
        /** The same in the middle of writing a file. */
        TORN,
        /** The machine loses its power: what was not synced was never done. */
        POWER_LOST
    }

    /** What a service was sent: what was in it, by its key. */
    private final Map<String, Map<String, String>> received = new HashMap<>();

    @ParameterizedTest
    @EnumSource(End.class)
    void wheneverARunEndsTheNextOneTellsEverythingOnceUnderEachKey(End end) throws IOException {
        int steps = 0;
        boolean crashed = true;
        while (crashed) {
            steps++;
            Path here = Files.createDirectory(directory.resolve("crash-" + steps));
            QUEUES.forEach(queue -> received.put(queue, new LinkedHashMap<>()));
            crashed = run(here, new CrashingDisk(steps, end));
            assertThat(run(here, new Disk())).isFalse();

            for (String queue : QUEUES) {
                assertThat(received.get(queue).values())
                        .as("%s, step %d, queue %s", end, steps, queue)
                        .containsExactly("n1", "f1", "d1", "r1", "s1");
            }
            assertThat(files(here))
                    .as("%s, step %d", end, steps)
                    .noneMatch(file -> file.matches(".*[.](tmp|damaged).*"));
        }
        assertThat(steps).as("the steps of a run on the disk").isGreaterThan(60);
    }

    @Test
    void aFsyncThatFailsAtAnyMomentIsNoSuccess() throws IOException {
        boolean failed = true;
        for (int step = 1; failed; step++) {
            Path here = Files.createDirectory(directory.resolve("fsync-" + step));
            QUEUES.forEach(queue -> received.put(queue, new LinkedHashMap<>()));
            UnsyncedDisk disk = new UnsyncedDisk(step);
            try {
                run(here, disk);
            } catch (IOException toldToTheCaller) {
                assertThat(toldToTheCaller).hasMessageContaining("Input/output error");
            }
            failed = disk.failed;
            assertThat(run(here, new Disk())).isFalse();
            for (String queue : QUEUES) {
                assertThat(received.get(queue).values()).containsExactly("n1", "f1", "d1", "r1", "s1");
            }
        }
    }

    /** Delivers what waits, and tells on from where the table of hosts says it was; whether it was cut off. */
    private boolean run(Path here, Disk disk) throws IOException {
        StateDirectory state = null;
        StoredOutbox outbox = null;
        try {
            state = StateDirectory.open(here, disk);
            outbox = new StoredOutbox(here.resolve("outbox"), WISHES, disk);
            Policy policy = new Policy(outbox.ledger(), NOTIFIERS);
            StateFile table = state.file("hosts");
            int done = table.read().map(lines -> Integer.parseInt(lines.get(0))).orElse(0);
            for (String queue : QUEUES) {
                for (OutboxEntry entry : outbox.waiting(queue)) {
                    deliver(outbox, queue, entry);
                }
            }
            for (int i = done; i < STORY.size(); i++) {
                List<Policy.Told> told = policy.tell(List.of(STORY.get(i)), Instructions.NONE, () -> 0);
                for (Policy.Told each : told) {
                    outbox.keep(each.queue(), each.entry());
                }
                outbox.commit(outbox.ledger());
                table.write(List.of(Integer.toString(i + 1)));
                for (Policy.Told each : told) {
                    deliver(outbox, each.queue(), each.entry());
                }
            }
            return false;
        } catch (Crash crash) {
            return true;
        } finally {
            if (outbox != null) {
                outbox.close();
            }
            if (state != null) {
                state.close();
            }
            if (disk instanceof CrashingDisk crashing) {
                crashing.settle();
            }
        }
    }

    private void deliver(StoredOutbox outbox, String queue, OutboxEntry entry) throws IOException {
        received.get(queue)
                .put(entry.idempotencyKey(queue), entry.notification().id());
        outbox.remove(queue, entry);
    }

    private static List<String> files(Path here) throws IOException {
        try (Stream<Path> files = Files.walk(here)) {
            return files.map(here::relativize).map(Path::toString).toList();
        }
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A disk on which the n-th step is the last. */
    private static final class CrashingDisk extends Disk {

        /** Something done in a directory that is not synced yet, and how it is undone. */
        private record Undone(Path directory, List<Undo> undos) {}

        @FunctionalInterface
        private interface Undo {
            void run() throws IOException;
        }

        private final int last;
        private final End end;
        private final Deque<Undone> unsynced = new ArrayDeque<>();
        private int step;

        CrashingDisk(int last, End end) {
            this.last = last;
            this.end = end;
        }

        private void step() {
            if (++step >= last) {
                throw new Crash();
            }
        }

        @Override
        protected void create(Path file, byte[] content) throws IOException {
            remember(file);
            try {
                step();
            } catch (Crash crash) {
                if (end == End.TORN && step == last) {
                    Files.write(file, Arrays.copyOf(content, content.length / 2));
                }
                throw crash;
            }
            super.create(file, content);
        }

        @Override
        protected void move(Path from, Path to) throws IOException {
            step();
            remember(from, to);
            super.move(from, to);
        }

        @Override
        protected void deleteIfExists(Path file) throws IOException {
            step();
            remember(file);
            super.deleteIfExists(file);
        }

        @Override
        protected void forceDirectory(Path directory) {
            step();
            unsynced.removeIf(done -> done.directory().equals(directory));
        }

        private void remember(Path... files) throws IOException {
            List<Undo> undos = new ArrayList<>();
            for (Path file : files) {
                byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
                undos.add(before == null ? () -> Files.deleteIfExists(file) : () -> Files.write(file, before));
            }
            unsynced.push(new Undone(files[0].getParent(), undos));
        }

        /** What is on the disk once the machine is up again. */
        void settle() throws IOException {
            for (Undone done : end == End.POWER_LOST ? unsynced : List.<Undone>of()) {
                for (Undo undo : done.undos()) {
                    undo.run();
                }
            }
            unsynced.clear();
        }
    }

    /** A disk that fails to sync directories from some moment on, but at that moment only says so. */
    private static final class UnsyncedDisk extends Disk {
        private final int failing;
        private int syncs;
        private boolean failed;

        UnsyncedDisk(int failing) {
            this.failing = failing;
        }

        @Override
        protected void forceDirectory(Path directory) throws IOException {
            if (++syncs == failing + 1) { // the first one shows that it can be done
                failed = true;
                throw new IOException("Input/output error");
            }
            super.forceDirectory(directory);
        }
    }
}
