package io.heartbeat.examples.it;

import io.heartbeat.examples.demo.ReplayedDisk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One machine of a {@link Lan}: a network namespace with its interfaces, and a directory for what it keeps on disk. */
final class Box {
    private record Cable(Lan lan, String port, String ipv4, String ipv6) {}

    private final String name;
    private final String namespace;
    private final Path logs;
    private final Path disk;
    private final List<Cable> cables = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    Box(String name, String namespace, Path logs) {
        this.name = name;
        this.namespace = namespace;
        this.logs = logs;
        try {
            disk = Files.createTempDirectory("heartbeat-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.ip("netns add " + namespace);
        ip("link set lo up");
        // else an address is of no use until a second of looking for duplicates is over
        run("sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad");
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    Path logs() {
        return logs;
    }

    /** Survives whatever happens to the box's processes. */
    Path disk() {
        return disk;
    }

    String ipv4() {
        return cables.get(0).ipv4;
    }

    String ipv6() {
        return cables.get(0).ipv6;
    }

    /** Notes a cable that is about to be connected; answers the name of the interface it needs. */
    String plug(Lan lan, String port, String ipv4, String ipv6) {
        cables.add(new Cable(lan, port, ipv4, ipv6));
        return "eth" + (cables.size() - 1);
    }

    void configure(String eth) {
        Cable cable = cables.get(cables.size() - 1);
        addAddress(eth, cable.ipv4 + "/24");
        addAddress(eth, cable.ipv6 + "/64");
        ip("link set " + eth + " up");
    }

    String port(Lan lan) {
        return cables.stream().filter(cable -> cable.lan == lan).findFirst().orElseThrow().port;
    }

    void linkDown(String eth) {
        ip("link set " + eth + " down");
    }

    void linkUp(String eth) {
        ip("link set " + eth + " up");
    }

    void addAddress(String eth, String address) {
        ip("address add " + address + (address.contains(":") ? " nodad" : " broadcast +") + " dev " + eth);
    }

    void removeAddress(String eth, String address) {
        ip("address delete " + address + " dev " + eth);
    }

    /** Makes a name resolve to an address here, as {@code /etc/hosts} does. */
    void knows(String host, String address) {
        try {
            Files.createDirectories(etc(namespace));
            Files.writeString(
                    etc(namespace).resolve("hosts"),
                    address + " " + host + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ip netns exec} puts in the place of {@code /etc}. */
    static Path etc(String namespace) {
        return Path.of("/etc/netns", namespace);
    }

    /** A sender on this box, under the box's name. */
    Launch heartbeat() {
        return new Launch(this, "heartbeat")
                .set("heartbeat.name", name)
                .set("heartbeat.interval", Timing.INTERVAL.toMillis() + "ms");
    }

    /** A monitor on this box, with its memory on the box's disk. */
    Launch monitor() {
        return new Launch(this, "monitor")
                .set("state-dir", disk.resolve("state").toString());
    }

    /** A sender that also watches this disk, and tells of it in its beats. */
    Launch heartbeatWith(ReplayedDisk disk) {
        return new Launch(this, "run")
                .set("heartbeat.name", name)
                .set("heartbeat.interval", Timing.INTERVAL.toMillis() + "ms")
                .watching(disk);
    }

    /** A watch over this disk and nothing else. */
    Launch hardware(ReplayedDisk disk) {
        return new Launch(this, "hardware").watching(disk);
    }

    /** Another command of the runner. */
    Launch runner(String command) {
        return new Launch(this, command);
    }

    /** How many datagrams the system threw away because the receive buffers of sockets on this port were full. */
    long dropped(int port) {
        String end = String.format(":%04X", port);
        return Command.run(inside(List.of("cat", "/proc/net/udp", "/proc/net/udp6"))
                        .toArray(String[]::new))
                .stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(columns -> columns.length > 12 && columns[1].endsWith(end))
                .mapToLong(columns -> Long.parseLong(columns[12]))
                .sum();
    }

    Tap tap(int port) {
        return new Tap(this, port);
    }

    private void ip(String arguments) {
        Command.ip("-n " + namespace + " " + arguments);
    }

    private void run(String... command) {
        Command.run(inside(List.of(command)).toArray(String[]::new));
    }

    private List<String> inside(List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), command.stream())
                .toList();
    }

    /** What will start a process here; its pid is that of the command itself, as {@code ip netns exec} becomes it. */
    ProcessBuilder process(List<String> command) {
        return new ProcessBuilder(inside(command));
    }

    /** Starts a process that does not outlive the box. */
    Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tearDown() {
        processes.forEach(Process::destroyForcibly);
        Lan.delete(namespace);
        erase(disk);
    }

    static void erase(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
