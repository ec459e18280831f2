package io.heartbeat.internal.hardware;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine whose parts are checked every half hour of virtual time, and whatever is told about them. */
final class WatchedHardware {
    static final long START = 1_795_305_600_000L;
    static final String TYPE = "disk";
    static final String HOST = "nas";

    final List<HeartbeatEvent> events = new ArrayList<>();
    long now = START;
    boolean recheck;
    HardwareEngine engine = new HardwareEngine(HOST, List.of(TYPE), List.of());

    WatchedHardware pass(Duration time) {
        now += time.toMillis();
        return this;
    }

    /** The complete result of the next check. */
    WatchedHardware check(ComponentReport... components) {
        return take(HardwareReport.complete(List.of(components)));
    }

    WatchedHardware partial(String problem, ComponentReport... components) {
        return take(HardwareReport.partial(List.of(components), problem));
    }

    WatchedHardware take(HardwareReport report) {
        pass(Duration.ofMinutes(30));
        recheck = engine.take(TYPE, report, now);
        engine.tell(now, events::add);
        return this;
    }

    WatchedHardware fail(String reason) {
        pass(Duration.ofMinutes(30));
        recheck = engine.failed(TYPE, reason, now);
        engine.tell(now, events::add);
        return this;
    }

    WatchedHardware restart() {
        engine = new HardwareEngine(HOST, List.of(TYPE), engine.memory());
        engine.tell(now, events::add);
        return this;
    }

    /** What was told since the last call, in short: {@code WARNING a disk.hot} and {@code over a disk.hot}. */
    List<String> told() {
        List<String> told = events.stream().map(WatchedHardware::text).toList();
        events.clear();
        return told;
    }

    private static String text(HeartbeatEvent event) {
        if (event instanceof HardwareRecovered recovered) {
            return "over " + text(recovered.condition());
        }
        HardwareCondition condition = ((HardwareProblem) event).condition();
        return condition.severity() + " " + text(condition);
    }

    private static String text(HardwareCondition condition) {
        return condition.component().substring(TYPE.length() + 1) + " " + condition.code();
    }

    @Nullable
    List<String> open() {
        List<HardwareCondition> conditions = engine.conditions();
        return conditions == null
                ? null
                : conditions.stream()
                        .map(condition -> condition.severity() + " " + text(condition))
                        .toList();
    }

    static ComponentReport part(String id, Condition... conditions) {
        return ComponentReport.checked(id, "Disk " + id, List.of(conditions), List.of());
    }

    static ComponentReport counting(String id, String counter, double value) {
        return ComponentReport.checked(id, "Disk " + id, List.of(), List.of(Reading.counter(counter, value)));
    }

    static ComponentReport unknown(String id) {
        return ComponentReport.unknown(id, "Disk " + id, "permission denied; run as root");
    }

    static ComponentReport sleeping(String id) {
        return ComponentReport.sleeping(id, "Disk " + id);
    }

    static ComponentReport unsupported(String id) {
        return ComponentReport.unsupported(id, "Disk " + id, "it has no SMART");
    }

    static Condition hot() {
        return Condition.warning("hot", "it is hot");
    }

    static Condition burning() {
        return Condition.critical("hot", "it burns");
    }
}
