package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.HOST;
import static io.heartbeat.internal.hardware.WatchedHardware.START;
import static io.heartbeat.internal.hardware.WatchedHardware.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Thousands of random lives of a few disks. */
class RandomHardwareTest {
    private static final int LIVES = 500;
    private static final int CHECKS = 40;
    private static final List<String> PARTS = List.of("a", "b", "c");
    private static final Map<String, Integer> CODES = Map.of("fact", 1, "blip", 2, "noise", 3);

    /** Not the unsupported: such a component is forgotten when it goes. */
    private static final List<ComponentState> STATES = List.of(
            ComponentState.OK,
            ComponentState.WARNING,
            ComponentState.CRITICAL,
            ComponentState.UNKNOWN,
            ComponentState.SLEEPING);

    private final Random random = new Random(20_261_122);

    @Test
    void restartsAndCrashesAreInvisible() {
        for (int life = 0; life < LIVES; life++) {
            HardwareEngine steady = engine(List.of());
            HardwareEngine restarted = engine(List.of());
            List<HeartbeatEvent> expected = new ArrayList<>();
            Map<String, HeartbeatEvent> told = new LinkedHashMap<>();
            for (int i = 0; i < CHECKS; i++) {
                long now = START + i * 60_000L;
                HardwareReport report = report();
                boolean recheck = take(steady, report, now);
                steady.tell(now, expected::add);

                assertThat(take(restarted, report, now)).isEqualTo(recheck);
                if (random.nextInt(10) == 0) { // it crashes when some or all are told, but not written down as told
                    List<String> writtenAhead = restarted.memory();
                    List<HeartbeatEvent> accepted = new ArrayList<>();
                    restarted.tell(now, accepted::add);
                    int stored = random.nextInt(accepted.size() + 1);
                    accepted.subList(0, stored).forEach(event -> told.putIfAbsent(event.id(), event));
                    restarted = engine(writtenAhead);
                }
                restarted.tell(now, event -> told.putIfAbsent(event.id(), event));
                if (random.nextInt(5) == 0) {
                    restarted = engine(restarted.memory());
                    assertThat(restarted.hasNews()).isFalse();
                }
            }
            assertThat(restarted.memory()).isEqualTo(steady.memory());
            assertThat(told.values()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void problemAndRecoveryAlternateAndNoneIsLost() {
        for (int life = 0; life < LIVES; life++) {
            HardwareEngine engine = engine(List.of());
            Map<String, Severity> open = new HashMap<>();
            for (int i = 0; i < CHECKS; i++) {
                long now = START + i * 60_000L;
                take(engine, report(), now);
                engine.tell(now, event -> follow(event, open));
                Set<String> shown = engine.components(false).stream()
                        .flatMap(view -> view.conditions().stream())
                        .map(RandomHardwareTest::key)
                        .collect(Collectors.toSet());
                assertThat(shown.equals(open.keySet())).isTrue();
            }
            for (int i = 0; i < 2; i++) {
                List<ComponentReport> well =
                        PARTS.stream().map(part -> WatchedHardware.part(part)).toList();
                engine.take(TYPE, HardwareReport.complete(well), START + CHECKS * 60_000L);
                engine.tell(START + CHECKS * 60_000L, event -> follow(event, open));
            }
            assertThat(open).isEmpty();
            assertThat(engine.conditions()).isEmpty();
        }
    }

    private static void follow(HeartbeatEvent event, Map<String, Severity> open) {
        if (event instanceof HardwareProblem problem) {
            Severity before = open.put(key(problem.condition()), problem.severity());
            assertThat(before).isNotEqualTo(Severity.CRITICAL).isNotEqualTo(problem.severity());
        } else {
            assertThat(open.remove(key(((HardwareRecovered) event).condition())))
                    .isNotNull();
        }
    }

    private static String key(HardwareCondition condition) {
        return condition.component() + " " + condition.code();
    }

    /** Told as soon as the last looks say so, judged anew from all looks there were. */
    @Test
    void aConditionIsToldExactlyWhenItsHistorySaysSo() {
        for (int life = 0; life < LIVES; life++) {
            int enough = 1 + random.nextInt(4);
            int criticalEnough = 1 + random.nextInt(4);
            List<Integer> looks = new ArrayList<>();
            WatchedHardware watch = new WatchedHardware();
            int level = 0;
            for (int i = 0; i < CHECKS; i++) {
                int look = Math.max(0, random.nextInt(5) - 2);
                looks.add(look);
                Condition condition = look == 2
                        ? WatchedHardware.burning().confirmedBy(criticalEnough)
                        : WatchedHardware.hot().confirmedBy(enough);
                watch.check(look == 0 ? WatchedHardware.part("a") : WatchedHardware.part("a", condition));
                List<String> expected = new ArrayList<>();
                if (level > 0 && last(looks, 2, 0, 0)) {
                    level = 0;
                    expected.add("over a hot");
                    looks.clear();
                } else if (level < 2 && last(looks, criticalEnough, 2, 2)) {
                    level = 2;
                    expected.add("CRITICAL a hot");
                } else if (level == 0 && last(looks, look == 2 ? criticalEnough : enough, 1, 2)) {
                    level = 1;
                    expected.add("WARNING a hot");
                }
                List<String> told = watch.told();
                if (!told.equals(expected)) {
                    assertThat(told).as("%s", looks).isEqualTo(expected);
                }
            }
        }
    }

    private static boolean last(List<Integer> looks, int number, int least, int most) {
        return looks.size() >= number
                && looks.subList(looks.size() - number, looks.size()).stream()
                        .allMatch(look -> look >= least && look <= most);
    }

    private static HardwareEngine engine(List<String> memory) {
        return new HardwareEngine(HOST, List.of(TYPE), memory);
    }

    private static boolean take(HardwareEngine engine, HardwareReport report, long now) {
        return report.problem().equals("failed")
                ? engine.failed(TYPE, report.problem(), now)
                : engine.take(TYPE, report, now);
    }

    private HardwareReport report() {
        List<ComponentReport> components = PARTS.stream()
                .filter(part -> random.nextInt(5) > 0)
                .map(this::component)
                .toList();
        String problem = List.of("", "", "", "", "overlooked", "failed").get(random.nextInt(6));
        return new HardwareReport(components, problem);
    }

    private ComponentReport component(String id) {
        List<Condition> conditions = CODES.entrySet().stream()
                .filter(code -> random.nextInt(3) == 0)
                .map(code -> new Condition(
                        code.getKey(),
                        random.nextInt(3) == 0 ? Severity.CRITICAL : Severity.WARNING,
                        "wrong by " + random.nextInt(3),
                        "",
                        "",
                        code.getValue()))
                .toList();
        ComponentState state = random.nextInt(2) == 0 ? ComponentState.OK : STATES.get(random.nextInt(STATES.size()));
        return new ComponentReport(id, "Disk " + id, state, "", conditions, List.of());
    }
}
