package io.heartbeat.internal.net;

import java.util.LinkedHashSet;
import java.util.Set;

/** What is failing at present, so that a failure is told once when it begins and once when it ends. Not thread-safe. */
final class Outages<T> {
    private static final int REMEMBERED = 256;

    private final Set<T> failing = new LinkedHashSet<>();

    /** Notes a failure; true if it is a new one. */
    boolean begins(T what) {
        if (failing.size() >= REMEMBERED && !failing.contains(what)) {
            failing.remove(failing.iterator().next());
        }
        return failing.add(what);
    }

    /** Notes a success; true if it ends a failure. */
    boolean ends(T what) {
        return failing.remove(what);
    }
}
