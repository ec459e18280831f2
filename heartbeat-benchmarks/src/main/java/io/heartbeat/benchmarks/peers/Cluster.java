package io.heartbeat.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Three members of a product, each on a host of its own: the observer, a bystander and the victim. */
final class Cluster implements AutoCloseable {
    /** On whose word all is judged. */
    static final int OBSERVER = 1;

    /** Who suffers. */
    static final int VICTIM = 3;

    private static final Duration TO_GET_TOGETHER = Duration.ofSeconds(100);

    final Lan lan;

    private final Product product;
    private final Map<String, String> environment;
    private final Path logs;
    private final Duration settling;
    private final Random random = new Random();
    private final Member[] members = new Member[VICTIM + 1];
    private int generation;

    /**
     * Nobody runs yet.
     *
     * @param settling how long they are usually left alone, from when they see each other until something happens to them
     */
    Cluster(Product product, Lan lan, Map<String, String> environment, Path logs, Duration settling) {
        this.product = product;
        this.lan = lan;
        this.environment = environment;
        this.logs = logs;
        this.settling = settling;
        IntStream.rangeClosed(OBSERVER, VICTIM).forEach(host -> lan.host());
    }

    Product product() {
        return product;
    }

    Member observer() {
        return members[OBSERVER];
    }

    Member victim() {
        return members[VICTIM];
    }

    String victimAddress() {
        return lan.address(VICTIM);
    }

    /** Starts a member, again if it ran before. */
    void start(int host) {
        List<String> others = IntStream.rangeClosed(OBSERVER, VICTIM)
                .filter(other -> other != host)
                .mapToObj(lan::address)
                .toList();
        String name = product.id() + "-" + lan.address(host);
        Path state = logs.resolve(name + ".state" + generation);
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", lan.namespace(host)));
        command.addAll(product.command(lan.address(host), others, state));
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        members[host] = new Member(command, environment, logs.resolve(name + ".log"));
    }

    /**
     * Starts the dead again, or everybody if that does not help, and waits until the observer sees all others and they have settled.
     * Heartbeat tells only once of a host that dies again and again, that it flaps; so there all start afresh.
     */
    void heal() {
        heal(settling);
    }

    /** The same, but they are left alone for that long. */
    void heal(Duration settling) {
        if (product.learns()) {
            killAll();
            generation++;
        }
        for (int attempt = 0; attempt < 3; attempt++) {
            for (int host = OBSERVER; host <= VICTIM; host++) {
                if (members[host] == null || !members[host].runs()) {
                    start(host);
                    if (host == OBSERVER) {
                        Shell.sleep(Duration.ofSeconds(5)); // whom the others ask to be let in
                    }
                }
            }
            if (seesAllWithin(TO_GET_TOGETHER)) {
                Shell.sleep(settling.plusMillis(random.nextInt(4_000)));
                if (seesAllWithin(TO_GET_TOGETHER)) {
                    return;
                }
            }
            killAll();
        }
        throw new IllegalStateException(product.id() + " does not get together; see " + logs);
    }

    private boolean seesAllWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            if (seesAll()) {
                return true;
            }
            Shell.sleep(Duration.ofMillis(200));
        }
        return false;
    }

    private boolean seesAll() {
        return IntStream.rangeClosed(OBSERVER + 1, VICTIM)
                .allMatch(host -> observer().seesUp(lan.address(host)));
    }

    /** How many packets each host has sent, on average. */
    double sent() {
        return IntStream.rangeClosed(OBSERVER, VICTIM)
                .mapToLong(lan::sent)
                .average()
                .orElseThrow();
    }

    void killAll() {
        for (Member member : members) {
            if (member != null) {
                member.kill();
            }
        }
    }

    @Override
    public void close() {
        killAll();
        lan.close();
    }
}
