package io.heartbeat.internal.wire;

/** A page as no honest sender makes it: its only condition is cut short. */
public final class UnreadablePage {
    private UnreadablePage() {}

    public static ConditionPage get() {
        return new ConditionPage(77, 0, 1, new byte[20]);
    }
}
