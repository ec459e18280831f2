package io.heartbeat.hardware.smart;

/** What came of asking smartctl. */
sealed interface Reply {

    /** It answered. */
    record Answered(SmartctlAnswer answer) implements Reply {}

    /** It did not answer in time, or one that was asked earlier still has not ended. */
    record Silent(Child child) implements Reply {}

    /** It could not be asked, or what came back is no answer. */
    record Failed(String why) implements Reply {}
}
