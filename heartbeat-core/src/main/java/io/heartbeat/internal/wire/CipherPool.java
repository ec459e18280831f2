package io.heartbeat.internal.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The ciphers one receiving thread opens beats with. Setting a key costs several times as much as opening a beat, so each host is lent a
 * cipher that keeps its key, as long as there are any left; the others share one. Keys that have not proved themselves go to a separate
 * cipher and so disturb no host.
 */
final class CipherPool {
    /** A 32nd of the heap is spent on them at most. */
    private static final long SHARE_OF_HEAP = 32;

    /** Once used: 774 on Java 17, 771 on Java 25. */
    private static final long BYTES_EACH = 800;

    private final Deque<Cipher> returned = new ArrayDeque<>();
    private final Cipher shared = Xaes256Gcm.gcm();
    private final Cipher unproven = Xaes256Gcm.gcm();
    private long left;

    CipherPool() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_EACH);
    }

    CipherPool(long most) {
        this.left = most;
    }

    /** {@return a cipher that nobody else has until it is given back, or null if all are lent} */
    @Nullable
    Cipher lend() {
        Cipher used = returned.poll();
        if (used != null || left == 0) {
            return used;
        }
        Cipher fresh = Xaes256Gcm.gcm();
        left--;
        return fresh;
    }

    /** It was lent and is not needed any more. */
    void giveBack(Cipher lent) {
        returned.add(lent);
    }

    /** {@return the one for all known hosts that were lent none} */
    Cipher shared() {
        return shared;
    }

    Cipher unproven() {
        return unproven;
    }
}
