package io.heartbeat.testkit;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareMonitorFactory;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import io.heartbeat.testkit.FactoryContract.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the core relies on in a hardware monitor. Every plug-in should verify it in one of its tests:
 *
 * <pre>{@code
 * HardwareMonitorContract.of(new BatteryMonitorFactory())
 *         .with("directory", sampleFiles.toString())
 *         .verify();
 * }</pre>
 *
 * <p>With the given settings checks must succeed, on a directory of sample files for example, and nothing must change meanwhile. Verified are the type, the keys and what comes of wrong values, the form of reports and that component ids stay the same,
 * what is asked of the context, the answer to an interrupt, closing, and that {@code ServiceLoader} finds the factory, on the class
 * path and (if the plug-in is a module) on the module path. That takes seconds.
 */
public final class HardwareMonitorContract {
    private static final int MOST_COMPONENTS = 1_000;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_READINGS = 64;
    private static final String RESERVED = "monitor";
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final HardwareMonitorFactory factory;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private final Caller caller = new Caller();
    private final FactoryContract<HardwareMonitor> creations;

    private HardwareMonitorContract(HardwareMonitorFactory factory) {
        this.factory = factory;
        creations = new FactoryContract<>(
                factory::type, settings -> Collections.singletonList(factory.create(settings)), caller, findings);
    }

    /** The contract of this factory and of the monitor that it makes. */
    public static HardwareMonitorContract of(HardwareMonitorFactory factory) {
        return new HardwareMonitorContract(factory);
    }

    /** Adds a setting that is needed to check. */
    public HardwareMonitorContract with(String key, String value) {
        given.put(key, value);
        return this;
    }

    /**
     * Verifies all of it.
     *
     * @throws AssertionError naming everything that breaks the contract
     */
    public void verify() {
        Packaging.verify(HardwareMonitorFactory.class, factory.getClass(), findings);
        verifyBehaviour();
    }

    /** Verifies all but the packaging. */
    void verifyBehaviour() {
        creations.verify(given).ifPresent(this::verifyChecks);
        List<String> threads = caller.threadsLeft();
        findings.expect(
                threads.isEmpty(), "after close() no thread may keep the JVM from exiting, but these do: " + threads);
        findings.throwIfAny(factory.getClass().getName(), "a hardware monitor");
    }

    private void verifyChecks(Creation<HardwareMonitor> creation) {
        TestContext memory = new TestContext();
        Set<String> known = check(creation, memory);
        Creation<HardwareMonitor> restarted = creations.create("with the given settings", given, Map.of());
        for (Creation<HardwareMonitor> again : List.of(creation, restarted)) {
            Set<String> ids = check(again, memory.advance(INTERVAL));
            findings.expect(
                    ids.equals(known),
                    "component ids must be the same at every check and after every restart, but first there are "
                            + known + " and then " + ids);
        }
        verifyInterrupted(creation, known);
        creations.close(creation);
        creations.close(restarted);
    }

    /** Checks once, and remembers. Returns the ids that were reported. */
    private Set<String> check(Creation<HardwareMonitor> creation, TestContext memory) {
        HardwareMonitor monitor = creation.made().get(0);
        Questions questions = new Questions(memory, memory.deadline());
        Call<HardwareReport> call = caller.call(() -> monitor.check(questions));
        creation.secrets().verifyAbsent(call.thrown(), "what check throws", findings);
        creation.secrets().verifyAbsent(monitor.toString(), "toString()", findings);
        if (call.result().isEmpty()) {
            findings.add("check must return a report with the given settings, but it " + call.outcome());
            return Set.of();
        }
        HardwareReport report = call.result().get();
        creation.secrets().verifyAbsent(report.toString(), "a report", findings);
        verifyReport(report);
        questions.verify(report, findings);
        memory.remember(report);
        return ids(report);
    }

    private static Set<String> ids(HardwareReport report) {
        return report.components().stream().map(ComponentReport::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private void verifyReport(HardwareReport report) {
        expectDistinct(
                "a report must have each component id once",
                report.components().stream().map(ComponentReport::id));
        expectAtMost(MOST_COMPONENTS, "components", report.components().size());
        report.components().forEach(this::verifyComponent);
    }

    private void verifyComponent(ComponentReport component) {
        String of = " of component '" + component.id() + "'";
        findings.expect(!component.id().equals(RESERVED), "the component id '" + RESERVED + "' belongs to the core");
        findings.expect(
                !component.label().isBlank(), "the label" + of + " must tell people which part it is, but is empty");
        expectDistinct(
                "a component must have each condition code once, but" + of,
                component.conditions().stream().map(Condition::code));
        expectDistinct(
                "a component must have each reading name once, but" + of,
                component.readings().stream().map(Reading::name));
        expectAtMost(MOST_CONDITIONS, "conditions" + of, component.conditions().size());
        expectAtMost(MOST_READINGS, "readings" + of, component.readings().size());
        component
                .conditions()
                .forEach(condition -> findings.expect(
                        !condition.message().isBlank(),
                        "condition '" + condition.code() + "'" + of + " must have a message for people"));
        verifyState(component, of);
    }

    private void verifyState(ComponentReport component, String of) {
        boolean critical =
                component.conditions().stream().anyMatch(condition -> condition.severity() == Severity.CRITICAL);
        boolean warning = !component.conditions().isEmpty() && !critical;
        boolean matches = switch (component.state()) {
            case OK -> !warning && !critical;
            case WARNING -> warning;
            case CRITICAL -> critical;
            case SLEEPING, UNSUPPORTED -> component.conditions().isEmpty();
            case UNKNOWN -> true;
        };
        findings.expect(
                matches,
                "the state" + of + " must follow from its conditions, but is " + component.state() + " with "
                        + component.conditions());
        boolean explains =
                component.state() == ComponentState.UNKNOWN || component.state() == ComponentState.UNSUPPORTED;
        findings.expect(
                !explains || !component.note().isBlank(),
                "the note" + of + " must say why it is " + component.state() + " and what to do, but is empty");
    }

    private void expectDistinct(String demand, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name))
                .forEach(name -> findings.add(demand + ", but '" + name + "' comes twice"));
    }

    private void expectAtMost(int most, String what, int number) {
        findings.expect(number <= most, "the core keeps at most " + most + " " + what + ", but there are " + number);
    }

    /** What the core does to a check that has not ended at its deadline. */
    private void verifyInterrupted(Creation<HardwareMonitor> creation, Set<String> known) {
        Questions questions = new Questions(new TestContext(), Instant.now());
        Call<HardwareReport> call = caller.interruptedAfter(
                Duration.ZERO, () -> creation.made().get(0).check(questions));
        findings.expect(
                call.over(),
                "check must end when its thread is interrupted at the deadline, but has not within "
                        + Caller.GRACE.toSeconds() + " s");
        call.result()
                .filter(report -> report.problem().isEmpty())
                .ifPresent(report -> findings.expect(
                        ids(report).equals(known),
                        "an interrupted check must throw, or say that its report is partial: complete, but with "
                                + ids(report) + " of " + known + ", it makes parts missing"));
    }

    /** A context that remembers what it was asked. */
    private static final class Questions implements CheckContext {
        private record Growth(String component, String reading) {}

        private final TestContext memory;
        private final Instant deadline;
        private final Set<String> components = new TreeSet<>();
        private final Set<String> codes = new TreeSet<>();
        private final Set<Growth> growths = new HashSet<>();
        private final Set<Duration> windows = new HashSet<>();

        Questions(TestContext memory, Instant deadline) {
            this.memory = memory;
            this.deadline = deadline;
        }

        @Override
        public Instant deadline() {
            return deadline;
        }

        @Override
        public synchronized boolean isOpen(String component, String code) {
            components.add(component);
            codes.add(code);
            return memory.isOpen(component, code);
        }

        @Override
        public synchronized double growth(String component, String reading, double now, Duration window) {
            components.add(component);
            growths.add(new Growth(component, reading));
            windows.add(window);
            return memory.growth(component, reading, now, window);
        }

        /** Questions that can only be slips of the pen, because the answer would always be the same. */
        synchronized void verify(HardwareReport report, Findings findings) {
            Set<String> reported = ids(report);
            components.stream()
                    .filter(component -> !reported.contains(component))
                    .forEach(component -> findings.add("the context was asked about component '" + component
                            + "', which the report does not have: ids are those of the report, without the type"));
            codes.stream()
                    .filter(code -> !code.matches("[a-z0-9.-]{1,40}"))
                    .forEach(code -> findings.add("isOpen was asked about '" + code + "', which is no condition code"));
            windows.stream()
                    .filter(window -> window.isNegative() || window.isZero() || window.compareTo(LONGEST_WINDOW) > 0)
                    .forEach(window -> findings.add("growth was asked for a window of " + window
                            + ", but it must be above 0 and at most " + LONGEST_WINDOW));
            for (ComponentReport component : report.components()) {
                growths.stream()
                        .filter(growth ->
                                growth.component().equals(component.id()) && !isCounter(component, growth.reading()))
                        .forEach(growth -> findings.add(
                                "growth was asked of '" + growth.reading() + "', which component '" + component.id()
                                        + "' does not report as a reading of kind COUNTER: it would always be 0"));
            }
        }

        private static boolean isCounter(ComponentReport component, String name) {
            return component.readings().stream()
                    .anyMatch(reading -> reading.name().equals(name) && reading.kind() == Reading.Kind.COUNTER);
        }
    }
}
