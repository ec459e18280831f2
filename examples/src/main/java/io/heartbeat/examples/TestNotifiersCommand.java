package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.Notifications;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.NotifierTest;
import io.heartbeat.examples.output.Json;
import io.heartbeat.examples.output.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code heartbeat test-notifiers}: sends a marked test through each notifier, and tells what came of it. */
@Command(
        name = "test-notifiers",
        description = {
            "Send a test notification, marked as such, through each active notifier.",
            "Exit code 0 if all were sent. A monitor may run meanwhile."
        },
        footer = {"Example:", "  heartbeat test-notifiers --config heartbeat.properties"})
final class TestNotifiersCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    TestNotifiersCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Errors errors = new Errors();
        Configuration asGiven = configuration.read(errors);
        Optional<NotificationsConfig> config = errors.gather(asGiven::notifications);
        errors.throwIfAny();
        List<NotifierTest> tests = Notifications.test(config.orElseThrow());
        if (output.json()) {
            tests.forEach(test -> out.println(Json.ofRecord(test)));
        } else if (tests.isEmpty()) {
            out.println("No notifier is active: 'heartbeat plugins' tells which there are, and what they lack");
        } else {
            Table table = new Table("NOTIFIER", "RESULT", "WHAT IT SAYS, AND WHAT TO DO");
            tests.forEach(test -> table.row(
                    test.name(), test.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), words(test)));
            table.lines().forEach(out::println);
        }
        boolean allSent = tests.stream().allMatch(test -> test.state() == NotifierTest.State.SENT);
        return allSent && !tests.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Who refuses has said what to correct. */
    private static String words(NotifierTest test) {
        String advice = switch (test.state()) {
            case SENT, REFUSED -> "";
            case QUOTA -> "notifications wait until then";
            case UNAVAILABLE, NO_ANSWER ->
                "check the network and its address; notifications wait, and are tried again by themselves";
        };
        return Stream.of(test.message(), advice).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }
}
