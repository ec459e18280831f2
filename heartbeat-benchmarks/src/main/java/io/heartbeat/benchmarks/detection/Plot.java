package io.heartbeat.benchmarks.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The trade-off as a picture in SVG: for each trace a panel, in it for each detector the time to detect a crash against the mistakes
 * made, one point per setting. Towards the lower left is better.
 */
final class Plot {
    private static final List<String> FEATURED = List.of(
            "lan", "iid5", "iid20", "wan", "psave", "ge3", "ge8soft", "gc5", "gcmix", "stall10", "chg-told", "home");
    private static final int COLUMNS = 4;
    private static final int PANEL_WIDTH = 290;
    private static final int PANEL_HEIGHT = 212;
    private static final int LEFT = 60;
    private static final int TOP = 96;
    private static final int WIDTH = 235;
    private static final int HEIGHT = 165;

    private static final double[] SECONDS = {1, 2, 5, 10, 20, 50, 100};
    private static final double FIRST_SECOND = 0.8;
    private static final double LAST_SECOND = 120;
    private static final double[] MISTAKES = {0.1, 1, 10, 100, 1_000, 10_000};
    private static final double FEWEST_MISTAKES = 0.02;
    private static final double MOST_MISTAKES = 40_000;

    /** Below the least that can be told from it. */
    private static final int NO_MISTAKES = HEIGHT - 10;

    private static final int SOME_MISTAKES = HEIGHT - 22;

    private final StringBuilder svg = new StringBuilder();

    private Plot() {}

    /** Settings of one kind, in order. */
    private record Series(String label, String names, String colour, String shape) {
        boolean has(Candidate candidate) {
            return candidate.name().matches(names);
        }
    }

    private static final List<Series> SERIES = List.of(
            new Series("fixed timeout", "fixed .*", "#999999", "circle"),
            new Series("Chen NFD-E, 32 beats", "nfde32 .*", "#56b4e9", "circle"),
            new Series("Chen NFD-E, 1000 beats", "nfde1000 .*", "#0072b2", "circle"),
            new Series("Cassandra", "cassandra .*", "#009e73", "square"),
            new Series("Pekko, Hazelcast", "(pekko|hazelcast) .*", "#e69f00", "square"),
            new Series("Bertier", "bertier .*", "#cc79a7", "square"),
            new Series("Heartbeat, not asking", "heartbeat one-way", "#d55e00", "ring"),
            new Series("Heartbeat", "heartbeat", "#d55e00", "diamond"));

    static String of(Map<Trace, Map<Candidate, Outcome>> outcomes) {
        Map<Trace, Map<Candidate, Outcome>> shown = new LinkedHashMap<>(outcomes);
        if (outcomes.size() > FEATURED.size()) {
            shown.keySet().removeIf(trace -> !FEATURED.contains(trace.name));
        }
        return new Plot().draw(shown);
    }

    private String draw(Map<Trace, Map<Candidate, Outcome>> outcomes) {
        int columns = Math.min(COLUMNS, outcomes.size());
        int rows = (outcomes.size() + columns - 1) / columns;
        int width = Math.max(3, columns) * PANEL_WIDTH + 40;
        int height = TOP + rows * PANEL_HEIGHT + 16;
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' "
                        + "font-family='Helvetica, Arial, sans-serif' font-size='11' fill='#222'>",
                width, height, width, height);
        add("<rect width='%d' height='%d' fill='white'/>", width, height);
        add(
                "<text x='%d' y='22' font-size='16' font-weight='bold'>How soon a crash is noticed, and how often a living host "
                        + "is taken for dead</text>",
                LEFT);
        legend(width);
        int index = 0;
        for (Map.Entry<Trace, Map<Candidate, Outcome>> panel : outcomes.entrySet()) {
            int x = LEFT + index % columns * PANEL_WIDTH;
            int y = TOP + index / columns * PANEL_HEIGHT;
            add("<g transform='translate(%d,%d)'>", x, y);
            panel(panel.getKey(), panel.getValue());
            add("</g>");
            index++;
        }
        add(
                "<text x='%d' y='%d' text-anchor='middle'>seconds from a crash to the verdict, 99 %% of crashes (beats every second); lower left is better</text>",
                width / 2, height - 12);
        add(
                "<text transform='translate(16,%d) rotate(-90)' text-anchor='middle'>mistakes per host-day</text>",
                (TOP + height - 60) / 2);
        add("</svg>");
        return svg.toString();
    }

    private void legend(int width) {
        int perRow = 4;
        int column = (width - LEFT - 20) / perRow;
        for (int i = 0; i < SERIES.size(); i++) {
            int x = LEFT + 6 + i % perRow * column;
            int y = 44 + i / perRow * 18;
            marker(SERIES.get(i), x, y - 4);
            add("<text x='%d' y='%d'>%s</text>", x + 12, y, SERIES.get(i).label);
        }
    }

    private void panel(Trace trace, Map<Candidate, Outcome> row) {
        add("<text x='0' y='-6' font-weight='bold'>%s</text>", escaped(trace.title));
        for (double seconds : SECONDS) {
            add("<line x1='%.1f' x2='%.1f' y1='0' y2='%d' stroke='#e4e4e4'/>", x(seconds), x(seconds), HEIGHT);
            add(
                    "<text x='%.1f' y='%d' text-anchor='middle' font-size='10'>%.0f</text>",
                    x(seconds), HEIGHT + 13, seconds);
        }
        for (double mistakes : MISTAKES) {
            add("<line x1='0' x2='%d' y1='%.1f' y2='%.1f' stroke='#e4e4e4'/>", WIDTH, y(mistakes), y(mistakes));
            String label = mistakes >= 10_000 ? "10⁴" : mistakes >= 1_000 ? "10³" : plain(mistakes);
            add("<text x='-5' y='%.1f' text-anchor='end' font-size='10'>%s</text>", y(mistakes) + 3.5, label);
        }
        add(
                "<line x1='0' x2='%d' y1='%d' y2='%d' stroke='#bbb' stroke-dasharray='3 3'/>",
                WIDTH, SOME_MISTAKES, SOME_MISTAKES);
        add("<text x='-5' y='%.1f' text-anchor='end' font-size='10'>none</text>", NO_MISTAKES + 3.5);
        add("<rect width='%d' height='%d' fill='none' stroke='#888'/>", WIDTH, HEIGHT);
        SERIES.forEach(series -> series(series, row));
    }

    private void series(Series series, Map<Candidate, Outcome> row) {
        List<double[]> points = new ArrayList<>();
        row.forEach((candidate, outcome) -> {
            if (series.has(candidate)) {
                points.add(new double[] {x(outcome.detectionSeconds(0.99)), y(outcome.mistakesPerDay())});
            }
        });
        points.sort((one, other) -> Double.compare(one[0], other[0]));
        if (points.size() > 1) {
            StringBuilder path = new StringBuilder();
            points.forEach(point -> path.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1])));
            add(
                    "<polyline points='%s' fill='none' stroke='%s' stroke-opacity='0.6'/>",
                    path.toString().strip(), series.colour);
        }
        points.forEach(point -> marker(series, point[0], point[1]));
    }

    private void marker(Series series, double x, double y) {
        switch (series.shape) {
            case "diamond" ->
                add("<path d='M%.1f %.1f l7 7 l-7 7 l-7 -7 z' fill='%s' stroke='white'/>", x, y - 7, series.colour);
            case "ring" ->
                add(
                        "<circle cx='%.1f' cy='%.1f' r='5' fill='white' stroke='%s' stroke-width='2.5'/>",
                        x, y, series.colour);
            case "square" ->
                add("<rect x='%.1f' y='%.1f' width='6' height='6' fill='%s'/>", x - 3, y - 3, series.colour);
            default -> add("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x, y, series.colour);
        }
    }

    private static double x(double seconds) {
        double kept = Math.min(LAST_SECOND, Math.max(FIRST_SECOND, seconds));
        return WIDTH * Math.log(kept / FIRST_SECOND) / Math.log(LAST_SECOND / FIRST_SECOND);
    }

    private static double y(double mistakes) {
        if (mistakes == 0) {
            return NO_MISTAKES;
        }
        double kept = Math.min(MOST_MISTAKES, Math.max(FEWEST_MISTAKES, mistakes));
        return SOME_MISTAKES * (1 - Math.log(kept / FEWEST_MISTAKES) / Math.log(MOST_MISTAKES / FEWEST_MISTAKES));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
