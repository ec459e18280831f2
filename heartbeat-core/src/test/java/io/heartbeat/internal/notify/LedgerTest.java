package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostState;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private Ledger ledger = new Ledger();

    @Test
    void aProblemAndItsEndShareTheIncident() {
        assertThat(tell(Events.flatlined("f1", "nas"))).containsExactly("PROBLEM f1 f1");
        assertThat(tell(Events.recovered("r1", "nas"))).containsExactly("RECOVERY r1 f1");
        assertThat(tell(Events.flatlined("f2", "nas"))).containsExactly("PROBLEM f2 f2");
    }

    @Test
    void whoIsDownIsNotToldDownAgain() {
        tell(Events.flatlined("f1", "nas"));
        assertThat(tell(Events.departed("late goodbye", "nas"))).isEmpty();
        assertThat(tell(Events.flatlined("told again after a crash", "nas"))).isEmpty();
        assertThat(tell(Events.recovered("r1", "nas"))).containsExactly("RECOVERY r1 f1");
        assertThat(tell(Events.departed("d1", "nas"))).containsExactly("PROBLEM d1 d1");
        assertThat(tell(Events.flatlined("f2", "nas"))).isEmpty();
    }

    @Test
    void whoIsUpIsNotToldUpAgain() {
        assertThat(tell(Events.recovered("r1", "nas"))).isEmpty();
        tell(Events.flatlined("f1", "nas"));
        tell(Events.recovered("r2", "nas"));
        assertThat(tell(Events.recovered("r3", "nas"))).isEmpty();
    }

    @Test
    void thatAHostFlapsIsOneMoreProblemOfItAndSoIsThatItStaysDown() {
        assertThat(tell(Events.flapping("c1", "nas"))).containsExactly("PROBLEM c1 c1");
        assertThat(tell(Events.flapping("c2", "nas"))).isEmpty();
        ledger = Ledger.parse(ledger.lines());
        assertThat(ledger.flappingHosts()).containsExactly("nas");
        assertThat(tell(Events.flatlined("f1", "nas"))).containsExactly("PROBLEM f1 c1");
        assertThat(tell(Events.flatlined("f2", "nas"))).isEmpty();
        assertThat(tell(Events.departed("d1", "nas"))).isEmpty();
        assertThat(tell(Events.flapping("c3", "nas"))).containsExactly("PROBLEM c3 c1");
        assertThat(tell(Events.flatlined("f1", "nas"))).isEmpty();
        assertThat(tell(Events.departed("d2", "nas"))).containsExactly("PROBLEM d2 c1");
        assertThat(tell(Events.recovered("r1", "nas"))).containsExactly("RECOVERY r1 c1");
    }

    @Test
    void aHostThatWasToldDownAndFlapsRecoversOnce() {
        tell(Events.flatlined("f1", "nas"));
        assertThat(tell(Events.flapping("c1", "nas"))).containsExactly("PROBLEM c1 f1");
        assertThat(tell(Events.recovered("r1", "nas"))).containsExactly("RECOVERY r1 f1");
        assertThat(tell(Events.recovered("r2", "nas"))).isEmpty();
    }

    @Test
    void hostsDoNotMix() {
        tell(Events.flatlined("f1", "nas"));
        assertThat(tell(Events.flatlined("f2", "pi"))).containsExactly("PROBLEM f2 f2");
        assertThat(tell(Events.recovered("r1", "nas"))).containsExactly("RECOVERY r1 f1");
    }

    @Test
    void aHostThatIsNewOrRestartsIsUp() {
        assertThat(tell(Events.discovered("n1", "nas"))).containsExactly("NOTE n1 n1");
        tell(Events.flatlined("f1", "nas"));
        assertThat(tell(Events.discovered("n2", "nas"))).containsExactly("RECOVERY n2 f1");
        assertThat(tell(Events.recovered("r1", "nas"))).isEmpty();
        tell(Events.flatlined("f2", "nas"));
        assertThat(tell(Events.restarted("s1", "nas"))).containsExactly("RECOVERY s1 f2");
        assertThat(tell(Events.restarted("s2", "nas"))).containsExactly("NOTE s2 s2");
    }

    @Test
    void aHostThatWasToldNewAndThenDownIsUpWhenAMonitorWithoutMemoryDiscoversItAgain() {
        tell(discovered(0));
        assertThat(tell(discovered(1))).as("it is known").isEmpty();
        tell(Events.flatlined("f1", "nas"));

        assertThat(tell(discovered(2)))
                .singleElement()
                .asString()
                .startsWith("RECOVERY n1-")
                .endsWith(" f1");
    }

    @Test
    void aHostThatWasForgottenIsNewAgain() {
        tell(discovered(0));
        ledger.forget("nas");

        assertThat(tell(discovered(1))).singleElement().asString().startsWith("NOTE n1-");
    }

    private static HeartbeatEvent discovered(int second) {
        return new HostDiscovered("n1", "nas", Events.AT.plusSeconds(second), Duration.ofSeconds(2), "192.0.2.7", true);
    }

    @Test
    void aNoteIsToldOnce() {
        assertThat(tell(Events.restarted("s1", "nas"))).hasSize(1);
        assertThat(tell(Events.restarted("s1", "nas"))).isEmpty();
        assertThat(tell(Events.discovered("n1", "nas"))).hasSize(1);
        assertThat(tell(Events.discovered("n1", "nas"))).isEmpty();
    }

    @Test
    void suspicionIsForListenersOnly() {
        assertThat(tell(new HostLate("l", "nas", Events.AT, Events.AT, Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void aConditionIsToldAgainOnlyWhenItGetsWorse() {
        assertThat(tell(Events.problem("nas", "disk.a", Severity.WARNING))).hasSize(1);
        String incident = incidentOf("hardware smart:wwn-1 nas");
        assertThat(tell(Events.problem("nas", "disk.a", Severity.WARNING))).isEmpty();
        assertThat(tell(Events.problem("pi", "disk.a", Severity.WARNING))).hasSize(1);
        assertThat(tell(Events.problem("nas", "disk.a", Severity.CRITICAL)))
                .singleElement()
                .asString()
                .startsWith("PROBLEM")
                .endsWith(incident);
        assertThat(tell(Events.problem("nas", "disk.a", Severity.WARNING))).isEmpty();
        assertThat(tell(Events.cured("nas", "disk.a", Severity.CRITICAL)))
                .singleElement()
                .asString()
                .startsWith("RECOVERY")
                .endsWith(incident);
        assertThat(tell(Events.cured("nas", "disk.a", Severity.CRITICAL))).isEmpty();
    }

    @Test
    void aConditionThatCameAnewIsToldEvenIfItsEndWasNot() {
        tell(Events.problem("nas", "disk.a", Severity.CRITICAL));
        String incident = incidentOf("hardware smart:wwn-1 nas");
        ledger = Ledger.parse(ledger.lines());
        HardwareProblem before = (HardwareProblem) Events.problem("nas", "disk.a", Severity.WARNING);
        HeartbeatEvent anew = monthsLater(before);
        assertThat(tell(before)).isEmpty();
        assertThat(tell(anew)).singleElement().asString().startsWith("PROBLEM").endsWith(incident);
        assertThat(tell(anew)).isEmpty();
    }

    private static HeartbeatEvent monthsLater(HardwareProblem problem) {
        HardwareCondition old = problem.condition();
        Duration months = Duration.ofDays(99);
        HardwareCondition anew = new HardwareCondition(
                old.component(),
                old.label(),
                old.code(),
                old.severity(),
                old.message(),
                old.advice(),
                old.reading(),
                old.since().plus(months));
        return HardwareProblem.of(problem.host(), problem.at().plus(months), anew, true);
    }

    @Test
    void aStrangeCodeDoesNotMakeTheLedgerUnreadable() {
        tell(Events.problem("nas", "a=b", Severity.WARNING));
        assertThat(Ledger.parse(ledger.lines()).lines()).isEqualTo(ledger.lines());
    }

    @Test
    void aComponentHasRecoveredWhenAllOfItsConditionsAreOver() {
        tell(Events.problem("nas", "disk.a", Severity.CRITICAL));
        String incident = incidentOf("hardware smart:wwn-1 nas");
        assertThat(tell(Events.problem("nas", "disk.b", Severity.WARNING)))
                .singleElement()
                .asString()
                .startsWith("PROBLEM")
                .endsWith(incident);
        assertThat(tell(Events.cured("nas", "disk.a", Severity.CRITICAL))).isEmpty();
        assertThat(tell(Events.cured("nas", "disk.a", Severity.CRITICAL))).isEmpty();
        ledger = Ledger.parse(ledger.lines());
        assertThat(tell(Events.problem("nas", "disk.b", Severity.WARNING))).isEmpty();
        assertThat(tell(Events.cured("nas", "disk.b", Severity.WARNING)))
                .singleElement()
                .asString()
                .startsWith("RECOVERY")
                .endsWith(incident);
        assertThat(tell(Events.problem("nas", "disk.a", Severity.WARNING))).hasSize(1);
    }

    @Test
    void anEndThatIsNotToldChangesWhatIsWrittenDown() {
        tell(Events.problem("nas", "disk.a", Severity.CRITICAL));
        tell(Events.problem("nas", "disk.b", Severity.CRITICAL));
        assertThat(ledger.takeChanged()).isTrue();
        assertThat(ledger.takeChanged()).isFalse();
        tell(Events.cured("nas", "disk.b", Severity.CRITICAL));
        assertThat(ledger.takeChanged()).isTrue();
    }

    @Test
    void theVerySameEventIsToldOnceButWhatHappensAgainIsToldAgainUnderAnotherId() {
        HeartbeatEvent first = new HostDeparted("d1", "nas", Events.AT);
        HeartbeatEvent later = new HostDeparted("d1", "nas", Events.AT.plusSeconds(60));
        tell(first);
        tell(Events.recovered("r1", "nas"));

        assertThat(tell(first)).isEmpty();
        assertThat(tell(later)).containsExactly("PROBLEM d1-3 d1-3");
    }

    @Test
    void isolationAlternatesForEachMonitorAndIsNotTheHostOfThatName() {
        tell(Events.flatlined("f1", "nas"));
        assertThat(tell(new MonitorIsolated("i1", "nas", Events.AT, 2, 3, "no link")))
                .containsExactly("PROBLEM i1 i1");
        assertThat(tell(new MonitorIsolated("i2", "nas", Events.AT, 2, 3, "no link")))
                .isEmpty();
        assertThat(tell(new MonitorRejoined("j1", "nas", Events.AT, Duration.ofSeconds(9))))
                .containsExactly("RECOVERY j1 i1");
    }

    @Test
    void aMonitorThatDiedIsolatedIsIsolatedAnewThoughItNeverRejoined() {
        tell(new MonitorIsolated("i1", "nas", Events.AT, 2, 3, "no link"));
        assertThat(tell(new MonitorIsolated("i2", "nas", Events.AT.plusSeconds(60), 2, 3, "no link")))
                .containsExactly("PROBLEM i2 i1");
    }

    @Test
    void itIsTheSameAfterARestart() {
        tell(Events.flatlined("f1", "nas box"));
        tell(Events.problem("nas", "disk.a", Severity.WARNING));
        tell(Events.restarted("s1", "pi"));
        Ledger reread = Ledger.parse(ledger.lines());

        assertThat(reread.lines()).isEqualTo(ledger.lines());
        assertThat(reread.sequence()).isEqualTo(3);
        ledger = reread;
        assertThat(tell(Events.flatlined("f2", "nas box"))).isEmpty();
        assertThat(tell(Events.restarted("s1", "pi"))).isEmpty();
        assertThat(tell(Events.problem("nas", "disk.a", Severity.WARNING))).isEmpty();
        assertThat(tell(Events.problem("nas", "disk.a", Severity.CRITICAL))).hasSize(1);
    }

    @Test
    void whatAnotherVersionWroteIsRefused() {
        assertThatThrownBy(() -> Ledger.parse(List.of("silence\tnas"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 999_999_999_999L, Long.MAX_VALUE})
    void aNumberAfterWhichNoEntryCouldBeNamedIsRefused(long sequence) {
        assertThatThrownBy(() -> Ledger.parse(List.of("sequence\t" + sequence)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyOpenProblemsAndTheLastIdsAreKept() {
        for (int i = 0; i < 3_000; i++) {
            tell(Events.flatlined("f" + i, "host" + i));
            tell(Events.recovered("r" + i, "host" + i));
        }
        assertThat(ledger.lines()).hasSize(1 + Ledger.RECENT);
    }

    /** Whatever comes, in whatever order, how often, and with crashes in between. */
    @Test
    void problemAndRecoveryStrictlyAlternate() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            ledger = new Ledger();
            Map<String, Phase> last = new HashMap<>();
            Map<String, String> incident = new HashMap<>();
            Set<String> ids = new HashSet<>();
            Set<String> flapped = new HashSet<>();
            List<HeartbeatEvent> history = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                HeartbeatEvent event = !history.isEmpty() && random.nextInt(4) == 0
                        ? history.get(random.nextInt(history.size()))
                        : random(random, step);
                history.add(event);
                if (random.nextInt(10) == 0) {
                    ledger = Ledger.parse(ledger.lines());
                }
                ledger.tell(event, 0).map(OutboxEntry::notification).ifPresent(told -> {
                    assertThat(ids.add(told.id())).as(told.id()).isTrue();
                    if (told.phase() != Phase.NOTE) {
                        Phase before = last.put(told.host(), told.phase());
                        boolean wasFlapping = flapped.contains(told.host());
                        if (before != Phase.PROBLEM) {
                            assertThat(told.phase()).isEqualTo(Phase.PROBLEM);
                        } else if (told.phase() == Phase.PROBLEM) {
                            assertThat(told.type().equals("HOST_FLAPPING")).isNotEqualTo(wasFlapping);
                        }
                        if (told.type().equals("HOST_FLAPPING")) {
                            flapped.add(told.host());
                        } else {
                            flapped.remove(told.host());
                        }
                        String opened = incident.put(told.host(), told.incident());
                        assertThat(told.phase() == Phase.RECOVERY
                                        && !told.incident().equals(opened))
                                .isFalse();
                    }
                });
                boolean down = ledger.lines().stream()
                        .anyMatch(line -> (line + "\t").contains("\thost " + event.host() + "\t"));
                if (event instanceof HostDeparted && history.indexOf(event) == history.size() - 1) {
                    assertThat(down).as("seed %d, after %s", seed, event).isTrue();
                }
            }
        }
    }

    private static HeartbeatEvent random(Random random, int step) {
        String host = random.nextBoolean() ? "nas" : "pi";
        String id = random.nextInt(5) == 0 ? "id" + random.nextInt(10) : "step" + step;
        Instant at = Events.AT.plusSeconds(step);
        return switch (random.nextInt(7)) {
            case 6 -> new HostFlapping(id, host, at, 3, Duration.ofMinutes(9));
            case 0 -> Events.flatlined(id, host);
            case 1 -> new HostDeparted(id, host, at);
            case 2 -> Events.discovered(id, host);
            case 3 -> Events.restarted(id, host);
            default -> new HostRecovered(id, host, at, Duration.ofMinutes(2), HostState.FLATLINED, true);
        };
    }

    private List<String> tell(HeartbeatEvent event) {
        return ledger.tell(event, 0).map(OutboxEntry::notification).stream()
                .map(LedgerTest::brief)
                .toList();
    }

    private static String brief(Notification told) {
        return told.phase() + " " + told.id() + " " + told.incident();
    }

    private String incidentOf(String subject) {
        return ledger.lines().stream()
                .filter(line -> line.startsWith("open\t") && (line + "\t").contains("\t" + subject + "\t"))
                .map(line -> line.split("\t", -1)[1])
                .findFirst()
                .orElseThrow();
    }
}
