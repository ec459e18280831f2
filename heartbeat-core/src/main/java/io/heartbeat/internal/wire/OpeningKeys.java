package io.heartbeat.internal.wire;

/** The keys that a process opens datagrams with. */
interface OpeningKeys {

    /** {@return whether a datagram under the key of this id can be opened} */
    boolean holds(int keyId);

    /** {@return a cipher for what this sender has sealed under a key that is held; if it is not ours to open, it opens nothing} */
    HostCipher cipherFor(int keyId, SenderId sender);
}
