package io.heartbeat.testkit;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Notifications as they come, everyday and odd ones, to deliver in tests of notifiers. */
public final class SampleNotifications {
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SampleNotifications() {}

    /** A host that has just flatlined: {@code Flatlined Host: nas}. */
    public static Notification problem() {
        return new Notification(
                "c0ffee01",
                "HOST_FLATLINED",
                "nas",
                TEN,
                Severity.CRITICAL,
                Phase.PROBLEM,
                "nas-1",
                "Flatlined Host: nas",
                "nas flatlined: silent for 10 s, 5 beats missed",
                Map.of("silence", "10 s"));
    }

    /** The end of the {@linkplain #problem() problem}, five minutes later, of the same incident. */
    public static Notification recovery() {
        return new Notification(
                "c0ffee02",
                "HOST_RECOVERED",
                "nas",
                TEN.plusSeconds(300),
                Severity.INFO,
                Phase.RECOVERY,
                "nas-1",
                "Recovered Host: nas",
                "nas recovered after 5 min",
                Map.of("downtime", "5 min"));
    }

    /** A disk that begins to fail: deserves a look, not a phone call. */
    public static Notification warning() {
        return new Notification(
                "c0ffee03",
                "HARDWARE_PROBLEM",
                "nas",
                TEN,
                Severity.WARNING,
                Phase.PROBLEM,
                "nas-disk-1",
                "Failing Disk: nas",
                "disk sda has 8 pending sectors\nBack it up, then replace it",
                Map.of("component", "disk sda"));
    }

    /** Something that is good to know: {@code New Host: pi}. */
    public static Notification note() {
        return new Notification(
                "c0ffee04",
                "HOST_DISCOVERED",
                "pi",
                TEN,
                Severity.INFO,
                Phase.NOTE,
                "pi-1",
                "New Host: pi",
                "pi sends heartbeats",
                Map.of());
    }

    /** A problem in other words. */
    public static Notification saying(String title, String text) {
        Notification problem = problem();
        return new Notification(
                problem.id(),
                problem.type(),
                problem.host(),
                problem.at(),
                problem.severity(),
                problem.phase(),
                problem.incident(),
                title,
                text,
                Map.of("text", text));
    }

    /** What texts from a network and from devices may look like: scripts, markup, line breaks, length, nothing at all. */
    public static List<Notification> odd() {
        return List.of(
                saying("Flatlined Host: 💔-nas", "👩‍👩‍👧‍👦 é e\u0301 ﷽"),
                saying("מארח מת: nas", "\u202Eהשרת אינו עונה\u202C النبض توقف"),
                saying("Flatlined Host: nas", "one\ntwo\r\nthree\n\n"),
                saying("<b>&amp;\"'`{{7*7}}", "%s %n ${HOME} $(id) \\ {\"json\": [null]} <script>alert(1)</script>"),
                saying("tab\there", "nul \u0000 bell \u0007 escape \u001b[31m lone surrogate \ud83d line \u2028 end"),
                saying("x".repeat(1_000), "0123456789".repeat(1_000)),
                saying("", ""));
    }

    /** A first attempt that begins now and may take half a minute, with a key that no other attempt has. */
    public static Attempt attempt() {
        return attempt(PATIENCE);
    }

    static Attempt attempt(Duration patience) {
        Instant now = Instant.now();
        return new Attempt(
                1, now, now.plus(patience), UUID.randomUUID().toString().replace("-", ""));
    }

    static Attempt again(Attempt attempt) {
        Instant now = Instant.now();
        return new Attempt(attempt.number() + 1, now, now.plus(PATIENCE), attempt.idempotencyKey());
    }
}
