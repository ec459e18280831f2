package io.heartbeat.testkit;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.hardware.HardwareEngine;
import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The context of checks in a test, with a memory as faithful as in real life: what is open, how counters grew, and what people would
 * have been told are the core's own judgement, on virtual time.
 *
 * <p>For one thread at a time.
 */
public final class TestContext implements CheckContext {
    private static final String TYPE = "test";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HardwareEngine engine = new HardwareEngine("localhost", List.of(TYPE), List.of());
    private final RecordedEvents events = new RecordedEvents();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    /** A context of a first check: nothing is open, no counter is known. */
    public TestContext() {}

    /** Checks, and remembers the report as the core does: the next check sees what has become of it. */
    public HardwareReport check(HardwareMonitor monitor) throws Exception {
        HardwareReport report = monitor.check(this);
        remember(report);
        return report;
    }

    /** Remembers a report as if a check had just made it. */
    public void remember(HardwareReport report) {
        engine.take(TYPE, report, now.toEpochMilli());
        engine.tell(now.toEpochMilli(), events::onEvent);
    }

    /** Lets time pass until the next check. */
    public TestContext advance(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** What people would have been told so far, in order. */
    public List<HeartbeatEvent> events() {
        return events.events();
    }

    /** Half a minute from now, by the real clock. */
    @Override
    public Instant deadline() {
        return Instant.now().plus(PATIENCE);
    }

    @Override
    public boolean isOpen(String component, String code) {
        return engine.isOpen(TYPE, component, code);
    }

    @Override
    public double growth(String component, String reading, double present, Duration window) {
        return engine.growth(TYPE, component, reading, present, window, now.toEpochMilli());
    }
}
