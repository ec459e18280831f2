package io.heartbeat.hardware.smart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The program smartctl: where it is, and how it is called. Safe for use by several threads. */
final class Smartctl {
    static final String TOO_OLD =
            "This smartctl is too old: it needs smartmontools 7.0 or newer, which can answer in JSON";

    private static final List<String> USUAL_PLACES =
            List.of("/usr/sbin", "/usr/local/sbin", "/sbin", "/opt/homebrew/sbin", "/opt/homebrew/bin");

    private final Optional<Path> configured;
    private final List<Path> places;
    private final Duration timeout;
    private final boolean letSleep;

    Smartctl(Optional<Path> configured, Duration timeout, boolean letSleep) {
        this(configured, searchPath(Optional.ofNullable(System.getenv("PATH")).orElse("")), timeout, letSleep);
    }

    Smartctl(Optional<Path> configured, List<Path> places, Duration timeout, boolean letSleep) {
        this.configured = configured.map(Path::toAbsolutePath);
        this.places = List.copyOf(places);
        this.timeout = timeout;
        this.letSleep = letSleep;
    }

    /** The places to search: those of the environment that are absolute, then the usual ones. */
    static List<Path> searchPath(String environment) {
        List<Path> places = new ArrayList<>();
        for (String part : environment.split(File.pathSeparator, -1)) {
            try {
                Path place = Path.of(part);
                if (place.isAbsolute()) {
                    places.add(place);
                }
            } catch (InvalidPathException noPath) {
                // Not a place where anything could be.
            }
        }
        USUAL_PLACES.forEach(place -> places.add(Path.of(place)));
        return places.stream().distinct().toList();
    }

    Duration timeout() {
        return timeout;
    }

    boolean letsSleep() {
        return letSleep;
    }

    /** The program, if it is installed. Asked anew at every check, as it may be installed meanwhile. */
    Optional<Path> program() {
        return candidates()
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    /** Why there is no {@link #program}, and what to do. */
    String absence() {
        return configured
                .map(path -> "hardware.smart.smartctl names " + path + ", which is "
                        + (Files.exists(path) ? "not an executable file" : "not there"))
                .orElseGet(() ->
                        "smartctl was not found: install smartmontools, or set hardware.smart.smartctl to its path; it was looked for in "
                                + String.join(
                                        ", ",
                                        places.stream().map(Path::toString).toList()));
    }

    private Stream<Path> candidates() {
        return configured.isPresent()
                ? configured.stream()
                : places.stream().flatMap(place -> Stream.of(place.resolve("smartctl"), place.resolve("smartctl.exe")));
    }

    /** Asks which disks there are, having each opened. */
    Reply scanOpening(Duration time, Consumer<Child> started) throws InterruptedException {
        return ask(List.of("--json", "--scan-open"), time, started);
    }

    /** Asks which disks there might be, touching none. */
    Reply scanNames(Duration time) throws InterruptedException {
        return ask(List.of("--json", "--scan"), time, child -> {});
    }

    /**
     * Asks how a disk is.
     *
     * @param started is given the process, which may outlive the question
     */
    Reply examine(Device device, Duration time, Consumer<Child> started) throws InterruptedException {
        return ask(arguments(device), time, started);
    }

    List<String> arguments(Device device) {
        List<String> arguments = new ArrayList<>(List.of("--json"));
        if (letSleep) {
            arguments.addAll(List.of("-n", "standby,3"));
        }
        arguments.addAll(List.of("-i", "-H", "-A", "-l", "error", "-l", "selftest"));
        if (!device.type().isEmpty()) {
            arguments.addAll(List.of("-d", device.type()));
        }
        arguments.add(device.name());
        return arguments;
    }

    private Reply ask(List<String> arguments, Duration time, Consumer<Child> started) throws InterruptedException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return new Reply.Failed(absence());
        }
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(arguments);
        Child child;
        try {
            child = Child.start(command);
            started.accept(child);
        } catch (IOException cannotStart) {
            return new Reply.Failed("smartctl cannot be started: " + cannotStart.getMessage());
        }
        try {
            if (!child.await(time)) {
                child.kill();
                return new Reply.Silent(child);
            }
        } catch (InterruptedException interrupted) {
            child.killNow();
            throw interrupted;
        }
        return read(program.get(), child);
    }

    private static Reply read(Path program, Child child) {
        if (child.overflowed()) {
            return new Reply.Failed(program + " printed more than 4 MiB, which is no answer of smartctl");
        }
        Optional<SmartctlAnswer> answer = SmartctlAnswer.parse(child.output(), child.exit());
        if (answer.isPresent()) {
            return answer.get().isOlderThan(7, 0) ? new Reply.Failed(TOO_OLD) : new Reply.Answered(answer.get());
        }
        if (child.output().contains("UNRECOGNIZED OPTION: j")
                || child.output().startsWith("smartctl 6")
                || child.output().startsWith("smartctl 5")) {
            return new Reply.Failed(TOO_OLD);
        }
        String said = firstLine(child.complaint())
                .or(() -> firstLine(child.output()))
                .map(line -> ": " + line)
                .orElse("");
        return new Reply.Failed(program + " gave no answer in JSON (exit " + child.exit() + "); try it by hand" + said);
    }

    private static Optional<String> firstLine(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("smartctl ") && !line.startsWith("Copyright "))
                .findFirst()
                .map(line -> line.length() > 200 ? line.substring(0, 200) + "…" : line);
    }
}
