package io.heartbeat.internal.wire;

import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The ciphers one receiving thread opens beats with. Setting a new key costs about three times as much as opening a
 * beat, so hosts get a cipher of their own, found by their id, while there are few of them, and share one by chance
 * when there are many. Keys that have not proved themselves go to a separate cipher and so disturb no host.
 */
final class KeptCiphers {
    /** A power of two. */
    private static final int SETS = 1024;

    /** With sets of one, a fifth of a thousand hosts would disturb each other; with sets of four, one in two hundred. */
    private static final int PER_SET = 4;

    /** About 2.5 kB each once used. */
    private final @Nullable Cipher[] ciphers = new Cipher[SETS * PER_SET];
    /** Who had each first. */
    private final long[] users = new long[SETS * PER_SET];

    private final Cipher unproven = Xaes256Gcm.gcm();

    /** {@return the cipher that, most likely, was last used with the key of this sender} */
    Cipher provenFor(SenderId sender) {
        long user = sender.low();
        int first = (int) user & ((SETS - 1) * PER_SET);
        int place = first;
        while (place < first + PER_SET && ciphers[place] != null && users[place] != user) {
            place++;
        }
        if (place == first + PER_SET) {
            place = first + ((int) sender.high() & (PER_SET - 1));
        }
        Cipher cipher = ciphers[place];
        if (cipher == null) {
            cipher = Xaes256Gcm.gcm();
            ciphers[place] = cipher;
            users[place] = user;
        }
        return cipher;
    }

    Cipher unproven() {
        return unproven;
    }
}
