package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.ConfigurationException;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.examples.output.HostTable;
import io.heartbeat.examples.output.Json;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat hosts}: shows what a monitor of this configuration has written down. */
@Command(
        name = "hosts",
        description = {
            "Print the hosts that a monitor of this configuration remembers, running or not.",
            "It writes changes down at once, and the rest every half minute. Needs no secret."
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
            hosts.forEach(host -> out.println(Json.of(host)));
        } else if (hosts.isEmpty()) {
            err.println(config.stateDirectory()
                    .map(directory -> "No hosts are remembered in " + directory)
                    .orElse("A monitor of this configuration remembers no hosts: state-dir is none"));
        } else {
            new HostTable(ZoneId.systemDefault()).lines(hosts).forEach(out::println);
        }
        return 0;
    }

    private MonitorConfig config() {
        Errors errors = new Errors();
        Configuration read = configuration.read(errors);
        MonitorConfig config =
                errors.gather(() -> withAnySecret(read)).orElse(null);
        errors.throwIfAny();
        return java.util.Objects.requireNonNull(config);
    }

    /** A secret is not needed to look at what is written, but a monitor's configuration is not complete without one. */
    private static MonitorConfig withAnySecret(Configuration configuration) {
        try {
            return configuration.monitor();
        } catch (ConfigurationException e) {
            try {
                return configuration.with("secret", Secret.generate().text()).monitor();
            } catch (ConfigurationException moreThanTheSecretIsWrong) {
                throw e;
            }
        }
    }
}
