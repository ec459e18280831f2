package io.heartbeat.benchmarks.performance;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import java.util.List;
import java.util.Locale;

/** Whether native code in place of the Java runtime's own would be worth its weight. */
final class Natives {
    private static final List<Integer> HOSTS = List.of(1, 1_000, 100_000);

    private final int rounds;

    Natives(int rounds) {
        this.rounds = rounds;
    }

    /** The whole process has another provider of ciphers afterwards. */
    String table() throws InterruptedException {
        StringBuilder text = new StringBuilder("| | x bare | ns | allocated, bytes |\n|---|---|---|---|\n");
        try (BareLoop bare = new BareLoop()) {
            try (NettyLoop netty = new NettyLoop()) {
                text.append(receivingOnly("Netty epoll with recvmmsg", netty, bare));
            }
            if (Foreign.present()) {
                try (Receiver foreign = Foreign.loop()) {
                    text.append(receivingOnly("recvmmsg by foreign functions", foreign, bare));
                }
            }
            AmazonCorrettoCryptoProvider.install();
            Rounds.warmUp(bare);
            String provider = Security.getProviders()[0].getName();
            for (int hosts : HOSTS) {
                try (Watching monitor = new Watching(1, hosts);
                        Flood flood = new Flood(hosts, 1)) {
                    Rounds beats = new Rounds(monitor, bare, flood, Traffic.BEATS);
                    beats.prime(hosts);
                    beats.run(rounds);
                    text.append(row("the monitor with the ciphers of " + provider + ", " + hosts + " hosts", beats));
                }
            }
        }
        return text.toString();
    }

    private String receivingOnly(String what, Receiver receiver, BareLoop bare) throws InterruptedException {
        try (Flood flood = new Flood(1, 1)) {
            Rounds garbage = new Rounds(receiver, bare, flood, Traffic.GARBAGE);
            garbage.run(rounds);
            return row(what + ", receiving only", garbage);
        }
    }

    private static String row(String what, Rounds rounds) {
        return String.format(
                Locale.ROOT,
                "| %s | **%s** | %.0f | %.0f |%n",
                what,
                rounds.ratio().text(2),
                rounds.nanos().median(),
                rounds.bytes().median());
    }
}
