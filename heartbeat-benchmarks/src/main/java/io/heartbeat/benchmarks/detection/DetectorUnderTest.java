package io.heartbeat.benchmarks.detection;

/** A failure detector that watches one host: told what is heard, it says from when on it suspects the host. */
interface DetectorUnderTest {

    /**
     * A beat is heard.
     *
     * @param sequence its number among all that the host has sent, from 1
     * @param uptime the sender's clock when it was sent
     * @param promised the announced time until the next regular beat
     * @param late by how much the newest regular beat, this one or the last before this answer, was sent later than announced
     * @param answer whether it answers a question, beside the regular beats
     */
    void heard(long now, long sequence, long uptime, long promised, long late, boolean answer);

    /** From when on it suspects the host if it hears nothing more; valid once something was heard. */
    long suspectAt();

    /** Whether it suspects the host before this time if it hears nothing more until then. */
    default boolean suspectsBefore(long now) {
        return suspectAt() < now;
    }

    /** When to ask the host whether it lives; {@link Nanos#NEVER} if not. */
    default long askAt() {
        return Nanos.NEVER;
    }

    /** The host was asked. */
    default void asked(long now) {}

    /** The monitor did not run from then until now; what has arrived meanwhile will be heard after this. */
    default void stalled(long from, long now) {}

    /** A detector that goes on from here by itself. */
    DetectorUnderTest copy();
}
