package io.heartbeat.benchmarks.peers;

/** One packet in twenty gets lost at the entry of each host: by nftables, or by netem where the kernel cannot do that. */
final class Loss {
    private static final String TABLE =
            "add table ip loss; add chain ip loss input { type filter hook input priority 0; }; "
                    + "add rule ip loss input iifname eth0 numgen random mod 100 < 5 drop";

    private final Lan lan;
    private final boolean nftables;

    Loss(Lan lan) {
        this.lan = lan;
        nftables = nftables(lan);
        for (int host = Cluster.OBSERVER; host <= Cluster.VICTIM; host++) {
            if (nftables) {
                at(host, "nft", TABLE);
            } else {
                at(host, "tc", "qdisc", "add", "dev", "eth0", "root", "netem", "loss", "5%");
            }
        }
    }

    /** Whether the kernel and the tools can drop at random. */
    static boolean nftables(Lan lan) {
        String namespace = lan.namespace(Cluster.OBSERVER);
        boolean can = Shell.succeeds("ip", "netns", "exec", namespace, "nft", TABLE);
        if (can) {
            Shell.run("ip", "netns", "exec", namespace, "nft", "delete table ip loss");
        }
        return can;
    }

    private void at(int host, String... command) {
        String[] line = new String[command.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", lan.namespace(host)}, 0, line, 0, 4);
        System.arraycopy(command, 0, line, 4, command.length);
        Shell.run(line);
    }

    /** Ends it. */
    void close() {
        for (int host = Cluster.OBSERVER; host <= Cluster.VICTIM; host++) {
            if (nftables) {
                at(host, "nft", "delete table ip loss");
            } else {
                at(host, "tc", "qdisc", "delete", "dev", "eth0", "root");
            }
        }
    }
}
