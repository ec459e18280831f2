package io.heartbeat.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/**
 * An Ethernet with a switch and some hosts, as a bridge and network namespaces; no router, no way out, no IPv6. The namespaces are
 * called {@code hbp<pid>-<lan>-<host>}.
 */
final class Lan implements AutoCloseable {
    private static final String PREFIX = "hbp" + ProcessHandle.current().pid() + "-";

    private final int number;
    private final String switchNamespace;
    private final List<String> namespaces = new ArrayList<>();

    Lan(int number) {
        this.number = number;
        switchNamespace = add("switch");
        Shell.ip("-n " + switchNamespace + " link add br0 type bridge");
        Shell.ip("-n " + switchNamespace + " link set br0 up");
    }

    /** A new host, attached as {@code eth0}; answers its number. */
    int host() {
        int host = namespaces.size();
        String namespace = add("host" + host);
        Shell.ip("-n " + namespace + " link set lo up");
        Shell.ip("link add port" + host + " netns " + switchNamespace + " type veth peer name eth0 netns " + namespace);
        Shell.ip("-n " + switchNamespace + " link set port" + host + " master br0 up");
        Shell.ip("-n " + namespace + " address add " + address(host) + "/24 broadcast + dev eth0");
        Shell.ip("-n " + namespace + " link set eth0 up");
        Shell.ip("-n " + namespace + " route add default dev eth0"); // else multicast has no way
        return host;
    }

    private String add(String name) {
        String namespace = PREFIX + number + "-" + name;
        Shell.ip("netns add " + namespace);
        namespaces.add(namespace);
        Shell.run(
                "ip",
                "netns",
                "exec",
                namespace,
                "sh",
                "-c",
                "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6;"
                        + "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6");
        return namespace;
    }

    String address(int host) {
        return "10.78." + number + "." + host;
    }

    String namespace(int host) {
        return namespaces.get(host);
    }

    /** Pulls the cable of this host, or puts it back. */
    void carrier(int host, boolean on) {
        Shell.ip("-n " + switchNamespace + " link set port" + host + (on ? " up" : " down"));
    }

    /** What this host has sent, in packets of any kind. */
    long sent(int host) {
        return Long.parseLong(
                Shell.run("ip", "netns", "exec", namespace(host), "cat", "/sys/class/net/eth0/statistics/tx_packets"));
    }

    /** Ends whatever still runs in the namespaces, and removes them. */
    @Override
    public void close() {
        for (String namespace : namespaces) {
            Shell.ip("netns pids " + namespace)
                    .lines()
                    .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
            Shell.ip("netns delete " + namespace);
        }
        namespaces.clear();
    }
}
