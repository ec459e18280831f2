package io.heartbeat.internal.wire;

import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The ciphers one receiving thread opens beats with. Setting a new key costs about three times as much as opening a
 * beat, so hosts get a cipher of their own, found by their id, while there are few of them, and share one by chance
 * when there are many. Keys that have not proved themselves go to a separate cipher and so disturb no host.
 */
final class KeptCiphers {
    /** About 2.5 kB each once used; a power of two. */
    private static final int SLOTS = 4096;

    private final @Nullable Cipher[] slots = new Cipher[SLOTS];
    private final Cipher unproven = Xaes256Gcm.gcm();

    /** {@return the cipher that, most likely, was last used with the key of this sender} */
    Cipher provenFor(SenderId sender) {
        int slot = (int) sender.low() & (SLOTS - 1);
        Cipher cipher = slots[slot];
        if (cipher == null) {
            cipher = Xaes256Gcm.gcm();
            slots[slot] = cipher;
        }
        return cipher;
    }

    Cipher unproven() {
        return unproven;
    }
}
