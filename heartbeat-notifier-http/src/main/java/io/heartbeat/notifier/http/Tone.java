package io.heartbeat.notifier.http;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;

/** How a notification is to be taken, for services that have priorities, colours or symbols. */
public enum Tone {
    /** Somebody should act now. */
    CRITICAL(0xd32f2f, "🔴"),
    /** Deserves a look. */
    WARNING(0xf57c00, "🟠"),
    /** It is over. */
    GOOD(0x388e3c, "🟢"),
    /** Good to know. */
    NEUTRAL(0x1976d2, "🔵");

    private final int rgb;
    private final String symbol;

    Tone(int rgb, String symbol) {
        this.rgb = rgb;
        this.symbol = symbol;
    }

    /** The tone of this notification. */
    public static Tone of(Notification notification) {
        if (notification.phase() == Phase.RECOVERY) {
            return GOOD;
        }
        return switch (notification.severity()) {
            case CRITICAL -> CRITICAL;
            case WARNING -> WARNING;
            case INFO -> NEUTRAL;
        };
    }

    /** Its colour, legible on white and on black: {@code 0xd32f2f}. */
    public int rgb() {
        return rgb;
    }

    /** Its colour as a character, for services that have no colours. */
    public String symbol() {
        return symbol;
    }
}
