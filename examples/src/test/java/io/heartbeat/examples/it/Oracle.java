package io.heartbeat.examples.it;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges afterwards what one monitor has told, by what was really done to whom.
 *
 * <p>The rules:
 *
 * <ol>
 *   <li>A host is <em>silent</em> while it cannot be heard: killed, frozen, its cable pulled, cut off at the switch, or gone in order. Loss
 *       that lets some beats through, and a clock that is set, are no silence.
 *   <li>A flatline (or in its place "flapping") is <em>true</em> if the host is, or was until just now, in a silence of more than one gap.
 *       Any other is false. A silence that ends about when the verdict falls may go either way.
 *   <li>A flatline is <em>owed</em> for each silence that goes on for the monitor's bound, counted from its beginning or from when the
 *       monitor was last in trouble itself, whichever is later. A monitor that is down, frozen or cut off owes nothing; nor does one that
 *       says itself that it was starved, nor one that begins with the memory that the host is down, and says so. A host that has said goodbye is owed nothing, nor is one of which was told that it flaps.
 *   <li>A recovery is <em>owed</em> once a host that was told to be down can be heard for long enough, counted in the same way; and it is
 *       <em>false</em> in the middle of a silence.
 *   <li>Down and up alternate, host by host.
 * </ol>
 */
final class Oracle {
    /** What a verdict may be late on a busy machine. */
    static final Duration SLACK = Duration.ofSeconds(4);

    private static final Duration RETURN = Duration.ofSeconds(15);

    /** What it found. */
    record Findings(
            List<String> wrong, List<Duration> detections, int trueFlatlines, int owed, int recoveries, int excused) {}

    private final Duration bound;
    private final Map<String, List<Trouble>> silences;
    private final List<Trouble> monitorTroubles;
    private final List<Event> events;
    private final long endNanos;
    private final List<String> wrong = new ArrayList<>();
    private final List<Duration> detections = new ArrayList<>();
    private int trueFlatlines;
    private int owed;
    private int recoveries;
    private int excused;

    /**
     * @param bound the longest silence after which the monitor may stay without a verdict
     * @param silences of each host, in order
     * @param events what the monitor told, through all its restarts, in order
     * @param endNanos when it was over
     */
    Oracle(
            Duration bound,
            Map<String, List<Trouble>> silences,
            List<Trouble> monitorTroubles,
            List<Event> events,
            long endNanos) {
        this.bound = bound;
        this.silences = silences;
        this.monitorTroubles = new ArrayList<>(monitorTroubles);
        this.events = events;
        this.monitorTroubles.addAll(starvations());
        this.endNanos = endNanos;
    }

    Findings judge() {
        silences.forEach((host, troubles) -> judge(
                host,
                troubles,
                events.stream().filter(e -> e.host().equals(host)).toList()));
        return new Findings(wrong, detections, trueFlatlines, owed, recoveries, excused);
    }

    private void judge(String host, List<Trouble> troubles, List<Event> told) {
        boolean down = false;
        boolean flaps = false;
        boolean unsure = false;
        Set<String> ids = new HashSet<>();
        for (Event event : told) {
            if (!ids.add(event.text("id"))) {
                continue; // told again after a crash
            }
            switch (event.type()) {
                case "REMEMBERED" -> {
                    unsure = down != event.flag("down");
                    down = event.flag("down");
                    flaps = event.text("state").equals("FLAPPING");
                }
                case "HOST_FLATLINED" -> {
                    accusation(host, troubles, event);
                    if (down && !flaps && !unsure) {
                        wrong.add("told twice to be down: " + event);
                    }
                    down = true;
                    unsure = false;
                }
                case "HOST_FLAPPING" -> {
                    accusation(host, troubles, event);
                    flaps = true;
                }
                case "HOST_RECOVERED" -> {
                    recovery(host, troubles, event);
                    if (!down && !flaps && !unsure && !event.text("previous").equals("DEPARTED")) {
                        wrong.add("told to be up again without having been down: " + event);
                    }
                    down = false;
                    flaps = false;
                    unsure = false;
                }
                case "HOST_DEPARTED" -> {
                    down = false;
                    flaps = false;
                }
                default -> {}
            }
        }
        troubles.forEach(silence -> debts(host, silence, told));
    }

    private void accusation(String host, List<Trouble> troubles, Event event) {
        long at = event.arrivedNanos();
        boolean isTrue = troubles.stream()
                .anyMatch(silence -> at - silence.perhapsFrom() >= Timing.INTERVAL.toNanos()
                        && at - silence.perhapsUntil() <= SLACK.toNanos());
        if (isTrue) {
            trueFlatlines++;
        } else {
            wrong.add("FALSE flatline of " + host + ": " + event);
        }
    }

    private void recovery(String host, List<Trouble> troubles, Event event) {
        long at = event.arrivedNanos();
        recoveries++;
        if (troubles.stream()
                .anyMatch(silence -> silence.certainAt(at) && at - silence.surelyFrom() > SLACK.toNanos())) {
            wrong.add("FALSE recovery of " + host + ": " + event);
        }
    }

    private void debts(String host, Trouble silence, List<Event> told) {
        boolean flaps = flapsAt(silence.surelyFrom(), told);
        if (silence.what().startsWith("left") || flaps) {
            excused += flaps ? 1 : 0;
            return;
        }
        long heard = lastTrouble(silence.surelyFrom(), silence.surelyUntil());
        boolean isOwed = silence.surelyUntil() - heard >= bound.plus(SLACK).toNanos();
        owed += isOwed ? 1 : 0;
        List<Event> verdicts = told.stream()
                .filter(Oracle::isVerdict)
                .filter(event -> event.arrivedNanos() >= silence.perhapsFrom()
                        && event.arrivedNanos() <= silence.perhapsUntil() + SLACK.toNanos())
                .toList();
        if (isOwed
                && (verdicts.isEmpty() || verdicts.get(0).arrivedNanos() > silence.surelyUntil() + SLACK.toNanos())) {
            wrong.add("MISSED flatline of " + host + " in " + silence + " of " + silence.atLeast());
        }
        if (verdicts.isEmpty()) {
            return;
        }
        if (heard == silence.surelyFrom()) {
            detections.add(Duration.ofNanos(verdicts.get(0).arrivedNanos() - silence.surelyFrom()));
        }
        back(host, silence, verdicts.get(0), told);
    }

    private static boolean isVerdict(Event event) {
        return List.of("HOST_FLATLINED", "HOST_FLAPPING").contains(event.type())
                || (event.type().equals("REMEMBERED") && event.flag("down"));
    }

    private void back(String host, Trouble silence, Event verdict, List<Event> told) {
        long well = Math.max(silence.perhapsUntil(), verdict.arrivedNanos());
        long next = silences.get(host).stream()
                .mapToLong(Trouble::perhapsFrom)
                .filter(from -> from > silence.perhapsUntil())
                .min()
                .orElse(endNanos);
        long heard = lastTrouble(well, next);
        boolean isOwed = next - heard >= RETURN.toNanos() && !flapsAt(next, told);
        boolean came = told.stream()
                .filter(event -> List.of("HOST_RECOVERED", "HOST_DEPARTED").contains(event.type()))
                .anyMatch(event -> event.arrivedNanos() >= verdict.arrivedNanos() && event.arrivedNanos() <= next);
        if (isOwed && !came) {
            wrong.add("MISSED recovery of " + host + " after " + silence);
        }
    }

    private static boolean flapsAt(long nanos, List<Event> told) {
        return told.stream()
                .filter(event -> event.arrivedNanos() <= nanos)
                .filter(event -> List.of("HOST_FLAPPING", "HOST_RECOVERED", "HOST_DEPARTED")
                        .contains(event.type()))
                .max(comparingLong(Event::arrivedNanos))
                .filter(event -> event.type().equals("HOST_FLAPPING"))
                .isPresent();
    }

    /** When it said that it did not run, or lost datagrams: on a busy machine that happens to anybody. */
    List<Trouble> starvations() {
        List<Trouble> starved = new ArrayList<>();
        Event since = null;
        for (Event event : events) {
            if (event.type().equals("MONITOR_ISOLATED")
                    && (event.text("cause").contains("run for")
                            || event.text("cause").contains("stops again")
                            || event.text("cause").contains("overflowed"))) {
                since = event;
            } else if (since != null
                    && List.of("MONITOR_REJOINED", "REMEMBERED").contains(event.type())) {
                long from = since.arrivedNanos();
                long until = event.arrivedNanos();
                starved.add(new Trouble("said that " + since.text("cause"), from, from, until, until));
                since = null;
            }
        }
        return starved;
    }

    /** When the monitor was last in trouble between these times; the first of them if it was not. */
    private long lastTrouble(long from, long until) {
        return monitorTroubles.stream()
                .filter(trouble -> trouble.perhapsFrom() < until && trouble.perhapsUntil() > from)
                .mapToLong(trouble -> Math.min(trouble.perhapsUntil(), until))
                .max()
                .orElse(from);
    }
}
