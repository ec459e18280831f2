package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.examples.output.HostTable;
import io.heartbeat.examples.output.Json;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat hosts}: shows what a monitor of this configuration has written down. */
@Command(
        name = "hosts",
        description = {
            "Show which hosts a monitor of this configuration remembers.",
            "It need not be running. Changes are on record at once, the rest every half minute.",
            "Needs no secret."
        },
        footer = {"Example:", "  heartbeat hosts --set state-dir=/var/lib/heartbeat"})
final class HostsCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    HostsCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        MonitorConfig config = config();
        List<HostSnapshot> hosts = Monitor.remembered(config);
        if (output.json()) {
            hosts.forEach(host -> out.println(Json.ofRecord(host)));
        } else if (hosts.isEmpty()) {
            err.println(config.stateDirectory()
                    .map(directory -> "No hosts are remembered in " + directory)
                    .orElse("A monitor of this configuration remembers no hosts: state-dir is none"));
        } else {
            new HostTable(ZoneId.systemDefault()).lines(hosts).forEach(out::println);
        }
        return 0;
    }

    /** A secret is not needed to look at what is written, but no monitor's configuration is complete without one. */
    private MonitorConfig config() {
        Errors errors = new Errors();
        Configuration asGiven = configuration.read(errors);
        Configuration withSecret = asGiven.with("secret", Secret.generate().text());
        Optional<MonitorConfig> config = errors.gatherEither(asGiven::monitor, withSecret::monitor);
        errors.throwIfAny();
        return config.orElseThrow();
    }
}
