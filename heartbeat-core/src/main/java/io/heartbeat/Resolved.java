package io.heartbeat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a configuration comes to.
 *
 * @param active the plug-ins to use
 * @param statuses what became of every plug-in that was found or asked for
 */
record Resolved<T>(List<Active<T>> active, List<PluginStatus> statuses) {

    /** Copies the lists. */
    Resolved {
        active = List.copyOf(active);
        statuses = List.copyOf(statuses);
    }

    /** The names of the active plug-ins, for people. */
    String names() {
        return active.stream().map(Active::name).collect(Collectors.joining(", "));
    }
}
