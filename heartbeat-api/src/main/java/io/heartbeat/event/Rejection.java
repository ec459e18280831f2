package io.heartbeat.event;

/** Why a received datagram did not count as a sign of life. */
public enum Rejection {
    /** Too short, too long or without Heartbeat's first bytes: somebody else's traffic. */
    NOT_A_BEAT("not a heartbeat datagram"),
    /** A version or packet type that this release does not speak. */
    UNSUPPORTED_VERSION("an unsupported protocol version or packet type"),
    /** Sealed for another group: the key id is in none of the monitor's secrets. */
    UNKNOWN_KEY("sealed under a secret that this monitor does not hold"),
    /**
     * By its looks from a known host, and sealed under the secret by which that host was last heard, which this monitor no longer holds: the
     * host may have slept while the secret was replaced. Nobody can prove that any more, so it may be a recording.
     */
    OUTDATED_KEY("sealed under a secret that was retired"),
    /** The key id is ours, but the authentication tag is not: damaged or forged. */
    BAD_SEAL("damaged or forged"),
    /** Correctly sealed, but its content breaks the protocol. */
    MALFORMED("its content breaks the protocol"),
    /** Correctly sealed, by a host or a token whose beats are to be ignored. */
    DENIED("its name or its token is denied"),
    /** Already counted: a second path through the network, or a replay. */
    REPLAYED("already counted (a second path, or a replay)"),
    /** From a session older than the host's present one: an old recording, or a second machine with the same name. */
    STALE_SESSION("from an older session of the host"),
    /** Genuine, but sent long before it arrived: held back by the network or by an attacker. */
    DELAYED("sent long before it arrived"),
    /** A new session whose clock is too far from the monitor's to be told from a recording. */
    WRONG_CLOCK("its clock is too far from the monitor's to tell it from a recording"),
    /** Sent by this very process, which was not asked to watch itself. */
    OWN_BEAT("sent by this process itself"),
    /** The monitor already tracks as many hosts as it may. */
    HOST_TABLE_FULL("the host table is full");

    private final String meaning;

    Rejection(String meaning) {
        this.meaning = meaning;
    }

    /** The reason in a few words, fit to follow "rejected: ". */
    public String meaning() {
        return meaning;
    }
}
