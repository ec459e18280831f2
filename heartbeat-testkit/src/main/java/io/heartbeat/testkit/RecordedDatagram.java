package io.heartbeat.testkit;

import java.time.Instant;

/** A datagram that an {@link Attacker} overheard. Immutable. */
public final class RecordedDatagram {
    private final Instant at;
    private final SimulatedHost from;
    private final byte[] bytes;

    RecordedDatagram(Instant at, SimulatedHost from, byte[] bytes) {
        this.at = at;
        this.from = from;
        this.bytes = bytes;
    }

    /** When it was sent, in true time. */
    public Instant at() {
        return at;
    }

    /** The host that sent it. */
    public SimulatedHost from() {
        return from;
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return who sent how much and when; not the bytes} */
    @Override
    public String toString() {
        return bytes.length + " bytes from " + from + " at " + at;
    }
}
