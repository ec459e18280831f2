package io.heartbeat.internal.detect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@link LatenessModel} as a line that a person can read: {@code name number ...; name number ...}, times in seconds, counts of what was
 * long ago as the fractions that are left of them.
 */
final class LatenessText {
    private static final double MOST_COUNTED = 1e15;
    /** As much as is learnt of a host that promises the longest gap of all. */
    private static final double MOST_SECONDS = 1.3e8;

    private static final double ROUNDED = 1e-5;
    private static final int DECIMALS = 6;

    private LatenessText() {}

    static String of(LatenessModel model) {
        return String.join(
                "; ",
                line("lost", model.lost.beats(), model.lost.atLeast()),
                delays("on-the-way", model.onTheWay.recent()),
                delays("former-on-the-way", model.onTheWay.former()),
                delays("until-heard", model.untilHeard.recent()),
                delays("former-until-heard", model.untilHeard.former()),
                line("usual-delay", model.usualDelay),
                line("pauses", model.longestPause, model.formerLongestPause),
                line("pauses-alike", model.pausesAlike),
                line("learnt", model.learntNanos / 1e9, (float) model.firstHand));
    }

    private static String delays(String name, LargestDelays delays) {
        return line(name, delays.counted(), delays.largest());
    }

    private static String line(String name, double first, float... more) {
        StringBuilder line = new StringBuilder(name).append(' ').append(number(first));
        for (float each : more) {
            line.append(' ').append(number(each));
        }
        return line.toString();
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static LatenessModel parse(String text) {
        Map<String, double[]> lines = new HashMap<>();
        for (String line : text.split("; ", -1)) {
            String[] words = line.split(" ", -1);
            lines.put(
                    words[0],
                    Arrays.stream(words)
                            .skip(1)
                            .mapToDouble(LatenessText::number)
                            .toArray());
        }
        LatenessModel model = new LatenessModel(
                runs(lines, "lost"),
                new RecentDelays(delays(lines, "on-the-way"), delays(lines, "former-on-the-way")),
                new RecentDelays(delays(lines, "until-heard"), delays(lines, "former-until-heard")));
        double[] pauses = numbers(lines, "pauses", 2, 2, MOST_SECONDS);
        model.usualDelay = numbers(lines, "usual-delay", 1, 1, MOST_SECONDS)[0];
        model.longestPause = (float) pauses[0];
        model.formerLongestPause = (float) pauses[1];
        model.pausesAlike = numbers(lines, "pauses-alike", 1, 1, MOST_COUNTED)[0];
        double[] learnt = numbers(lines, "learnt", 2, 2, MOST_COUNTED);
        model.learntNanos = learnt[0] * 1e9;
        model.firstHand = learnt[1];
        return model;
    }

    private static double number(String word) {
        double number = Double.parseDouble(word);
        if (!(number >= 0 && number <= MOST_COUNTED)) {
            throw new IllegalArgumentException("a model with a number of " + word);
        }
        return number;
    }

    private static LossRuns runs(Map<String, double[]> lines, String name) {
        double[] counts = numbers(lines, name, 1, 1 + LossRuns.LONGEST, MOST_COUNTED);
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[i - 1] + ROUNDED * (1 + counts[i - 1])) {
                throw new IllegalArgumentException("a model with more long runs in '" + name + "' than short ones");
            }
        }
        return LossRuns.of(floats(counts), counts[0]);
    }

    private static LargestDelays delays(Map<String, double[]> lines, String name) {
        double[] delays = numbers(lines, name, 1, 1 + LargestDelays.MOST, MOST_COUNTED);
        float[] largest = floats(delays);
        Arrays.sort(largest);
        if (largest.length > delays[0] + ROUNDED
                || (largest.length > 0 && largest[largest.length - 1] > MOST_SECONDS)) {
            throw new IllegalArgumentException("a model with impossible " + name);
        }
        return LargestDelays.of(largest, delays[0]);
    }

    private static float[] floats(double[] countFirst) {
        float[] rest = new float[countFirst.length - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = (float) countFirst[i + 1];
        }
        return rest;
    }

    private static double[] numbers(Map<String, double[]> lines, String name, int fewest, int most, double largest) {
        double[] numbers = lines.getOrDefault(name, new double[0]);
        if (numbers.length < fewest
                || numbers.length > most
                || Arrays.stream(numbers).max().orElse(0) > largest) {
            throw new IllegalArgumentException("a model without proper '" + name + "'");
        }
        return numbers;
    }
}
