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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills the runner at random moments, and at those where it hurts most, while hosts come and go and the service has its moods; and keeps
 * the truth about what should have been told.
 */
final class Torture implements AutoCloseable {
    private static final Duration FLATLINE_AFTER = Duration.ofSeconds(2);
    /** A host that was silent for longer may well have been called dead, as this process is slow, too. */
    private static final Duration HONEST_GAP = FLATLINE_AFTER.minusMillis(300);

    /** Enough that the monitor never takes itself for cut off. */
    private static final int STEADY = 3;

    /** As many as come and go. */
    static final int RESTLESS = 9;

    /** A life that is not ambushed ends after it has told a few things, or then. */
    private static final Duration LONG_LIFE = Duration.ofSeconds(8);
    /** One that is ends when it has stepped into it, or then. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(30);

    private static final int MOST_TOLD = 6;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

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
    /** All that is on record, or was, by its id. */
    private final Map<String, Occurrence> told = new HashMap<>();
    /** For each life, what it left in the outbox. */
    private final List<Set<String>> leftOver = new ArrayList<>();

    private @Nullable Damage damage;
    private final Ambush.Deck kills;
    private final Thread beats = new Thread(this::beat, "beats");
    private volatile boolean closed;
    private @Nullable Victim victim;

    /** @param restless how many hosts there are beside the steady ones */
    Torture(Path directory, long seed, int restless) throws IOException {
        this.directory = directory;
        state = directory.resolve("state");
        random = new SplittableRandom(seed);
        outbox = new OutboxView(state);
        service = new Service(random.split(), outbox);
        kills = new Ambush.Deck(random.split());
        try (DatagramSocket socket = new DatagramSocket(0)) {
            monitor = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        byte[] bytes = Base64.getUrlDecoder().decode(secret.text().substring("hbk1_".length()));
        key = GroupKey.ofKey(Arrays.copyOf(bytes, 32), "default");
        for (int i = 0; i < STEADY + restless; i++) {
            addHost();
        }
        beats.setDaemon(true);
        beats.start();
    }

    /** From now on the files are damaged between two lives. */
    void damaging() {
        damage = new Damage(state, outbox, service, random.split());
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
        Ambush ambush = kills.deal();
        if (random.nextInt(4) == 0 && ambush != Ambush.A_PUSH) {
            service.down();
        } else {
            service.up();
        }
        Victim runner = start();
        service.begin(leftOver.size(), null);
        boolean sprung = true;
        if (ambush == Ambush.THE_START) {
            liveFor(Duration.ofMillis(random.nextInt(900)));
        } else {
            awaitListening(runner);
            mend();
            sprung = lieInWait(ambush, runner);
        }
        if (!runner.isAlive() && ambush != Ambush.A_PUSH) {
            throw new AssertionError("the runner ended by itself\n" + runner.log());
        }
        runner.kill();
        runner.awaitEnd();
        kills.killed(ambush, sprung);
        buried();
        if (damage != null) {
            damage.strike();
        }
        liveFor(Duration.ofMillis(random.nextInt(300)));
    }

    private void awaitListening(Victim runner) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() - end < 0 && !runner.listens()) {
            live();
        }
    }

    /** Lives until what was damaged is written anew, so that something else can be. */
    private void mend() throws IOException {
        long end = System.nanoTime() + LONG_LIFE.toNanos();
        while (damage != null && System.nanoTime() - end < 0 && !damage.isMadeGood()) {
            live();
        }
    }

    /** Answers whether it came to what was waited for. */
    private boolean lieInWait(Ambush ambush, Victim runner) throws IOException {
        see();
        int enough = told.size() + random.nextInt(MOST_TOLD);
        if (ambush == Ambush.A_PUSH) {
            service.begin(leftOver.size(), runner::kill);
        }
        Set<Object> before = watched(ambush);
        long end = System.nanoTime() + (ambush == Ambush.ANY_MOMENT ? LONG_LIFE : LONGEST_LIFE).toNanos();
        while (System.nanoTime() - end < 0) {
            live();
            boolean sprung = switch (ambush) {
                case A_PUSH -> !runner.isAlive();
                case ANY_MOMENT -> told.size() >= enough;
                default -> !before.containsAll(watched(ambush));
            };
            if (sprung) {
                if (ambush == Ambush.ANY_MOMENT) {
                    liveFor(Duration.ofMillis(random.nextInt(500)));
                }
                return true;
            }
        }
        return ambush == Ambush.ANY_MOMENT;
    }

    private void liveFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            live();
        }
    }

    private void buried() {
        service.begin(leftOver.size(), null);
        see();
        Set<String> ids = new HashSet<>();
        outbox.waiting().forEach(entry -> ids.addAll(entry.ids()));
        leftOver.add(ids);
    }

    private Set<Object> watched(Ambush ambush) throws IOException {
        return switch (ambush) {
            case AN_ENTRY -> Set.copyOf(outbox.files());
            case THE_LEDGER -> Set.of(changed(state.resolve("outbox/ledger")));
            case THE_TABLE -> Set.of(changed(state.resolve("hosts")));
            default -> Set.of();
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
        Map<String, Integer> known = known();
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
        outbox.waiting();
        outbox.known().forEach(each -> told.put(each.id(), each));
        service.attempted().forEach(each -> told.put(each.id(), each));
    }

    /** How much is on record of each host. */
    private Map<String, Integer> known() {
        Map<String, Integer> known = new HashMap<>();
        told.values().forEach(each -> known.merge(each.host(), 1, Integer::sum));
        return known;
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
        findings.addAll(new Review(service.taken(), leftOver, damage != null, outbox).findings(hosts(), HONEST_GAP));
        reviewFiles(findings);
        return findings;
    }

    Host host(String name) {
        return hosts().stream()
                .filter(host -> host.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    String told(String host) {
        return Review.told(host, service.taken());
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
        Map<String, Integer> known = known();
        return hosts().stream().allMatch(host -> known.getOrDefault(host.name, 0) >= host.occurrences());
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

    int occurrences() {
        return hosts().stream().mapToInt(Host::occurrences).sum();
    }

    /** How many of all hosts were too slow to be judged. */
    double shareNotJudged() {
        long slow = hosts().stream()
                .filter(host -> host.longestGap().compareTo(HONEST_GAP) >= 0)
                .count();
        return (double) slow / hosts().size();
    }

    Ambush.Deck kills() {
        return kills;
    }

    int strikes() {
        return damage == null ? 0 : damage.strikes();
    }

    String report() {
        List<Service.Taken> taken = service.taken();
        long distinct =
                taken.stream().flatMap(push -> push.ids().stream()).distinct().count();
        long digests = taken.stream()
                .filter(push -> push.title().contains("Notifications: "))
                .count();
        long damaged = taken.stream()
                .filter(push -> push.title().contains("could not be read"))
                .count();
        long unanswered = taken.stream().filter(push -> !push.answered()).count();
        return leftOver.size() + " kills " + kills + (damage == null ? "" : ", files damaged " + damage) + ", "
                + hosts().size() + " hosts, " + occurrences() + " occurrences, " + distinct + " told in "
                + taken.size() + " pushes (" + digests + " digests, " + damaged + " of damaged notifications, "
                + unanswered + " answers lost), " + service.refused() + " refused, "
                + Math.round(shareNotJudged() * 100) + " % of the hosts too slow to be judged";
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
