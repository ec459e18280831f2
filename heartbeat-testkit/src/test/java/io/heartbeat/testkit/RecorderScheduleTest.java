package io.heartbeat.testkit;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An attacker who records everything and delays, drops, reorders, repeats and splices what it likes, against a host and a monitor that
 * restart, crash, freeze and sleep, on a network that loses and reorders; the host's clock is set to anything. What is true is known here,
 * and held against what the monitor believes; the bounds are those of {@code docs/protocol.md}.
 *
 * <p>{@code -Dheartbeat.seeds=5000} tries that many seeds, {@code -Dheartbeat.seed=17} one.
 */
class RecorderScheduleTest {
    /** A session that was kept from the monitor altogether counts for ten minutes by its clock; then a full term. */
    private static final Duration BELIEVED = ofMinutes(10).plusSeconds(100);

    /** Beats of a session that was heard count for ten seconds; then a full term on this network. */
    private static final Duration BELIEVED_ONCE_HEARD = ofSeconds(100);

    /** A question is asked about every minute, and it or its answer may be lost. */
    private static final Duration LOCKED_OUT = ofMinutes(3);

    /** So many goodbyes of a stranger may count in one step, before it is known. */
    private static final int MOST_GOODBYES = 10;

    private static final HardwareCondition SICK = new HardwareCondition(
            "disk", "Disk", "failing", Severity.CRITICAL, "is failing", "", "", SimulatedClock.START);

    static LongStream seeds() {
        Long one = Long.getLong("heartbeat.seed");
        return one == null ? LongStream.rangeClosed(1, Long.getLong("heartbeat.seeds", 100)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRecordingMovesAnythingAndNoHonestHostIsLockedOut(long seed) {
        Schedule schedule = new Schedule(seed);
        for (int step = 0; step < 50; step++) {
            schedule.trouble();
            schedule.goOn(ofMillis(schedule.random.nextLong(20_000)));
        }
        schedule.settle();
        schedule.goOn(ofMinutes(12));
        schedule.dieWithASickDisk();
        for (int round = 0; round < 24; round++) {
            schedule.attackTheDead();
            schedule.goOn(ofSeconds(30));
        }
    }

    /** From when to when, by its own clock, a host beat and may not have been heard. */
    private record Kept(Instant from, Instant to) {

        boolean goesOn(Instant next) {
            return !next.isBefore(to) && next.isBefore(to.plusSeconds(10));
        }

        /** Whether at this time, by a monitor's clock, a recording of it may still count. */
        boolean counts(Instant at) {
            return at.isAfter(from.minus(BELIEVED)) && at.isBefore(to.plus(BELIEVED));
        }
    }

    private static final List<Attack> ATTACKS = List.of(Attack.values());

    private enum Attack {
        NONE,
        REPEAT,
        REPEAT_THE_NEWEST,
        DELAY,
        SPLICE,
        ASK
    }

    private static final class Schedule {
        private final long seed;
        private final SplittableRandom random;
        private final SimulatedNetwork network;
        private final RecordedEvents events = new RecordedEvents();
        private final SimulatedMonitor watcher;
        private final SimulatedHost nas;
        private final Attacker attacker;
        private final boolean answering;

        private Attack attack = Attack.NONE;
        private Duration heldBack = Duration.ZERO;
        private int released;
        private boolean suppressed;
        private Duration clockError = Duration.ZERO;
        private Duration watcherError = Duration.ZERO;
        private Duration believed = BELIEVED;

        /** Since when it has been so without a break; null if it is not so. */
        private @Nullable Instant dead;

        private @Nullable Instant sick;
        private @Nullable Instant reachable;
        private Instant deaf;
        private final Deque<Kept> kept = new ArrayDeque<>();
        private int eventsSeen;
        /** Both of the host's clocks did, in its present session: only an answer or the next session shows that it is no recording. */
        private boolean stoodStill;

        private int checks;
        /** What counted before anybody was known: the goodbyes of who left before, of whom nothing is kept. */
        private long strangers;

        Schedule(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            network = SimulatedNetwork.seeded(seed)
                    .loss(random.nextInt(3) == 0 ? random.nextDouble(0.05) : 0)
                    .duplicate(random.nextDouble(0.2))
                    .delay(ofMillis(1), ofMillis(1 + random.nextLong(800)));
            watcher = network.monitor("watcher", events);
            watcher.drift(random.nextInt(-500, 501));
            attacker = network.attacker();
            nas = network.host("nas");
            nas.drift(random.nextInt(-500, 501));
            answering = random.nextInt(3) > 0;
            nas.answering(answering);
            nas.hardware();
            setClock();
            deaf = network.now();
        }

        void trouble() {
            switch (random.nextInt(4)) {
                case 0 -> troubleHost();
                case 1 -> troubleMonitor();
                case 2 -> chooseAttack(ATTACKS.get(random.nextInt(ATTACKS.size())));
                default -> {
                    if (random.nextInt(3) == 0) {
                        setSick(random.nextBoolean());
                    }
                }
            }
        }

        private void troubleHost() {
            if (nas.stopped()) {
                nas.thaw();
                nas.resume();
                return;
            }
            if (!nas.running()) {
                start();
                return;
            }
            switch (random.nextInt(9)) {
                case 0 -> nas.kill();
                case 1 -> nas.close();
                case 2 -> restart();
                case 3 -> nas.freeze();
                case 4 -> nas.suspend();
                case 5 -> {
                    nas.stop();
                    stoodStill = true;
                }
                case 6 -> {
                    setClock();
                    restart();
                }
                default -> setClock();
            }
        }

        private void restart() {
            nas.restart();
            stoodStill = false;
        }

        private void start() {
            nas.start();
            stoodStill = false;
        }

        private void setClock() {
            Duration second = ofMillis(random.nextLong(1, 1_000));
            clockError = switch (random.nextInt(7)) {
                case 0 -> second.multipliedBy(3);
                case 1 -> second.multipliedBy(-3);
                case 2 -> second.multipliedBy(random.nextInt(-700, 700));
                case 3 -> second.multipliedBy(random.nextInt(-20_000, 20_000));
                case 4 -> ofDays(random.nextInt(-5_000, 5_000)).plus(second);
                case 5 -> ofDays(-20_454).plus(second);
                default -> Duration.ZERO;
            };
            nas.setClock(clockError);
        }

        private void troubleMonitor() {
            if (watcher.stopped()) {
                watcher.thaw();
                watcher.resume();
            } else if (!watcher.running()) {
                watcher.start();
            } else {
                switch (random.nextInt(6)) {
                    case 0 -> watcher.restart();
                    case 1 -> watcher.kill();
                    case 2 -> watcher.close();
                    case 3 -> watcher.freeze();
                    case 4 -> {
                        watcherError = ofMillis(random.nextLong(-4_000, 4_000));
                        watcher.setClock(watcherError);
                    }
                    default -> watcher.suspend();
                }
            }
        }

        private void chooseAttack(Attack next) {
            attack = next;
            heldBack = ofMillis(random.nextLong(random.nextBoolean() ? 15_000 : 900_000));
            released = attacker.recording().size();
            suppressed = attack == Attack.DELAY;
            if (suppressed) {
                attacker.suppress(nas);
            } else {
                attacker.permit(nas);
            }
        }

        private void setSick(boolean now) {
            if (now) {
                nas.hardware(SICK);
                sick = sick == null ? network.now() : sick;
            } else {
                nas.hardware();
                sick = null;
            }
        }

        /** All that an honest host may need, and nothing kept from the monitor any more; the attacker goes on. */
        void settle() {
            chooseAttack(Attack.REPEAT);
            nas.thaw();
            nas.resume();
            watcher.thaw();
            watcher.resume();
            if (!answering) {
                nas.setClock(watcherError);
                clockError = watcherError;
            }
            if (!nas.running() || (!answering && stoodStill)) {
                nas.kill();
                start();
            }
            if (!watcher.running()) {
                watcher.start();
            }
            setSick(false);
        }

        void dieWithASickDisk() {
            HostSnapshot host = known();
            assertThat(host.state()).as("%s", this).isIn(HostState.ALIVE, HostState.LATE, HostState.FLAPPING);
            assertThat(host.verified()).as("%s", this).isTrue();
            believed = BELIEVED_ONCE_HEARD;
            setSick(true);
            goOn(ofMinutes(2));
            if (random.nextBoolean()) {
                chooseAttack(Attack.DELAY);
                goOn(ofMillis(random.nextLong(180_000)));
            }
            nas.kill();
            if (random.nextInt(3) == 0) {
                watcher.kill();
                watcher.start();
            }
        }

        void attackTheDead() {
            switch (random.nextInt(4)) {
                case 0 -> attack = Attack.REPEAT;
                case 1 -> attack = Attack.REPEAT_THE_NEWEST;
                case 2 -> attack = Attack.SPLICE;
                default -> {
                    attack = Attack.DELAY; // from somewhere on, as they came
                    int size = attacker.recording().size();
                    released = Math.max(0, size - 1 - random.nextInt(random.nextBoolean() ? 100 : size));
                    heldBack =
                            Duration.between(attacker.recording().get(released).at(), network.now());
                }
            }
        }

        void goOn(Duration time) {
            Instant end = network.now().plus(time);
            while (network.now().isBefore(end)) {
                attack();
                network.advance(ofMillis(random.nextLong(1, 6_000)));
                check();
            }
        }

        private void attack() {
            List<RecordedDatagram> recording = attacker.recording();
            int size = recording.size();
            if (size == 0) {
                return;
            }
            switch (attack) {
                case REPEAT -> {
                    for (int i = 0; i < 4; i++) {
                        attacker.send(recording.get(random.nextInt(size)).bytes());
                    }
                }
                case REPEAT_THE_NEWEST -> attacker.replay(recording.subList(Math.max(0, size - 8), size));
                case DELAY -> {
                    Instant until = network.now().minus(heldBack);
                    while (released < size && !recording.get(released).at().isAfter(until)) {
                        attacker.send(recording.get(released).bytes());
                        released++;
                    }
                }
                case SPLICE ->
                    attacker.send(splice(
                            recording.get(random.nextInt(size)).bytes(),
                            recording.get(size - 1).bytes()));
                case ASK -> {
                    List<byte[]> questions = attacker.questions();
                    if (!questions.isEmpty()) {
                        attacker.ask(nas, questions.get(random.nextInt(questions.size())));
                    }
                }
                case NONE -> {}
            }
        }

        private byte[] splice(byte[] one, byte[] other) {
            byte[] mixed = one.clone();
            int from = random.nextInt(Math.min(one.length, other.length));
            int to = from + random.nextInt(Math.min(one.length, other.length) - from);
            System.arraycopy(other, from, mixed, from, to - from);
            return mixed;
        }

        private void check() {
            Instant now = network.now();
            boolean alive = nas.running() && !nas.stopped();
            boolean listens = watcher.running() && !watcher.stopped();
            if (!listens) {
                deaf = now;
            }
            dead = alive ? null : dead == null ? now : dead;
            boolean canShowIt = answering
                    || (!stoodStill && clockError.minus(watcherError).abs().compareTo(ofSeconds(8)) < 0);
            boolean heard = alive && listens && !suppressed && canShowIt;
            if (alive && !heard) {
                keep(now.plus(clockError));
            }
            reachable = !heard ? null : reachable == null ? now : reachable;
            for (HeartbeatEvent event :
                    events.events().subList(eventsSeen, events.events().size())) {
                judge(event);
            }
            eventsSeen = events.events().size();
            long accepted = watcher.reception().accepted();
            strangers = watcher.hosts().isEmpty() ? accepted : Math.min(strangers, accepted);
            if (checks++ % 4 > 0) {
                return;
            }
            assertThat(accepted - strangers - MOST_GOODBYES)
                    .as("nothing counts twice: %s", this)
                    .isLessThanOrEqualTo(attacker.recording().size());
            if (dead != null
                    && listens
                    && past(dead.isAfter(deaf) ? dead : deaf, believed)
                    && !mayCount()
                    && knownAndVerified()) {
                assertThat(known().state())
                        .as("dead since %s, %s", dead, this)
                        .isNotIn(HostState.ALIVE, HostState.LATE);
            }
            if (reachable != null && past(reachable, LOCKED_OUT) && past(known().since(), LOCKED_OUT)) {
                assertThat(known().state())
                        .as("alive since %s, %s", reachable, this)
                        .isNotIn(HostState.FLATLINED, HostState.DEPARTED);
            }
        }

        private void judge(HeartbeatEvent event) {
            if (event instanceof HostRecovered recovered
                    && recovered.previous() == HostState.FLATLINED
                    && dead != null
                    && !mayCount()) {
                assertThat(past(dead, believed))
                        .as("raised from the dead: %s, %s", event, this)
                        .isFalse();
            }
            if (event instanceof HardwareRecovered && sick != null && !mayCount()) {
                assertThat(past(sick, believed))
                        .as("alarm cleared: %s, %s", event, this)
                        .isFalse();
            }
        }

        private void keep(Instant itsTime) {
            Kept last = kept.peekLast();
            boolean goesOn = last != null && last.goesOn(itsTime);
            Instant from = goesOn ? kept.removeLast().from() : itsTime;
            kept.add(new Kept(from, itsTime));
        }

        /** Whether a session that was kept from the monitor may have its time now, by its clock. */
        private boolean mayCount() {
            Instant now = network.now().plus(watcherError);
            return kept.stream().anyMatch(each -> each.counts(now));
        }

        private boolean past(Instant since, Duration bound) {
            return network.now().isAfter(since.plus(bound));
        }

        private boolean knownAndVerified() {
            return !watcher.hosts().isEmpty() && known().verified();
        }

        private HostSnapshot known() {
            return watcher.hosts().get(0);
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + network.now() + ", " + attack + ", answering " + answering
                    + ", clock wrong by " + clockError + ", " + watcher.hosts() + ", events:\n" + events;
        }
    }
}
