package io.heartbeat.spi;

import java.util.List;

/**
 * What one check found.
 *
 * @param components the parts that were looked at, each id once
 * @param problem why the list may lack parts that are there; empty if it is complete. Only a complete report proves a known part
 *     missing
 */
public record HardwareReport(List<ComponentReport> components, String problem) {

    /** Copies the list. */
    public HardwareReport {
        components = List.copyOf(components);
    }

    /** Every part of this kind that the machine has was looked at: a known one that is absent here is missing. */
    public static HardwareReport complete(List<ComponentReport> components) {
        return new HardwareReport(components, "");
    }

    /**
     * Some parts may have been overlooked.
     *
     * @param problem why, in words for people
     */
    public static HardwareReport partial(List<ComponentReport> components, String problem) {
        return new HardwareReport(components, problem);
    }
}
