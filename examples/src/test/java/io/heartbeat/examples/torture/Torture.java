package io.heartbeat.examples.torture;

import io.heartbeat.Secret;
import io.heartbeat.internal.wire.GroupKey;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills the runner at random moments, and at those where it hurts most, while hosts come and go and the service has its moods; and keeps
 * the truth about what should have been told.
 */
final class Torture implements AutoCloseable {
    private static final Duration FLATLINE_AFTER = Duration.ofMillis(1_200);
    /** A host that was silent for longer may well have been called dead, as this process is slow, too. */
    private static final Duration HONEST_GAP = FLATLINE_AFTER.minusMillis(300);

    /** Enough that the monitor never takes itself for cut off. */
    private static final int STEADY = 3;

    private static final int RESTLESS = 9;
    /** A life that is not ambushed ends after it has told a few things, one that is when it has stepped into it; or then. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(8);

    private static final int MOST_TOLD = 6;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** What the end of a life waits for. */
    private enum Ambush {
        NOTHING,
        A_PUSH,
        AN_ENTRY,
        THE_LEDGER,
        THE_TABLE
    }

    private final SplittableRandom random;
    private final Path directory;
    final Path state;
    private final Secret secret = Secret.generate();
    private final InetSocketAddress monitor;
    private final GroupKey key;
    final Service service;
    private final OutboxView outbox;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<Host, Long> nextActNanos = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    /** For each life, what it left in the outbox. */
    private final List<Set<String>> leftOver = new ArrayList<>();

    private @Nullable Damage damage;
    private final Map<Ambush, Integer> kills = new TreeMap<>();
    private final Thread beats = new Thread(this::beat, "beats");
    private volatile boolean closed;
    private @Nullable Victim victim;
    private int attemptsSeen;

    Torture(Path directory, long seed) throws IOException {
        this.directory = directory;
        state = directory.resolve("state");
        random = new SplittableRandom(seed);
        service = new Service(random.split());
        outbox = new OutboxView(state);
        try (DatagramSocket socket = new DatagramSocket(0)) {
            monitor = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        byte[] bytes = Base64.getUrlDecoder().decode(secret.text().substring("hbk1_".length()));
        key = GroupKey.ofKey(Arrays.copyOf(bytes, 32), "default");
        for (int i = 0; i < STEADY + RESTLESS; i++) {
            addHost();
        }
        beats.setDaemon(true);
        beats.start();
    }

    /** From now on the files are damaged between two lives. */
    void damaging() {
        damage = new Damage(state, random.split());
    }

    private void addHost() {
        synchronized (hosts) {
            Host host = new Host("h" + hosts.size(), key, monitor, random.split());
            hosts.add(host);
            nextActNanos.put(host, System.nanoTime());
        }
    }

    private List<Host> hosts() {
        synchronized (hosts) {
            return List.copyOf(hosts);
        }
    }

    private void beat() {
        while (!closed) {
            hosts().forEach(Host::step);
            pause(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Victim start() throws IOException {
        Victim next = new Victim(
                directory,
                secret,
                Map.of(
                        "port", Integer.toString(monitor.getPort()),
                        "monitor.bind", "127.0.0.1",
                        "monitor.flatline-after", FLATLINE_AFTER.toMillis() + "ms",
                        "state-dir", state.toString(),
                        "notifier.pushbullet.url", service.url()));
        victim = next;
        outbox.forget();
        return next;
    }

    /** One life of the runner, from its start to its violent end. */
    void round() throws IOException, InterruptedException {
        Ambush ambush =
                random.nextInt(3) == 0 ? Ambush.NOTHING : Ambush.values()[random.nextInt(Ambush.values().length)];
        if (random.nextInt(4) == 0) {
            service.down();
        } else {
            service.up();
        }
        boolean early = ambush == Ambush.NOTHING && random.nextInt(3) == 0;
        Victim runner = start();
        service.begin(leftOver.size(), null);
        long patience = TimeUnit.SECONDS.toNanos(20);
        long end = System.nanoTime() + (early ? random.nextLong(TimeUnit.MILLISECONDS.toNanos(900)) : patience);
        while (System.nanoTime() - end < 0 && !(runner.listens() && !early)) {
            live();
        }
        if (!early) {
            end = System.nanoTime() + LONGEST_LIFE.toNanos();
            see();
            int enough = told.size() + random.nextInt(MOST_TOLD);
            if (ambush == Ambush.A_PUSH) {
                service.begin(leftOver.size(), runner::kill);
            }
            Object before = watched(ambush);
            while (System.nanoTime() - end < 0
                    && runner.isAlive()
                    && before.equals(watched(ambush))
                    && (ambush != Ambush.NOTHING || told.size() < enough)) {
                live();
            }
            if (ambush == Ambush.NOTHING) {
                liveFor(Duration.ofMillis(random.nextInt(500)));
            }
        }
        if (!runner.isAlive() && ambush != Ambush.A_PUSH) {
            throw new AssertionError("the runner ended by itself\n" + runner.log());
        }
        runner.kill();
        runner.awaitEnd();
        buried(ambush);
        if (damage != null && random.nextInt(3) > 0) {
            damage.strike();
        }
        liveFor(Duration.ofMillis(random.nextInt(300)));
    }

    private void liveFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            live();
        }
    }

    private void buried(Ambush ambush) {
        service.begin(leftOver.size(), null);
        kills.merge(ambush, 1, Integer::sum);
        see();
        Set<String> keys = new HashSet<>();
        outbox.waiting().forEach(entry -> keys.add(entry.key()));
        leftOver.add(keys);
    }

    private Object watched(Ambush ambush) throws IOException {
        return switch (ambush) {
            case AN_ENTRY -> outbox.files();
            case THE_LEDGER -> changed(state.resolve("outbox/ledger"));
            case THE_TABLE -> changed(state.resolve("hosts"));
            default -> "";
        };
    }

    private static Object changed(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file);
        } catch (NoSuchFileException notYet) {
            return "";
        }
    }

    /** For a moment the hosts do what they want to. */
    private void live() {
        see();
        Map<String, Integer> known = new HashMap<>();
        told.values().forEach(each -> each.hosts().forEach(host -> known.merge(host, 1, Integer::sum)));
        long now = System.nanoTime();
        for (Host host : hosts().subList(STEADY, hosts.size())) {
            if (host.isOver() || known.getOrDefault(host.name, 0) < host.occurrences()) {
                nextActNanos.put(host, now + random.nextLong(TimeUnit.MILLISECONDS.toNanos(800)));
            } else if (now - nextActNanos.get(host) >= 0) {
                host.act();
                if (host.isOver()) {
                    addHost();
                }
            }
        }
        pause(STEP_NANOS);
    }

    /** Takes note of what is on record: what the service was sent, and what waits. */
    private void see() {
        List<Told> attempts = service.attempted();
        attempts.subList(attemptsSeen, attempts.size()).forEach(each -> told.put(each.key(), each));
        attemptsSeen = attempts.size();
        outbox.waiting().forEach(each -> told.putIfAbsent(each.key(), each));
    }

    /** A last life in peace: everything is told and delivered, or it never will be. Answers what is wrong. */
    List<String> findings(Duration patience) throws IOException, InterruptedException {
        service.begin(leftOver.size(), null);
        service.behave();
        Victim last = start();
        long end = System.nanoTime() + patience.toNanos();
        long settled = System.nanoTime() + FLATLINE_AFTER.plusSeconds(1).toNanos();
        while (System.nanoTime() - end < 0
                && (System.nanoTime() - settled < 0 || !outbox.files().isEmpty() || !allTold())) {
            see();
            pause(TimeUnit.MILLISECONDS.toNanos(50));
        }
        List<String> findings = new ArrayList<>();
        if (last.terminate() != 0) {
            findings.add("the last runner ended with " + last.awaitEnd());
        }
        see();
        hosts().forEach(host -> review(host, findings));
        reviewRepetitions(findings);
        reviewFiles(findings);
        return findings;
    }

    Host host(String name) {
        return hosts().stream()
                .filter(host -> host.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The letters of what the service took about a host, each thing once. */
    String told(String host) {
        StringBuilder letters = new StringBuilder();
        Set<String> keys = new HashSet<>();
        for (Service.Taken taken : service.taken()) {
            if (taken.told().hosts().contains(host) && keys.add(taken.told().key())) {
                letters.append(taken.told().letter());
            }
        }
        return letters.toString();
    }

    /** Whether all hosts were told to be new, and nothing is left to be written. */
    boolean allIsWrittenDown() throws IOException {
        for (Host host : hosts()) {
            if (!told(host.name).equals("N") || !remembers(host.name, "ALIVE")) {
                return false;
            }
        }
        return outbox.files().isEmpty();
    }

    /** Whether the table of hosts has it so. */
    boolean remembers(String host, String itsState) throws IOException {
        try (var lines = Files.lines(state.resolve("hosts"))) {
            return lines.anyMatch(line -> line.startsWith(host + "\t" + itsState + "\t"));
        } catch (NoSuchFileException beingReplaced) {
            return false;
        }
    }

    private boolean allTold() {
        Map<String, Integer> known = new HashMap<>();
        told.values().forEach(each -> each.hosts().forEach(host -> known.merge(host, 1, Integer::sum)));
        return hosts().stream().allMatch(host -> known.getOrDefault(host.name, 0) >= host.occurrences());
    }

    /** What the service took about a host, each thing once, is what happened to it, in order. */
    private void review(Host host, List<String> findings) {
        String told = told(host.name);
        String life = told.replaceAll("[PH]", "");
        String disk = told.replaceAll("[^PH]", "");
        if (host.longestGap().compareTo(HONEST_GAP) < 0
                && !(life.matches(host.life.toString()) && disk.matches(diskToBeTold(host)))) {
            findings.add(host.name + " lived " + host.life + " and was told " + life + ", its disk " + host.disk
                    + " and was told " + disk + " (longest gap "
                    + host.longestGap().toMillis() + " ms)");
        }
    }

    /** If the ledger is lost that knew of it, the end of a problem is told again rather than never. */
    private String diskToBeTold(Host host) {
        return damage == null ? host.disk.toString() : host.disk.toString().replace("H", "H+");
    }

    /** The same comes again only if its sender was not told that it had come, or died before it had written that down. */
    private void reviewRepetitions(List<String> findings) {
        Map<String, Service.Taken> before = new HashMap<>();
        for (Service.Taken taken : service.taken()) {
            Service.Taken last = before.put(taken.told().key(), taken);
            boolean excused = last == null
                    || !last.answered()
                    || (last.life() < leftOver.size()
                            && last.life() != taken.life()
                            && leftOver.get(last.life()).contains(taken.told().key()));
            if (!excused) {
                findings.add("told again for no reason: " + taken + " after " + last);
            }
        }
    }

    private void reviewFiles(List<String> findings) throws IOException {
        try (var files = Files.walk(state)) {
            files.map(state::relativize)
                    .map(Path::toString)
                    .filter(file -> file.contains(".tmp")
                            || file.contains("undelivered")
                            || (damage == null && file.contains(".damaged")))
                    .forEach(file -> findings.add("left behind: " + file));
        }
        if (!outbox.files().isEmpty()) {
            findings.add("never delivered: " + outbox.files());
        }
    }

    String report() {
        long distinct = service.taken().stream()
                .map(taken -> taken.told().key())
                .distinct()
                .count();
        long unanswered =
                service.taken().stream().filter(taken -> !taken.answered()).count();
        int occurrences = hosts().stream().mapToInt(Host::occurrences).sum();
        long slow = hosts().stream()
                .filter(host -> host.longestGap().compareTo(HONEST_GAP) >= 0)
                .count();
        return leftOver.size() + " kills " + kills + (damage == null ? "" : ", files damaged " + damage) + ", "
                + hosts().size() + " hosts, " + occurrences + " occurrences, "
                + distinct + " notifications taken in " + service.taken().size() + " pushes (" + unanswered
                + " answers lost, " + service.refused() + " refused), " + slow + " hosts too slow to be judged";
    }

    @Override
    public void close() {
        closed = true;
        if (victim != null) {
            victim.close();
        }
        hosts().forEach(Host::end);
        service.close();
    }
}
