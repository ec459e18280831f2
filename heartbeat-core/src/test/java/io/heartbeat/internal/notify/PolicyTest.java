package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is told what, and when, on virtual time. */
class PolicyTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SEEDS = Integer.getInteger("heartbeat.seeds", 100);

    private final Map<String, Wishes> notifiers = new HashMap<>(Map.of("phone", Wishes.EVERYTHING));
    private final List<Silence> silences = new ArrayList<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private final Map<String, List<Notification>> all = new HashMap<>();
    private Instant now = Events.AT;
    private Ledger ledger = new Ledger();
    private Policy policy = policy();

    // ---- filters

    @Test
    void aRecoveryIsToldToWhomTheDownWasTold() {
        notifier("pager", wishes(Severity.CRITICAL, "*"));
        notifier("web", wishes(Severity.INFO, "web*"));
        happens(Events.flatlined("f1", "nas"));
        happens(Events.departed("d1", "web1"));
        happens(Events.recovered("r1", "nas"));
        happens(Events.recovered("r2", "web1"));

        assertThat(told("pager")).containsExactly("Flatlined Host: nas", "Recovered Host: nas");
        assertThat(told("web")).containsExactly("Departed Host: web1", "Recovered Host: web1");
        assertThat(told("phone")).hasSize(4);
    }

    @Test
    void aHostThatSomebodyDoesNotWantToHearOfIsNotInTheGroupThatTheyAreToldOf() {
        notifier("web", wishes(Severity.INFO, "web*"));
        happens(Events.flatlined("f1", "nas"), Events.flatlined("f2", "web1"), Events.flatlined("f3", "web2"));
        happens(Events.recovered("r1", "web1"), Events.recovered("r2", "web2"));

        assertThat(told("phone"))
                .containsExactly("Flatlined 3 Hosts: nas, web1, web2", "Recovered 2 Hosts: web1, web2");
        assertThat(told("web")).containsExactly("Flatlined 2 Hosts: web1, web2", "Recovered 2 Hosts: web1, web2");
        assertThat(phases("phone")).as("nas is still down").containsExactly(Phase.PROBLEM, Phase.NOTE);
        assertThat(phases("web")).containsExactly(Phase.PROBLEM, Phase.RECOVERY);
    }

    @Test
    void whatGetsBadEnoughIsToldThenAndSoIsItsEnd() {
        notifier("pager", wishes(Severity.CRITICAL, "*"));
        happens(Events.problem("nas", "disk.a", Severity.WARNING));
        assertThat(told("pager")).isEmpty();
        happens(Events.problem("nas", "disk.a", Severity.CRITICAL));
        happens(Events.cured("nas", "disk.a", Severity.CRITICAL));
        assertThat(told("pager")).containsExactly("Hardware Problem: nas", "Hardware Recovered: nas");
    }

    @Test
    void whoeverJoinsLaterIsNotToldTheEndOfWhatTheyNeverHeardOf() {
        happens(Events.flatlined("f1", "nas"));
        notifier("mail", Wishes.EVERYTHING);
        happens(Events.recovered("r1", "nas"));
        happens(Events.flatlined("f2", "nas"));

        assertThat(told("mail")).containsExactly("Flatlined Host: nas");
        assertThat(told("phone")).containsExactly("Flatlined Host: nas", "Recovered Host: nas", "Flatlined Host: nas");
    }

    @Test
    void aNotifierThatWasOffForAWhileMissesNoLaterAlarm() {
        notifier("mail", Wishes.EVERYTHING);
        happens(Events.flatlined("f1", "nas"));
        notifiers.remove("mail");
        restart();
        happens(Events.recovered("r1", "nas"));
        notifier("mail", Wishes.EVERYTHING);
        happens(Events.flatlined("f2", "nas"));
        assertThat(told("mail")).containsExactly("Flatlined Host: nas", "Flatlined Host: nas");
    }

    // ---- silences

    @Test
    void whatIsStillWrongWhenASilenceEndsIsToldThen() {
        silence("n*", HOUR);
        happens(Events.flatlined("f1", "nas"));
        happens(Events.restarted("s1", "nas2"));
        passes(HOUR.minusMinutes(1));
        assertThat(told("phone")).isEmpty();
        passes(Duration.ofMinutes(2));
        assertThat(told("phone")).containsExactly("Flatlined Host: nas");
        assertThat(all.get("phone").get(0).at())
                .as("the time at which it happened")
                .isEqualTo(Events.AT);
        happens(Events.recovered("r1", "nas"));
        assertThat(phases("phone")).containsExactly(Phase.PROBLEM, Phase.RECOVERY);
    }

    @Test
    void whatIsOverBeforeASilenceEndsIsNeverTold() {
        silence("nas", HOUR);
        happens(Events.flatlined("f1", "nas"));
        happens(Events.recovered("r1", "nas"));
        passes(HOUR.multipliedBy(2));
        assertThat(told("phone")).isEmpty();
    }

    @Test
    void theEndOfWhatWasToldBeforeIsToldInASilenceToo() {
        happens(Events.flatlined("f1", "nas"));
        silence("nas", HOUR);
        happens(Events.recovered("r1", "nas"));
        happens(Events.flatlined("f2", "nas"));
        assertThat(told("phone")).containsExactly("Flatlined Host: nas", "Recovered Host: nas");
        passes(HOUR.plusMinutes(1));
        assertThat(told("phone")).last().isEqualTo("Flatlined Host: nas");
    }

    @Test
    void aMaintenanceWindowBeginsWhenItSays() {
        silences.add(new Silence(
                "m", HostPattern.of("nas"), now.plus(HOUR), now.plus(HOUR).plus(HOUR), ""));
        happens(Events.flatlined("f1", "nas"));
        happens(Events.recovered("r1", "nas"));
        passes(HOUR);
        happens(Events.flatlined("f2", "nas"));
        assertThat(told("phone")).hasSize(2);
    }

    @Test
    void aSilenceThatIsEndedEarlyIsNoticedWithinASecond() {
        silence("nas", HOUR);
        happens(Events.flatlined("f1", "nas"));
        assertThat(policy.dueMillis(instructions(), now.toEpochMilli()) - now.toEpochMilli())
                .isLessThanOrEqualTo(1_000);
        silences.clear();
        passes(Duration.ofSeconds(1));
        assertThat(told("phone")).containsExactly("Flatlined Host: nas");
        assertThat(policy.dueMillis(instructions(), now.toEpochMilli()))
                .as("nothing to look after any more")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatASilenceHoldsBackSurvivesARestart() {
        silence("nas", HOUR);
        happens(Events.flatlined("f1", "nas"));
        restart();
        passes(HOUR);
        assertThat(told("phone")).containsExactly("Flatlined Host: nas");
        restart();
        passes(HOUR);
        assertThat(told("phone")).hasSize(1);
    }

    // ---- reminders and acknowledgements

    @Test
    void peopleAreRemindedOfWhatIsNotOver() {
        reminded(HOUR.multipliedBy(24));
        happens(Events.flatlined("f1", "nas"));
        passes(HOUR.multipliedBy(23));
        assertThat(told("phone")).hasSize(1);
        passes(HOUR.multipliedBy(1));
        assertThat(told("phone")).containsExactly("Flatlined Host: nas", "Still: Flatlined Host: nas");
        assertThat(all.get("phone").get(1).text()).startsWith("Flatlined Host: nas, for 24 h:\nnas flatlined");
        restart();
        passes(HOUR.multipliedBy(24));
        assertThat(told("phone")).hasSize(3);
        happens(Events.recovered("r1", "nas"));
        passes(HOUR.multipliedBy(240));
        assertThat(told("phone")).hasSize(4).last().isEqualTo("Recovered Host: nas");
    }

    @Test
    void oneReminderTellsOfEverythingThatHasBeenSoForLong() {
        reminded(HOUR.multipliedBy(24));
        happens(Events.flatlined("f1", "nas"));
        passes(HOUR);
        happens(Events.problem("pi", "disk.a", Severity.WARNING));
        passes(HOUR.multipliedBy(22));
        happens(Events.flatlined("f2", "web"));
        passes(HOUR);
        assertThat(told("phone")).last().isEqualTo("Still 2 Problems: nas, pi");
        passes(HOUR.multipliedBy(23));
        assertThat(told("phone")).last().isEqualTo("Still 3 Problems: nas, pi, web");
    }

    @Test
    void nobodyIsRemindedOfAHostThatSaidGoodbye() {
        reminded(HOUR);
        happens(Events.departed("d1", "nas"));
        passes(HOUR.multipliedBy(100));
        assertThat(told("phone")).containsExactly("Departed Host: nas");
    }

    @Test
    void anAcknowledgedProblemIsNotRemindedOfUntilItGetsWorseOrComesAnew() {
        reminded(HOUR);
        happens(Events.problem("nas", "disk.a", Severity.WARNING));
        acknowledge("hardware smart:wwn-1 nas");
        passes(HOUR.multipliedBy(48));
        assertThat(told("phone")).hasSize(1);
        happens(Events.problem("nas", "disk.a", Severity.CRITICAL));
        passes(HOUR);
        assertThat(told("phone")).hasSize(3).last().isEqualTo("Still: Hardware Problem: nas");
        acknowledge("hardware smart:wwn-1 nas");
        happens(Events.cured("nas", "disk.a", Severity.CRITICAL));
        now = now.plus(HOUR);
        happens(Events.problem("nas", "disk.b", Severity.WARNING));
        passes(HOUR);
        assertThat(told("phone")).last().isEqualTo("Still: Hardware Problem: nas");
    }

    @Test
    void aSilenceKeepsRemindersBackToo() {
        reminded(HOUR);
        happens(Events.flatlined("f1", "nas"));
        silence("nas", HOUR.multipliedBy(5));
        passes(HOUR.multipliedBy(4));
        assertThat(told("phone")).hasSize(1);
        passes(HOUR.plusMinutes(30));
        assertThat(told("phone")).hasSize(2);
    }

    // ---- whatever comes

    @Test
    @Tag("slow")
    void downAndUpStrictlyAlternateForEachHostAndNotifierWhateverIsFilteredSilencedAndRestarted() {
        notifier(
                "pager",
                new Wishes(Severity.CRITICAL, Set.of(), List.of(), List.of(HostPattern.of("pi")), Optional.of(HOUR)));
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            all.clear();
            silences.clear();
            ledger = new Ledger();
            restart();
            for (int step = 0; step < 80; step++) {
                switch (random.nextInt(8)) {
                    case 0 -> silence(random.nextBoolean() ? "*" : "nas", Duration.ofMinutes(random.nextInt(90) + 1));
                    case 1 -> silences.clear();
                    case 2 -> restart();
                    case 3 -> passes(Duration.ofMinutes(random.nextInt(90)));
                    default -> happens(anything(random, "step" + step));
                }
            }
            silences.clear();
            passes(HOUR);
            alternates(seed);
        }
    }

    private static HeartbeatEvent anything(Random random, String id) {
        String host = List.of("nas", "pi", "web").get(random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0, 1 -> Events.flatlined(id, host);
            case 2 -> Events.departed(id, host);
            case 3 -> Events.restarted(id, host);
            default -> Events.recovered(id, host);
        };
    }

    private void alternates(int seed) {
        all.forEach((queue, notifications) -> {
            Map<String, Boolean> down = new HashMap<>();
            for (Notification each : notifications) {
                boolean begins = each.phase() == Phase.PROBLEM;
                boolean ends = each.phase() == Phase.RECOVERY || each.type().equals("HOST_RECOVERED");
                if (begins || ends) {
                    Boolean before = down.put(each.host(), begins);
                    assertThat(before).as("seed %d, %s, %s", seed, queue, each).isNotEqualTo(begins);
                    assertThat(before != null || begins)
                            .as("seed %d, %s, %s", seed, queue, each)
                            .isTrue();
                }
            }
            down.forEach((host, itIs) -> assertThat(ledger.book(queue).told().containsKey("host " + host))
                    .as("seed %d, %s believes of %s", seed, queue, host)
                    .isEqualTo(itIs));
            if (queue.equals("phone")) {
                ledger.downHosts()
                        .forEach(host -> assertThat(down)
                                .as("seed %d: in the end phone knows what is so", seed)
                                .containsEntry(host, true));
            }
        });
    }

    // ---- a ledger that a crash has left behind

    @Test
    void theEndOfWhatOnlyTheTableKnowsIsToldToWhomTheBeginningWasTold() {
        notifier("web", wishes(Severity.INFO, "web*"));
        policy.correct(Events.flatlined("f1", "nas"), instructions());
        restart();
        assertThat(all).as("nobody is told again").isEmpty();
        happens(Events.flatlined("f1", "nas"));
        happens(Events.recovered("r1", "nas"));

        assertThat(told("phone")).containsExactly("Recovered Host: nas");
        assertThat(told("web")).as("they never heard of it").isEmpty();
    }

    @Test
    void whatASilenceMayHaveHeldBackIsToldWhenItEndsThoughTheLedgerForgotIt() {
        silence("nas", HOUR);
        policy.correct(Events.flatlined("f1", "nas"), instructions());
        passes(HOUR.plusMinutes(1));

        assertThat(told("phone")).containsExactly("Flatlined Host: nas");
    }

    @Test
    void afterARecoveryThatOnlyTheTableKnowsTheNextFlatlineIsAnIncidentOfItsOwnForAll() {
        notifier("mail", Wishes.EVERYTHING);
        happens(Events.flatlined("f1", "nas"));
        ledger.correctUp("nas");
        restart();
        happens(Events.flatlined("f2", "nas"));

        assertThat(all.values())
                .hasSize(2)
                .allSatisfy(notifications -> assertThat(notifications)
                        .extracting(Notification::incident)
                        .containsExactly("f1", "f2"));
    }

    @Test
    void whoeverIsForgottenIsNewToEveryoneAgain() {
        happens(Events.problem("nas", "disk.a", Severity.CRITICAL));
        silence("nas", HOUR);
        happens(Events.flatlined("f1", "nas"));
        ledger.forget("nas");
        restart();
        passes(HOUR.plusMinutes(1));
        happens(Events.cured("nas", "disk.a", Severity.CRITICAL));
        assertThat(told("phone")).containsExactly("Hardware Problem: nas");
        happens(Events.discovered("n1", "nas"));
        assertThat(phases("phone")).containsExactly(Phase.PROBLEM, Phase.NOTE);
    }

    // ---- how it is told here

    private Policy policy() {
        return new Policy(
                ledger,
                notifiers.entrySet().stream()
                        .map(each -> new GuardedNotifier(
                                each.getKey(), (notification, attempt) -> Outcome.delivered(), each.getValue()))
                        .toList());
    }

    private void notifier(String name, Wishes wishes) {
        notifiers.put(name, wishes);
        restart();
    }

    private void reminded(Duration every) {
        notifier("phone", new Wishes(Severity.INFO, Set.of(), List.of(), List.of(), Optional.of(every)));
    }

    private static Wishes wishes(Severity least, String hosts) {
        return new Wishes(least, Set.of(), List.of(HostPattern.of(hosts)), List.of(), Optional.empty());
    }

    private void restart() {
        ledger = Ledger.parse(ledger.lines());
        policy = policy();
    }

    private void silence(String hosts, Duration duration) {
        silences.add(new Silence("s", HostPattern.of(hosts), now, now.plus(duration), ""));
    }

    private void acknowledge(String subject) {
        acknowledged.put(subject, ledger.problem(subject).orElseThrow().sequence());
    }

    private Instructions instructions() {
        return Instructions.parse(new Instructions(silences, acknowledged).lines());
    }

    private void happens(HeartbeatEvent... events) {
        take(policy.tell(List.of(events), instructions(), now::toEpochMilli));
    }

    /** As the thread does: nothing is asked for before it is due. */
    private void passes(Duration duration) {
        long end = now.plus(duration).toEpochMilli();
        for (long due = due(); due <= end; due = due()) {
            now = Instant.ofEpochMilli(Math.max(due, now.toEpochMilli()));
            take(policy.due(instructions(), now.toEpochMilli()));
            assertThat(due()).as("never busy").isGreaterThan(now.toEpochMilli());
        }
        now = Instant.ofEpochMilli(end);
    }

    private long due() {
        return policy.dueMillis(instructions(), now.toEpochMilli());
    }

    private void take(List<Policy.Told> told) {
        told.forEach(each -> all.computeIfAbsent(each.queue(), any -> new ArrayList<>())
                .add(each.entry().notification()));
    }

    private List<String> told(String queue) {
        return all.getOrDefault(queue, List.of()).stream()
                .map(Notification::title)
                .toList();
    }

    private List<Phase> phases(String queue) {
        return all.getOrDefault(queue, List.of()).stream()
                .map(Notification::phase)
                .toList();
    }
}
