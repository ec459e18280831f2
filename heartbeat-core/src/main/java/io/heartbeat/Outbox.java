package io.heartbeat;

import io.heartbeat.event.Severity;
import io.heartbeat.internal.notify.HostPattern;
import io.heartbeat.internal.notify.OutboxView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The outbox of a state directory, seen from outside the process whose {@link Notifications} use it: what waits for whom, what is wrong,
 * and the instructions that people leave there: silences and acknowledgements. These count for whatever is told from then on, also after
 * restarts. Touches nothing else. Thread-safe.
 *
 * <pre>{@code
 * Outbox outbox = Outbox.in(Path.of("/var/lib/heartbeat"));
 * outbox.silence("web-*", Instant.now(), Instant.now().plus(Duration.ofHours(2)), "new kernel");
 * }</pre>
 */
public final class Outbox {
    private final OutboxView view;

    private Outbox(OutboxView view) {
        this.view = view;
    }

    /**
     * Looks into a state directory.
     *
     * @throws UncheckedIOException if notifications never used it; the message names it
     */
    public static Outbox in(Path stateDirectory) {
        OutboxView view = new OutboxView(stateDirectory.toAbsolutePath().resolve("outbox"));
        if (!view.exists()) {
            throw new UncheckedIOException(
                    new IOException("Nobody was ever notified from " + stateDirectory.toAbsolutePath()
                            + ": there is no outbox in it. Name the state directory of the monitor in state-dir"));
        }
        return new Outbox(view);
    }

    /**
     * A notification that was not delivered.
     *
     * @param notifier for which notifier it is
     * @param since when it was put there
     * @param at when it happened
     * @param reason why it was not delivered yet, as far as is known; empty if nothing is known to be in the way
     */
    public record Undelivered(
            String notifier, Instant since, Instant at, Severity severity, String host, String title, String reason) {}

    /**
     * A problem that is not over.
     *
     * @param at when what was told last of it happened
     * @param acknowledged whether nobody is reminded of it, because somebody knows, and it has got no worse since
     * @param silenced whether a silence covers its host now
     */
    public record OpenProblem(
            String host, Instant at, Severity severity, String title, boolean acknowledged, boolean silenced) {}

    /**
     * A time in which people are not told of some hosts. What is still wrong when it is over is told then.
     *
     * @param id short, for people to name it
     * @param hosts a name, in which {@code *} stands for anything and {@code ?} for one character
     */
    public record Silence(String id, String hosts, Instant from, Instant until, String reason) {}

    /** Whether a process delivers from here now. */
    public boolean inUse() {
        return view.inUse();
    }

    /** What waits, the oldest first for each notifier. */
    public List<Undelivered> waiting() {
        Map<String, String> troubles = view.troubles();
        return view.waiting().stream()
                .map(item -> undelivered(item, troubles.getOrDefault(item.queue(), "")))
                .toList();
    }

    /** What was given up and set aside, in the folder {@code outbox/undelivered}. */
    public List<Undelivered> undelivered() {
        return view.undelivered().stream()
                .map(item -> undelivered(item, "set aside"))
                .toList();
    }

    private static Undelivered undelivered(OutboxView.Item item, String reason) {
        return new Undelivered(
                item.queue(),
                Instant.ofEpochMilli(item.queuedMillis()),
                item.notification().at(),
                item.notification().severity(),
                item.notification().host(),
                item.notification().title(),
                reason);
    }

    /**
     * What is wrong, the oldest first.
     *
     * @throws UncheckedIOException if that cannot be read
     */
    public List<OpenProblem> problems() {
        Instant now = Instant.now();
        return view.problems().stream()
                .map(problem -> new OpenProblem(
                        problem.notification().host(),
                        problem.notification().at(),
                        problem.notification().severity(),
                        problem.notification().title(),
                        view.acknowledges(problem),
                        view.silences(problem, now)))
                .toList();
    }

    /**
     * The silences that are not over.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    public List<Silence> silences() {
        return view.silences(Instant.now()).stream().map(Outbox::silence).toList();
    }

    /**
     * Tells nothing of some hosts for a time, but the end of what was told before.
     *
     * @param hosts a name, in which {@code *} stands for anything and {@code ?} for one character
     * @param reason for people; may be empty
     * @return the silence, with its id
     * @throws IllegalArgumentException if no host can have such a name, or if it is over before it begins or by now
     * @throws UncheckedIOException if it cannot be put on record; the message says what to do
     */
    public Silence silence(String hosts, Instant from, Instant until, String reason) {
        if (!until.isAfter(from) || !until.isAfter(Instant.now())) {
            throw new IllegalArgumentException(
                    "A silence must end after it begins, and later than now, but this ends at " + until);
        }
        return silence(view.add(HostPattern.of(hosts), from, until, reason));
    }

    /**
     * Ends a silence. What is still wrong with its hosts is told within about a second.
     *
     * @param which its id, or its hosts as they were given
     * @return those that were ended
     * @throws UncheckedIOException if that cannot be put on record; the message says what to do
     */
    public List<Silence> endSilence(String which) {
        Predicate<io.heartbeat.internal.notify.Silence> ended =
                silence -> silence.id().equals(which) || silence.hosts().text().equals(which);
        return view.end(ended).stream().map(Outbox::silence).toList();
    }

    /**
     * Reminds nobody of these any more, unless it gets worse, or comes anew.
     *
     * @param hosts a name, in which {@code *} stands for anything and {@code ?} for one character
     * @return what was acknowledged
     * @throws IllegalArgumentException if no host can have such a name
     * @throws UncheckedIOException if that cannot be put on record; the message says what to do
     */
    public List<OpenProblem> acknowledge(String hosts) {
        HostPattern pattern = HostPattern.of(hosts);
        view.acknowledge(pattern);
        return problems().stream()
                .filter(problem -> pattern.matches(problem.host()))
                .toList();
    }

    private static Silence silence(io.heartbeat.internal.notify.Silence silence) {
        return new Silence(silence.id(), silence.hosts().text(), silence.from(), silence.until(), silence.reason());
    }
}
