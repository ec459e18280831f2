package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.ChildJvm;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real process dies at each step on the way of a notification, and the next one takes over. */
@Tag("slow")
@Timeout(240)
class DeliveryCrashTest {
    private static final List<String> QUEUES = List.of("phone", "mail");

    @TempDir
    Path directory;

    /** Where the process dies. */
    enum Step {
        BEFORE_THE_FIRST_FILE,
        BETWEEN_THE_FILES,
        BEFORE_THE_LEDGER,
        AFTER_THE_LEDGER,
        BEFORE_A_DELIVERY,
        BEFORE_A_REMOVAL,
        AFTER_A_REMOVAL,
        NOWHERE
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void nothingIsLostAndWhatComesTwiceHasTheSameKey(Step step) throws Exception {
        assertThat(run(step)).isEqualTo(step == Step.NOWHERE ? 0 : 9);
        assertThat(run(Step.NOWHERE)).isZero();

        for (String queue : QUEUES) {
            Map<String, String> titles = new HashMap<>();
            List<String> inOrder = new ArrayList<>();
            for (String line : Files.readAllLines(directory.resolve(queue + ".received"))) {
                String[] keyAndTitle = line.split(" ", 2);
                if (titles.put(keyAndTitle[0], keyAndTitle[1]) == null) {
                    inOrder.add(keyAndTitle[1]);
                }
            }
            assertThat(inOrder)
                    .as(queue)
                    .containsExactly(
                            "Flatlined 2 Hosts: nas, web",
                            "Departed Host: pi",
                            "Recovered 2 Hosts: web, nas",
                            "Restarted Host: pi");
            assertThat(directory.resolve("outbox/waiting").resolve(queue)).isEmptyDirectory();
        }
    }

    private int run(Step step) throws Exception {
        Process process = ChildJvm.of(Child.class, directory.toString(), step.name())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Tells the same story as often as it is started, as a monitor does whose own state was not written yet. */
    static final class Child {
        private static final List<HeartbeatEvent> STORY = List.of(
                Events.flatlined("f1", "nas"),
                Events.departed("d1", "pi"),
                Events.flatlined("f2", "web"),
                Events.recovered("r2", "web"),
                Events.recovered("r1", "nas"),
                Events.restarted("s1", "pi"));

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            Step dying = Step.valueOf(arguments[1]);
            List<GuardedNotifier> notifiers = QUEUES.stream()
                    .map(queue ->
                            new GuardedNotifier(queue, new FileNotifier(directory.resolve(queue + ".received"), dying)))
                    .toList();
            Delivery delivery = new Delivery(
                    notifiers, new DyingOutbox(directory.resolve("outbox"), dying), Clock.system(), patient());
            STORY.forEach(delivery::accept);
            delivery.awaitStored();
            delivery.close();
        }

        /** The usual timing, but with much time for the disk and for the end. */
        private static Timing patient() {
            Timing usual = Timing.USUAL;
            return new Timing(
                    usual.gathering(),
                    usual.together(),
                    usual.attempt(),
                    usual.grace(),
                    usual.firstBackoff(),
                    usual.longestBackoff(),
                    usual.parked(),
                    usual.kept(),
                    usual.idle(),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(40),
                    usual.burst(),
                    usual.burstWithin(),
                    usual.storm(),
                    usual.late());
        }
    }

    private static void dieAt(Step here, Step dying) {
        if (here == dying) {
            Runtime.getRuntime().halt(9);
        }
    }

    /** A service that keeps what it takes. */
    private record FileNotifier(Path file, Step dying) implements Notifier {

        @Override
        public Outcome deliver(Notification notification, Attempt attempt) throws IOException {
            dieAt(Step.BEFORE_A_DELIVERY, dying);
            Files.writeString(
                    file,
                    attempt.idempotencyKey() + " " + notification.title() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return Outcome.delivered();
        }
    }

    /** An outbox whose process dies at one step. */
    private static final class DyingOutbox extends StoredOutbox {
        private final Step dying;

        DyingOutbox(Path path, Step dying) throws IOException {
            super(path, QUEUES.stream().collect(Collectors.toMap(queue -> queue, queue -> Wishes.EVERYTHING)));
            this.dying = dying;
        }

        @Override
        void keep(String queue, OutboxEntry entry) throws IOException {
            dieAt(Step.BEFORE_THE_FIRST_FILE, dying);
            super.keep(queue, entry);
            dieAt(Step.BETWEEN_THE_FILES, dying);
        }

        @Override
        void commit(Ledger told) throws IOException {
            dieAt(Step.BEFORE_THE_LEDGER, dying);
            super.commit(told);
            dieAt(Step.AFTER_THE_LEDGER, dying);
        }

        @Override
        void remove(String queue, OutboxEntry entry) throws IOException {
            dieAt(Step.BEFORE_A_REMOVAL, dying);
            super.remove(queue, entry);
            dieAt(Step.AFTER_A_REMOVAL, dying);
        }
    }
}
