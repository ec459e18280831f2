package io.heartbeat;

import java.util.List;

/**
 * What became of one plug-in that was found or asked for.
 *
 * @param name the instance: {@code phone} in {@code notifier.phone.token}
 * @param type what the plug-in calls itself; may be empty if it is broken
 * @param provider the class that makes it; may be empty
 * @param location the jar or module that holds that class; may be empty
 * @param reasons why it is not active, and what to do; empty if it is
 */
public record PluginStatus(
        Kind kind, String name, String type, String provider, String location, State state, List<String> reasons) {

    /** What a plug-in is for. */
    public enum Kind {
        /** Carries notifications to people. */
        NOTIFIER,
        /** Checks parts of this machine. */
        HARDWARE_MONITOR
    }

    /** How ready a plug-in is. */
    public enum State {
        /** In use, or ready for it. */
        ACTIVE,
        /** Lacks the settings that it needs, and nobody gave it any. */
        IDLE,
        /** Switched off by its key {@code enabled}. */
        DISABLED,
        /** Its settings are wrong: nothing starts before they are right. */
        MISCONFIGURED,
        /** Cannot be used, whatever the settings. */
        BROKEN
    }

    /** Copies the list. */
    public PluginStatus {
        reasons = List.copyOf(reasons);
    }
}
