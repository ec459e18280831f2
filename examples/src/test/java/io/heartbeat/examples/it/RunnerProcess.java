package io.heartbeat.examples.it;

import io.heartbeat.event.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real process of the runner on a {@link Box}.
 *
 * <p>Each event it tells is taken once: by the test that awaits it. So whatever was not awaited is left over, and
 * {@link #saidNothingElse} finds it.
 */
final class RunnerProcess {
    private static final Set<String> SUSPICION = Set.of("HOST_LATE");

    private final String title;
    private final Process process;
    private final Transcript transcript;
    private final List<String> output = new ArrayList<>();
    private final List<Event> told = new ArrayList<>();
    private final List<Event> untaken = new ArrayList<>();

    RunnerProcess(Box box, String command, ProcessBuilder builder) {
        title = command + " on " + box.name();
        process = box.start(builder);
        boolean tells = List.of("monitor", "run", "hardware").contains(command);
        transcript = new Transcript(
                process, box.logs().resolve(box.name() + "-" + command + "-" + process.pid() + ".log"), line -> {
                    output.add(line);
                    if (tells) {
                        told.add(Event.parse(line, System.nanoTime()));
                        untaken.add(told.get(told.size() - 1));
                    }
                });
        transcript.note("started: " + String.join(" ", builder.command()));
    }

    /** The next event of this kind about this host, which may have come already. */
    Event awaitEvent(String type, String host) {
        return awaitEvent(type, host, Timing.PATIENCE);
    }

    Event awaitEvent(String type, String host, Duration atMost) {
        return take(type + " of " + host, atMost, event -> event.is(type, host));
    }

    /** The next event of this kind, whoever it is about. */
    Event awaitEvent(String type) {
        return take(type, Timing.PATIENCE, event -> event.type().equals(type));
    }

    /** The suspicion that must come first, and the verdict. */
    Event awaitFlatline(String host) {
        awaitEvent("HOST_LATE", host);
        return awaitEvent("HOST_FLATLINED", host);
    }

    private Event take(String what, Duration atMost, Predicate<Event> wanted) {
        return transcript
                .await(atMost, () -> {
                    Optional<Event> event = untaken.stream().filter(wanted).findFirst();
                    event.ifPresent(untaken::remove);
                    return event;
                })
                .orElseThrow(() -> failure("no " + what + " within " + atMost));
    }

    /** The first line of its log that contains this text, which may have come already. */
    String awaitMessage(String part) {
        return awaitMessage(part, Timing.PATIENCE);
    }

    String awaitMessage(String part, Duration atMost) {
        return transcript
                .await(
                        atMost,
                        () -> transcript.messages().stream()
                                .filter(line -> line.contains(part))
                                .findFirst())
                .orElseThrow(() -> failure("no message '" + part + "'"));
    }

    /** Nothing was told so far but what was awaited. */
    void saidNothingElse() {
        tellsNothingFor(Duration.ZERO, SUSPICION);
    }

    /**
     * Shows silence: for this long it lives, and tells nothing but what was awaited before. A suspicion is no accusation: it may come of any
     * process that has to wait for a processor.
     */
    void staysSilentFor(Duration duration) {
        tellsNothingFor(duration, SUSPICION);
    }

    /** The same under a flood, of which it may say that it lost datagrams. */
    void accusesNobodyFor(Duration duration) {
        tellsNothingFor(duration, Set.of("HOST_LATE", "MONITOR_ISOLATED", "MONITOR_REJOINED"));
    }

    private void tellsNothingFor(Duration duration, Set<String> tolerated) {
        transcript
                .await(
                        duration,
                        () -> untaken.stream()
                                .filter(event -> !tolerated.contains(event.type()))
                                .findFirst())
                .ifPresent(event -> {
                    throw failure("unexpected " + event);
                });
        if (!duration.isZero()) {
            isStillAlive();
        }
        synchronized (transcript) {
            untaken.removeIf(event -> tolerated.contains(event.type()));
        }
    }

    private void isStillAlive() {
        if (!isAlive()) {
            throw failure("expected to live on");
        }
    }

    /** How many datagrams it rejected for this reason, as it says when it ends. */
    long rejected(Rejection reason) {
        String reception = awaitMessage("Received ");
        Matcher count =
                Pattern.compile(Pattern.quote(reason.meaning()) + ": (\\d+)").matcher(reception);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    /** What it wrote on standard output, once it has ended. */
    List<String> outputAtEnd() {
        exitCode();
        synchronized (transcript) {
            return List.copyOf(output);
        }
    }

    /** Every event it told so far, awaited or not. */
    List<Event> told() {
        synchronized (transcript) {
            return List.copyOf(told);
        }
    }

    /** What it wrote on standard error so far. */
    List<String> messages() {
        return transcript.messages();
    }

    /** What its heap holds after everything superfluous was thrown away. */
    long heapBytes() {
        String jcmd = Launch.JAVA.resolveSibling("jcmd").toString();
        Pattern total = Pattern.compile("Total +\\d+ +(\\d+)");
        return Command.run(jcmd, Long.toString(pid()), "GC.class_histogram").stream()
                .map(total::matcher)
                .filter(Matcher::find)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it without a chance to say anything; answers when. */
    long kill() {
        return signal("KILL");
    }

    /** Stops it in the middle of whatever it does, as a debugger or a suspended machine would; answers when. */
    long freeze() {
        return signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Asks it to end, and waits until it has; answers with the exit code. */
    int terminate() {
        signal("TERM");
        return exitCode();
    }

    private long signal(String name) {
        transcript.note("signal " + name);
        long begin = System.nanoTime();
        Command.run("sh", "-c", "kill -" + name + " " + process.pid());
        return begin;
    }

    /** Waits until it has ended and everything it said has arrived. */
    int exitCode() {
        try {
            if (!process.waitFor(Timing.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("does not end");
            }
            transcript.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private AssertionError failure(String what) {
        synchronized (transcript) {
            List<String> messages = transcript.messages();
            return new AssertionError(title + (isAlive() ? ": " : " (ended): ") + what + "\nnot awaited: " + untaken
                    + "\nlog:\n  "
                    + String.join("\n  ", messages.subList(Math.max(0, messages.size() - 20), messages.size())));
        }
    }
}
