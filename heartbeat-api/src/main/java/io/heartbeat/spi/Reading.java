package io.heartbeat.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Something measured.
 *
 * @param name what, in lower-case words: {@code temperature}, {@code pending sectors}
 * @param value how much, in the unit; finite
 * @param unit in what
 * @param kind what it means when the value changes
 */
public record Reading(String name, double value, Unit unit, Kind kind) {

    /** What a change of the value means. */
    public enum Kind {
        /** Goes up and down. */
        GAUGE,
        /** Counts up over the life of the component; the core remembers it, see {@link CheckContext#growth}. */
        COUNTER
    }

    /** What a value is measured in. */
    public enum Unit {
        /** A number of things. */
        COUNT(""),
        /** Degrees Celsius. */
        CELSIUS("°C"),
        /** Percent. */
        PERCENT("%"),
        /** Bytes. */
        BYTES("B"),
        /** Seconds. */
        SECONDS("s"),
        /** Revolutions per minute. */
        RPM("rpm"),
        /** Volts. */
        VOLTS("V");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        /** The unit's symbol; empty for {@link #COUNT}. */
        public String symbol() {
            return symbol;
        }
    }

    /** @throws IllegalArgumentException if the value is not finite */
    public Reading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, but is " + value);
        }
    }

    /** Something that goes up and down. */
    public static Reading gauge(String name, double value, Unit unit) {
        return new Reading(name, value, unit, Kind.GAUGE);
    }

    /** A number of things that only grows, over the life of the component. */
    public static Reading counter(String name, double value) {
        return new Reading(name, value, Unit.COUNT, Kind.COUNTER);
    }

    /** For people: {@code temperature 61 °C}. */
    public String text() {
        BigDecimal rounded = new BigDecimal(value).setScale(1, RoundingMode.HALF_UP);
        String number = (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString();
        return name + " " + number + (unit.symbol().isEmpty() ? "" : " " + unit.symbol());
    }
}
