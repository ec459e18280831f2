package io.heartbeat.examples;

import io.heartbeat.ComponentSnapshot;
import io.heartbeat.HardwareWatch;
import io.heartbeat.examples.output.ComponentTable;
import io.heartbeat.examples.output.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heartbeat hardware}: watches this machine's own parts. */
@Command(
        name = "hardware",
        description = {
            "Watch this machine's disks and whatever else there is a hardware monitor for, print what is wrong with "
                    + "them, and notify as the configuration says.",
            "Needs no network and no secret.",
            "SIGTERM or ctrl-c ends it in order."
        },
        footer = {
            "Examples:",
            "  sudo heartbeat hardware --once",
            "  sudo heartbeat hardware --config heartbeat.properties"
        })
final class HardwareCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--once",
            description = "Check once, show what was found, and notify nobody. Exit code 1 if something is wrong.")
    private boolean once;

    HardwareCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = Plan.ofHardware(configuration);
        if (!once) {
            new Runner(output.events(out)).run(plan);
        }
        List<ComponentSnapshot> components =
                HardwareWatch.checkOnce(plan.hardware().orElseThrow());
        if (output.json()) {
            components.forEach(component -> out.println(Json.ofRecord(component)));
        } else {
            new ComponentTable().lines(components).forEach(out::println);
        }
        boolean isWell =
                components.stream().allMatch(component -> component.conditions().isEmpty());
        return isWell ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
