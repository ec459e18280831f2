package io.heartbeat.examples;

import io.heartbeat.Monitor;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.examples.output.HostTable;
import io.heartbeat.examples.output.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
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
    private static final Duration STALE = Duration.ofMinutes(2);

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
        Optional<Path> directory = configuration.stateDirectory();
        List<HostSnapshot> hosts = directory.map(Monitor::remembered).orElseGet(List::of);
        if (output.json()) {
            hosts.forEach(host -> out.println(Json.ofRecord(host)));
        } else if (hosts.isEmpty()) {
            err.println(directory
                    .map(path -> "No monitor has written down any host in " + path)
                    .orElse("A monitor of this configuration remembers no hosts: state-dir is none"));
        } else {
            new HostTable(ZoneId.systemDefault()).lines(hosts).forEach(out::println);
            warnIfStale(hosts);
        }
        return 0;
    }

    private void warnIfStale(List<HostSnapshot> hosts) {
        Instant newest = hosts.stream()
                .map(HostSnapshot::lastSeen)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        Duration age = Duration.between(newest, Instant.now());
        boolean anybodyLives =
                hosts.stream().anyMatch(host -> host.state() == HostState.ALIVE || host.state() == HostState.FLAPPING);
        if (anybodyLives && age.compareTo(STALE) > 0) {
            err.println("Nobody was heard in the last " + age.toMinutes()
                    + " minutes: this is how it was then, and no monitor seems to be running.");
        }
    }
}
