package io.heartbeat.hardware.smart;

import io.heartbeat.spi.PluginSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What smartctl is asked about: a device name, and the type by which to reach it.
 *
 * @param name for example {@code /dev/sda}
 * @param type what follows smartctl's option {@code -d}, for example {@code megaraid,0}; empty to let smartctl find out
 */
record Device(String name, String type) {
    private static final String NAME = "/[^\\s@]+";
    private static final String TYPE = "[a-z][A-Za-z0-9,+/_.-]*";

    /**
     * Reads a list of {@code NAME} and {@code NAME@TYPE}. The list is cut at commas, also within a type; as every name begins with a
     * slash, a part that does not continues the type before it.
     */
    static List<Device> read(PluginSettings settings, String key) {
        List<String> texts = new ArrayList<>();
        for (String part : settings.list(key)) {
            int last = texts.size() - 1;
            if (!part.startsWith("/") && last >= 0 && texts.get(last).contains("@")) {
                texts.set(last, texts.get(last) + "," + part);
            } else {
                texts.add(part);
            }
        }
        List<Device> devices = new ArrayList<>();
        for (String text : texts) {
            if (text.matches(NAME + "(@" + TYPE + ")?")) {
                int at = text.indexOf('@');
                devices.add(at < 0 ? new Device(text, "") : new Device(text.substring(0, at), text.substring(at + 1)));
            } else {
                settings.problem(
                        key,
                        "must list device names like /dev/sda, or names with a type like /dev/sda@sat or"
                                + " /dev/bus/0@megaraid,0, but has '" + text + "'");
            }
        }
        return devices;
    }

    /** Whether it is one of several disks behind a controller: the name alone does not tell which. */
    boolean isMember() {
        return type.contains(",");
    }

    /** As a person knows it: {@code /dev/bus/0 megaraid,0}. */
    String text() {
        return isMember() ? name + " " + type : name;
    }
}
