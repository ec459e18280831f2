package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareMonitorFactory;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each of these plug-ins is bad in its own way, and the contract says in which. */
class HardwareMonitorContractTest {

    @Test
    void a_good_one_passes() {
        assertThatCode(() -> contract(context -> {
                            double grown = context.growth("disk-1", "errors", 7, Duration.ofDays(1));
                            boolean hot = context.isOpen("disk-1", "hot");
                            return HardwareReport.complete(List.of(
                                    ComponentReport.checked(
                                            "disk-1",
                                            "disk 1",
                                            grown > 0 || hot ? List.of(Condition.warning("hot", "is hot")) : List.of(),
                                            List.of(Reading.counter("errors", 7))),
                                    ComponentReport.sleeping("disk-2", "disk 2"),
                                    ComponentReport.unknown("disk-3", "disk 3", "permission denied: run as root")));
                        })
                        .verifyBehaviour())
                .doesNotThrowAnyException();
    }

    @Test
    void the_factory_keeps_what_every_factory_must() {
        fails(
                HardwareMonitorContract.of(factory("x", settings -> null)),
                "create must not return null without settings");
        fails(HardwareMonitorContract.of(factory("SMART", settings -> reports())), "type() must be lower-case letters");
        fails(
                HardwareMonitorContract.of(factory("x", settings -> {
                    throw new IllegalStateException("no sensors here");
                })),
                "instead of throwing, but without settings it threw java.lang.IllegalStateException: no sensors here");
    }

    @Test
    void check_returns_a_report() {
        fails(contract(context -> null), "check must return a report with the given settings, but it returned null");
        fails(
                contract(context -> HardwareReport.complete(List.of(ComponentReport.checked(
                        "a", "a", List.of(), List.of(Reading.gauge("load", Double.NaN, Reading.Unit.PERCENT)))))),
                "but it threw java.lang.IllegalArgumentException: load must be finite, but is NaN");
        fails(
                contract(context -> HardwareReport.complete(List.of(ComponentReport.sleeping("a b", "a b")))),
                "but it threw java.lang.IllegalArgumentException: 'a b' is no component id");
    }

    @Test
    void ids_are_stable_unique_few_and_not_the_core_s_own() {
        fails(
                contract(context -> HardwareReport.complete(
                        List.of(ComponentReport.sleeping(UUID.randomUUID().toString(), "disk")))),
                "component ids must be the same at every check and after every restart");
        fails(
                contract(reports(ComponentReport.sleeping("a", "one"), ComponentReport.sleeping("a", "two"))),
                "a report must have each component id once, but 'a' comes twice");
        fails(contract(reports(ComponentReport.sleeping("monitor", "m"))), "id 'monitor' belongs to the core");
        fails(
                contract(reports(IntStream.range(0, 1_001)
                        .mapToObj(number -> ComponentReport.sleeping("disk-" + number, "disk"))
                        .toArray(ComponentReport[]::new))),
                "the core keeps at most 1000 components, but there are 1001");
    }

    @Test
    void ids_are_stable_over_a_restart() {
        fails(
                HardwareMonitorContract.of(factory("x", settings -> {
                    String id = UUID.randomUUID().toString();
                    return context -> HardwareReport.complete(List.of(ComponentReport.sleeping(id, "disk")));
                })),
                "component ids must be the same at every check and after every restart");
    }

    @Test
    void components_are_sound() {
        Condition hot = Condition.warning("hot", "is hot");
        fails(contract(reports(ComponentReport.sleeping("a", " "))), "the label of component 'a' must tell people");
        fails(
                contract(reports(ComponentReport.checked("a", "a", List.of(hot, hot), List.of()))),
                "each condition code once, but of component 'a', but 'hot' comes twice");
        fails(
                contract(reports(ComponentReport.checked(
                        "a", "a", List.of(), List.of(Reading.counter("n", 1), Reading.counter("n", 2))))),
                "each reading name once, but of component 'a', but 'n' comes twice");
        fails(
                contract(reports(ComponentReport.checked("a", "a", List.of(Condition.warning("hot", "")), List.of()))),
                "condition 'hot' of component 'a' must have a message for people");
    }

    @Test
    void the_state_follows_from_the_conditions_and_is_explained() {
        List<Condition> hot = List.of(Condition.warning("hot", "is hot"));
        for (ComponentState state : List.of(
                ComponentState.OK, ComponentState.CRITICAL, ComponentState.SLEEPING, ComponentState.UNSUPPORTED)) {
            fails(
                    contract(reports(new ComponentReport("a", "a", state, "why", hot, List.of()))),
                    "the state of component 'a' must follow from its conditions, but is " + state);
        }
        fails(
                contract(reports(new ComponentReport("a", "a", ComponentState.WARNING, "", List.of(), List.of()))),
                "must follow from its conditions, but is WARNING");
        fails(
                contract(reports(ComponentReport.unsupported("a", "a", ""))),
                "the note of component 'a' must say why it is UNSUPPORTED");
    }

    @Test
    void what_is_asked_of_the_context_makes_sense() {
        HardwareReport report = HardwareReport.complete(List.of(
                ComponentReport.checked("a", "a", List.of(), List.of(Reading.gauge("errors", 7, Reading.Unit.COUNT)))));
        fails(
                contract(context -> {
                    context.growth("a", "errors", 7, Duration.ofDays(30));
                    return report;
                }),
                "growth was asked of 'errors', which component 'a' does not report as a reading of kind COUNTER",
                "growth was asked for a window of PT720H, but it must be above 0 and at most PT168H");
        fails(
                contract(context -> {
                    context.isOpen("x:a", "is Hot");
                    return report;
                }),
                "asked about component 'x:a', which the report does not have",
                "isOpen was asked about 'is Hot', which is no condition code");
    }

    @Test
    void an_interrupt_ends_a_check_and_makes_nothing_missing() {
        fails(
                contract(context -> Thread.interrupted()
                        ? HardwareReport.complete(List.of())
                        : HardwareReport.complete(List.of(ComponentReport.sleeping("a", "a")))),
                "an interrupted check must throw, or say that its report is partial");
        fails(
                contract(context -> {
                    Instant end = Instant.now().plusSeconds(Thread.interrupted() ? 8 : 0);
                    while (Instant.now().isBefore(end)) {
                        Thread.onSpinWait();
                    }
                    return HardwareReport.complete(List.of());
                }),
                "check must end when its thread is interrupted at the deadline, but has not within 5 s");
    }

    @Test
    void secrets_are_shown_nowhere() {
        fails(
                HardwareMonitorContract.of(factory("x", settings -> {
                            String password = settings.secret("password").reveal();
                            return context -> HardwareReport.partial(List.of(), "login with " + password + " failed");
                        }))
                        .with("password", "correct-horse-battery"),
                "a secret must never be shown, but a report holds 'password'");
    }

    @Test
    void close_leaves_no_thread() {
        List<Timer> kept = new ArrayList<>(); // a timer that nobody holds ends its thread by itself
        fails(
                HardwareMonitorContract.of(factory("x", settings -> {
                    kept.add(new Timer("poller", false));
                    return context -> HardwareReport.partial(List.of(), "waits for " + kept);
                })),
                "after close() no thread may keep the JVM from exiting, but these do: [poller");
        kept.forEach(Timer::cancel);
    }

    private static HardwareMonitor reports(ComponentReport... components) {
        return context -> HardwareReport.complete(List.of(components));
    }

    private static HardwareMonitorContract contract(HardwareMonitor monitor) {
        return HardwareMonitorContract.of(factory("good", settings -> monitor));
    }

    private static HardwareMonitorFactory factory(String type, Function<PluginSettings, HardwareMonitor> create) {
        return new HardwareMonitorFactory() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public HardwareMonitor create(PluginSettings settings) {
                return create.apply(settings);
            }
        };
    }

    private static void fails(HardwareMonitorContract contract, String... findings) {
        assertThatThrownBy(contract::verifyBehaviour)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks the contract of a hardware monitor:\n  - ")
                .hasMessageContainingAll(findings);
    }
}
