package io.heartbeat.benchmarks.detection;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures as people read them: Markdown, and values separated by commas. */
final class Table {
    private static final String NONE = "–";

    private Table() {}

    /** One row per trace: what each detector is worth by its defaults, and the peer one would choose knowing the outcome. */
    static String tradeOff(
            Plan plan, Map<Trace, Map<Candidate, Outcome>> outcomes, Map<Trace, Map<Candidate, Outcome>> firstDays) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, """
                Beats every second, %.0f host-days and %d crashes per trace, seeds %s. Each cell: **time from a crash to the verdict in seconds, \
                median / 99 %% / longest; mistakes per host-day**. The best peer is the setting with the shortest 99 %% among those with at \
                most one mistake a month, chosen per trace *in hindsight*: nobody could know it before. Heartbeat's default is one mistake \
                a year; beside it stands what it does when it is asked for one a month, as the best peer is. Day one: mistakes of hosts of \
                which nothing is known on their first day.

                """, plan.days() * plan.seeds().size(), plan.crashes(), plan.seeds()));
        text.append(
                "| trace | 3 missed | Pekko phi 8, pause 3 s | Cassandra phi 8 | best peer in hindsight | **Heartbeat** "
                        + "| Heartbeat, one false alarm a month | Heartbeat, not asking | questions per host-day | day one: Heartbeat / inherited / Pekko |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|\n");
        outcomes.forEach((trace, row) -> {
            Optional<Map.Entry<Candidate, Outcome>> best = bestPeer(row);
            Map<Candidate, Outcome> firstDay = firstDays.getOrDefault(trace, Map.of());
            text.append(String.join(
                            " | ",
                            "| " + trace.title + " (`" + trace.name + "`)",
                            cell(row.get(Candidate.THREE_MISSED)),
                            cell(row.get(Candidate.PEKKO)),
                            cell(row.get(Candidate.CASSANDRA)),
                            best.map(one -> one.getKey().name() + ": " + cell(one.getValue()))
                                    .orElse("none"),
                            "**" + cell(row.get(Candidate.HEARTBEAT)) + "**",
                            cell(row.get(Candidate.MONTHLY)),
                            cell(row.get(Candidate.ONE_WAY)),
                            questions(row.get(Candidate.HEARTBEAT)),
                            mistakes(firstDay.get(Candidate.HEARTBEAT)) + " / "
                                    + mistakes(firstDay.get(Candidate.INHERITED)) + " / "
                                    + mistakes(firstDay.get(Candidate.PEKKO))))
                    .append(" |\n");
        });
        return text.toString();
    }

    /** The peer that detects fastest among those that make at most one mistake in thirty days. */
    static Optional<Map.Entry<Candidate, Outcome>> bestPeer(Map<Candidate, Outcome> row) {
        return row.entrySet().stream()
                .filter(one -> one.getKey().peer() && isRarelyMistaken(one.getValue()))
                .min((one, other) -> Double.compare(
                        one.getValue().detectionSeconds(0.99), other.getValue().detectionSeconds(0.99)));
    }

    private static boolean isRarelyMistaken(Outcome outcome) {
        return outcome.mistakes() <= Math.round(outcome.watchedDays() / 30);
    }

    /** Everything about each detector on one trace. */
    static String details(Trace trace, Map<Candidate, Outcome> row) {
        StringBuilder text = new StringBuilder("\n### " + trace.title + " (`" + trace.name + "`)\n\n"
                + "| detector | T_D p50 | p99 | max | mistakes/day | T_M | query accuracy | questions/day |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        row.forEach((candidate, outcome) -> text.append("| " + candidate.name() + " | ")
                .append(figures(outcome, " | "))
                .append(" |\n"));
        return text.toString();
    }

    /** Everything about everything. */
    static String commaSeparated(Map<Trace, Map<Candidate, Outcome>> outcomes) {
        StringBuilder text = new StringBuilder(
                "trace,detector,detection p50 s,detection p99 s,detection max s,mistakes per day,mean mistake s,query accuracy,questions per day\n");
        outcomes.forEach((trace, row) -> row.forEach((candidate, outcome) -> text.append(trace.name + ",")
                .append(candidate.name() + ",")
                .append(figures(outcome, ","))
                .append('\n')));
        return text.toString();
    }

    private static String figures(Outcome outcome, String between) {
        return String.format(
                Locale.ROOT,
                String.join(between, "%.2f", "%.2f", "%.2f", "%s", "%.2f", "%.6f", "%.0f"),
                outcome.detectionSeconds(0.5),
                outcome.detectionSeconds(0.99),
                outcome.detectionSeconds(1),
                mistakes(outcome),
                outcome.meanMistakeSeconds(),
                outcome.queryAccuracy(),
                outcome.questionsPerDay());
    }

    private static String cell(@Nullable Outcome outcome) {
        return outcome == null
                ? NONE
                : String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.1f; %s",
                        outcome.detectionSeconds(0.5),
                        outcome.detectionSeconds(0.99),
                        outcome.detectionSeconds(1),
                        mistakes(outcome));
    }

    private static String questions(@Nullable Outcome outcome) {
        return outcome == null ? NONE : String.format(Locale.ROOT, "%.0f", outcome.questionsPerDay());
    }

    /** Two digits are worth saying. */
    private static String mistakes(@Nullable Outcome outcome) {
        if (outcome == null) {
            return NONE;
        }
        double perDay = outcome.mistakesPerDay();
        int decimals = perDay == 0 || perDay >= 10 ? 0 : perDay >= 1 ? 1 : perDay >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", perDay);
    }
}
