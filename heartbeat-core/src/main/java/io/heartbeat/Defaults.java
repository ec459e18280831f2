package io.heartbeat;

/** What both sides assume unless told otherwise. */
final class Defaults {
    static final String GROUP = "default";
    static final int PORT = 21_999;

    private Defaults() {}
}
