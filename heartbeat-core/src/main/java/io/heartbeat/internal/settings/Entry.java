package io.heartbeat.internal.settings;

import java.nio.file.Path;

/**
 * One value as it was written.
 *
 * @param text may be a secret
 * @param folder what a relative path in it is relative to
 */
public record Entry(String text, Path folder) {

    @Override
    public String toString() {
        return "Entry[hidden]";
    }
}
