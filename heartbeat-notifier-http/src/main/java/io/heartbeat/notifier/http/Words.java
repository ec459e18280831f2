package io.heartbeat.notifier.http;

/** What a service says is wrong, as people are shown it. */
public final class Words {
    private Words() {}

    /** {@code message (code)}, or whichever of them there is; empty if there is neither. */
    public static String of(String message, String code) {
        if (message.isEmpty()) {
            return code;
        }
        return code.isEmpty() ? message : message + " (" + code + ")";
    }
}
