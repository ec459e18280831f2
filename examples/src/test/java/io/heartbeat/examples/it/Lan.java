package io.heartbeat.examples.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ethernet with a switch and any number of boxes, as a bridge and network namespaces; no router, no way out.
 *
 * <p>The bridge has a namespace of its own, so nothing of this touches the machine's own network. All namespaces are called
 * {@code hb<pid>-<lan>-<box>}, by which a later run finds those that a killed one left behind.
 */
final class Lan implements AutoCloseable {
    private static final Pattern NAMESPACE = Pattern.compile("(hb(\\d+)-\\d+-\\S+).*");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int number = COUNT.incrementAndGet();
    private final Path logs;
    private final String switchNamespace = namespace("switch");
    private final List<Box> boxes = new ArrayList<>();
    private final Thread closing = new Thread(this::tearDown);
    private int ports;

    Lan(Path logs) {
        this.logs = logs;
        Command.ip("netns add " + switchNamespace);
        Runtime.getRuntime().addShutdownHook(closing);
        Command.ip("-n " + switchNamespace + " link add br0 type bridge");
        Command.ip("-n " + switchNamespace + " link set br0 up");
    }

    /** A new machine, attached as {@code eth0} with the addresses {@code 10.77.<lan>.<n>/24} and {@code fd77:<lan>::<n>/64}. */
    Box box(String name) {
        Box box = new Box(name, namespace(name), logs);
        boxes.add(box);
        attach(box);
        return box;
    }

    /** Gives a machine one more interface, in this LAN. */
    void attach(Box box) {
        ports++;
        String port = "port" + ports;
        String eth = box.plug(this, port, "10.77." + number + "." + ports, "fd77:" + number + "::" + ports);
        Command.ip("link add " + port + " netns " + switchNamespace + " type veth peer name " + eth + " netns "
                + box.namespace());
        atSwitch("link set " + port + " master br0 up");
        box.configure(eth);
    }

    String broadcastAddress() {
        return "10.77." + number + ".255";
    }

    /** The cable is cut: the interface at its end sees no carrier. */
    void pull(Box box) {
        atSwitch("link set " + box.port(this) + " down");
    }

    /** The cable is whole again. */
    void replug(Box box) {
        atSwitch("link set " + box.port(this) + " up");
    }

    /** The switch no longer forwards for this port, though the link light is on. */
    void block(Box box) {
        atSwitch("link set " + box.port(this) + " nomaster");
    }

    void unblock(Box box) {
        atSwitch("link set " + box.port(this) + " master br0");
    }

    /** Loses this share of what comes from the box, at its port of the switch, until told otherwise. */
    void lose(Box box, int percent) {
        String port = box.port(this);
        nft("add table netdev " + port);
        nft("add chain netdev " + port + " loss { type filter hook ingress device " + port + " priority 0; }");
        nft("add rule netdev " + port + " loss numgen random mod 100 < " + percent + " drop");
    }

    void loseNothing(Box box) {
        nft("delete table netdev " + box.port(this));
    }

    private void nft(String command) {
        Command.run("ip", "netns", "exec", switchNamespace, "nft", command);
    }

    private void atSwitch(String command) {
        Command.ip("-n " + switchNamespace + " " + command);
    }

    private String namespace(String box) {
        return "hb" + ProcessHandle.current().pid() + "-" + number + "-" + box;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closing);
        tearDown();
    }

    private void tearDown() {
        boxes.forEach(Box::tearDown);
        delete(switchNamespace);
    }

    /** Removes what runs that were killed left behind. */
    static void sweep() {
        for (String line : Command.ip("netns list")) {
            Matcher name = NAMESPACE.matcher(line);
            if (name.matches()
                    && ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty()) {
                delete(name.group(1));
            }
        }
    }

    /** Deletes a namespace, and whatever still runs in it. */
    static void delete(String namespace) {
        for (String pid : Command.ip("netns pids " + namespace)) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
        Command.ip("netns delete " + namespace);
        Box.erase(Box.etc(namespace));
    }
}
