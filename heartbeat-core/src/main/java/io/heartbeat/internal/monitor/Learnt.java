package io.heartbeat.internal.monitor;

import io.heartbeat.event.DetectionQuality;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was learnt of a host's beats until some moment.
 *
 * @param model what a later run judges by
 * @param quality how well its death could be told; reckoned when asked for, since that takes a while
 */
public record Learnt(LatenessModel model, Supplier<DetectionQuality> quality) {
    private static final double LONGEST_YEARS = 100;
    /** All that a duration of the detector may be, whatever gap a host promises. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE, 9);

    private static final DetectionQuality UNKNOWN =
            new DetectionQuality(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Of one of whom earlier versions wrote down no such thing. */
    public static Learnt nothing() {
        return new Learnt(new LatenessModel(), () -> UNKNOWN);
    }

    static Learnt of(FailureDetector detector) {
        FailureDetector now = detector.copy();
        return new Learnt(now.model(), () -> quality(now));
    }

    /** @throws IllegalArgumentException if it is not what {@link #qualityText} and the model make */
    static Learnt parse(String quality, String model) {
        Duration[] facts =
                Stream.of(quality.split(" ", -1)).map(Learnt::duration).toArray(Duration[]::new);
        if (facts.length != 5) {
            throw new IllegalArgumentException(facts.length + " facts of quality instead of 5");
        }
        DetectionQuality known = new DetectionQuality(facts[0], facts[1], facts[2], facts[3], facts[4]);
        return new Learnt(LatenessModel.parse(model), () -> known);
    }

    /** In seconds, in the order of the components. */
    String qualityText() {
        DetectionQuality it = quality.get();
        return Stream.of(it.jitter(), it.p999Gap(), it.deadline(), it.detectionBound(), it.falseAlarmInterval())
                .map(Learnt::seconds)
                .collect(Collectors.joining(" "));
    }

    private static String seconds(Duration duration) {
        BigDecimal micros = BigDecimal.valueOf(duration.toNanos() / 1_000, 6);
        return micros.signum() == 0 ? "0" : micros.stripTrailingZeros().toPlainString();
    }

    private static Duration duration(String seconds) {
        BigDecimal value = new BigDecimal(seconds);
        if (value.signum() < 0 || value.compareTo(MOST_SECONDS) > 0) {
            throw new IllegalArgumentException("a duration of " + seconds + " s");
        }
        return Duration.ofNanos(value.movePointRight(9).longValue());
    }

    static DetectionQuality quality(FailureDetector detector) {
        return new DetectionQuality(
                Duration.ofNanos(detector.jitterNanos()),
                Duration.ofNanos(detector.p999GapNanos()),
                Duration.ofNanos(detector.deadlineNanos()),
                Duration.ofNanos(detector.detectionBoundNanos()),
                interval(detector.falseAlarmsPerYear()));
    }

    private static Duration interval(double falseAlarmsPerYear) {
        double years = Math.min(LONGEST_YEARS, 1 / falseAlarmsPerYear);
        return Duration.ofSeconds((long) (years * ChronoUnit.YEARS.getDuration().toSeconds()));
    }
}
