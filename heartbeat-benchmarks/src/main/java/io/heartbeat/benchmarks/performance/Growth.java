package io.heartbeat.benchmarks.performance;

import java.util.List;
import java.util.Locale;

/** How the cost of a beat grows with the number of hosts, of keys and of monitors. */
final class Growth {
    private static final List<Integer> HOSTS = List.of(10, 100, 1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> KEYS = List.of(1, 10, 100, 1_000);
    private static final List<Integer> MONITORS = List.of(1, 3, 10, 30, 100);
    private static final int HOSTS_OF_KEYS = 1_000;
    private static final double GAP_SECONDS = 2;

    private final int rounds;
    private final int mostHosts;
    private final int segmentSeconds;

    private final Chart hosts = new Chart("Processor time for each beat, as a multiple of the bare loop", "hosts");
    private final Chart keys = new Chart("The same for a thousand hosts", "keys on one port");
    private final Chart monitors = new Chart("Processor time for each beat, microseconds", "monitors on one segment");

    Growth(int rounds, int mostHosts, int segmentSeconds) {
        this.rounds = rounds;
        this.mostHosts = mostHosts;
        this.segmentSeconds = segmentSeconds;
    }

    List<Chart> charts() {
        return List.of(hosts, keys, monitors);
    }

    String tables() throws Exception {
        return byHosts() + "\n" + byKeys() + "\n" + byMonitors();
    }

    private String byHosts() throws InterruptedException {
        StringBuilder text = new StringBuilder(
                "| hosts | x bare | ns | share of a processor at a beat every two seconds |\n|---|---|---|---|\n");
        try (BareLoop bare = new BareLoop()) {
            Rounds.warmUp(bare);
            for (int count : HOSTS) {
                if (count > mostHosts) {
                    break;
                }
                try (Watching monitor = new Watching(1, count);
                        Flood flood = new Flood(count, 1)) {
                    Rounds result = new Rounds(monitor, bare, flood, Traffic.BEATS);
                    result.prime(count);
                    result.run(rounds);
                    hosts.add("valid beats", count, result.ratio());
                    text.append(String.format(
                            Locale.ROOT,
                            "| %d | %s | %.0f | %.4f |%n",
                            count,
                            result.ratio().text(2),
                            result.nanos().median(),
                            count / GAP_SECONDS * result.nanos().median() / 1e9));
                    System.err.println("performance: " + count + " hosts, " + monitor.hosts() + " known");
                }
            }
        }
        return text.toString();
    }

    private String byKeys() throws InterruptedException {
        StringBuilder text =
                new StringBuilder("| keys | valid beats, x bare | beats under another key, x bare |\n|---|---|---|\n");
        try (BareLoop bare = new BareLoop()) {
            for (int count : KEYS) {
                try (Watching monitor = new Watching(count, HOSTS_OF_KEYS);
                        Flood flood = new Flood(HOSTS_OF_KEYS, count)) {
                    Rounds valid = new Rounds(monitor, bare, flood, Traffic.BEATS);
                    valid.prime(HOSTS_OF_KEYS);
                    valid.run(rounds);
                    Rounds wrong = new Rounds(monitor, bare, flood, Traffic.WRONG_KEY);
                    wrong.run(rounds);
                    keys.add("valid beats", count, valid.ratio());
                    keys.add("beats under another key", count, wrong.ratio());
                    text.append("| " + count + " | " + valid.ratio().text(2) + " | "
                            + wrong.ratio().text(2) + " |\n");
                }
            }
        }
        return text.toString();
    }

    private String byMonitors() throws Exception {
        StringBuilder text = new StringBuilder(
                "| monitors | sender, us for each beat | each monitor, us for each beat |\n|---|---|---|\n");
        for (int count : MONITORS) {
            Segment.Cost cost = new Segment(count).run(segmentSeconds);
            monitors.add("sender", count, Spread.of(List.of(cost.senderMicros())));
            monitors.add("each monitor", count, Spread.of(List.of(cost.monitorMicros())));
            text.append(String.format(
                    Locale.ROOT, "| %d | %.0f | %.0f |%n", count, cost.senderMicros(), cost.monitorMicros()));
        }
        return text.toString();
    }
}
