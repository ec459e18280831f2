package io.heartbeat.benchmarks.performance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A line or more over one scale, both axes logarithmic, in SVG. */
final class Chart {
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 240;
    private static final String[] COLOURS = {"#d55e00", "#0072b2", "#009e73"};

    private final String title;
    private final String across;
    private final Map<String, SortedMap<Double, Spread>> lines = new TreeMap<>();

    Chart(String title, String across) {
        this.title = title;
        this.across = across;
    }

    void add(String line, double x, Spread y) {
        lines.computeIfAbsent(line, name -> new TreeMap<>()).put(x, y);
    }

    String svg() {
        double[] xs = lines.values().stream()
                .flatMap(line -> line.keySet().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double[] ys = lines.values().stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Spread::median)
                .sorted()
                .toArray();
        Scale x = Scale.of(xs, 0, WIDTH);
        Scale y = Scale.of(ys, HEIGHT, 0);
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' "
                        + "font-family='Helvetica, Arial, sans-serif' font-size='11' fill='#222'>\n"
                        + "<rect width='100%%' height='100%%' fill='white'/>\n"
                        + "<text x='%d' y='20' font-size='12' font-weight='bold'>%s</text>\n<g transform='translate(%d,%d)'>\n",
                LEFT + WIDTH + 40, TOP + HEIGHT + 60, LEFT + WIDTH + 40, TOP + HEIGHT + 60, LEFT, title, LEFT, TOP));
        for (double at : x.marks()) {
            svg.append(format(
                    "<path d='M%.1f 0V%d' stroke='#e4e4e4'/><text x='%.1f' y='%d' text-anchor='middle'>%s</text>\n",
                    x.at(at), HEIGHT, x.at(at), HEIGHT + 16, number(at)));
        }
        for (double at : y.marks()) {
            svg.append(format(
                    "<path d='M0 %.1fH%d' stroke='#e4e4e4'/><text x='-6' y='%.1f' text-anchor='end'>%s</text>\n",
                    y.at(at), WIDTH, y.at(at) + 4, number(at)));
        }
        int index = 0;
        for (Map.Entry<String, SortedMap<Double, Spread>> line : lines.entrySet()) {
            svg.append(line(line.getKey(), line.getValue(), index++, x, y));
        }
        return svg.append(format(
                        "<text x='%d' y='%d' text-anchor='middle'>%s</text>\n</g>\n</svg>\n",
                        WIDTH / 2, HEIGHT + 40, across))
                .toString();
    }

    private static String line(String name, SortedMap<Double, Spread> points, int index, Scale x, Scale y) {
        String colour = COLOURS[index % COLOURS.length];
        String path = points.entrySet().stream()
                .map(point -> format(
                        "%.1f,%.1f", x.at(point.getKey()), y.at(point.getValue().median())))
                .collect(Collectors.joining(" "));
        String bars = points.entrySet().stream()
                .map(point -> format(
                        "M%.1f %.1fV%.1f",
                        x.at(point.getKey()),
                        y.at(point.getValue().low()),
                        y.at(point.getValue().high())))
                .collect(Collectors.joining(" "));
        return format(
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/><path d='%s' stroke='%s' stroke-width='5' "
                        + "stroke-opacity='0.4'/><text x='10' y='%d' fill='%s'>%s</text>\n",
                path, colour, bars, colour, 16 + 15 * index, colour, name);
    }

    private static String number(double at) {
        return at >= 1 ? String.format(Locale.ROOT, "%,.0f", at).replace(',', ' ') : Double.toString(at);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    /** Whole decades, from one end of a line to the other. */
    private record Scale(double least, double most, double from, double to) {

        private static final int FEW_DECADES = 2;

        static Scale of(double[] sorted, double from, double to) {
            double least = Math.pow(10, Math.floor(Math.log10(sorted[0])));
            double most = Math.pow(10, Math.ceil(Math.log10(sorted[sorted.length - 1])));
            return new Scale(least, most > least ? most : 10 * least, from, to);
        }

        double at(double value) {
            return from + (to - from) * Math.log(value / least) / Math.log(most / least);
        }

        /** Each decade, and where there are only one or two of them 2 and 5 times it as well. */
        double[] marks() {
            int count = (int) Math.round(Math.log10(most / least));
            int[] steps = count <= FEW_DECADES ? new int[] {1, 2, 5} : new int[] {1};
            return IntStream.rangeClosed(0, count)
                    .mapToDouble(decade -> least * Math.pow(10, decade))
                    .flatMap(decade -> Arrays.stream(steps).mapToDouble(step -> step * decade))
                    .filter(mark -> mark <= most)
                    .toArray();
        }
    }
}
