package io.heartbeat.internal.wire;

import io.heartbeat.event.Rejection;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A beat opener turns datagrams into beats, whatever the bytes. The checks go from cheap to dear, and nothing is kept
 * of a datagram whose tag does not verify. For one thread at a time.
 */
public final class BeatOpener {
    private final OpeningKeys keys;
    private final Function<SenderId, @Nullable HostCipher> known;
    private final Consumer<Rejection> rejections;

    private final Xaes256Gcm xaes = new Xaes256Gcm();
    private final CipherPool ciphers = new CipherPool();
    private final byte[] bytes = new byte[BeatLayout.MAX_LENGTH];
    private final byte[] plaintext = new byte[BeatLayout.MAX_LENGTH];

    /**
     * @param known finds the cipher that opened an earlier beat of this sender, or null; what it forgets
     *     costs time only
     * @param rejections told once of each datagram for which {@link #open} returns null
     */
    public BeatOpener(KeyRing keys, Function<SenderId, @Nullable HostCipher> known, Consumer<Rejection> rejections) {
        this((OpeningKeys) keys, known, rejections);
    }

    /** Of what was sealed for one host, by whom it may be; keeps its cipher. */
    public BeatOpener(HostKey key, Consumer<Rejection> rejections) {
        this(key, kept(key), rejections);
    }

    private BeatOpener(
            OpeningKeys keys, Function<SenderId, @Nullable HostCipher> known, Consumer<Rejection> rejections) {
        this.keys = keys;
        this.known = known;
        this.rejections = rejections;
    }

    /** Opens what is between position and limit, and moves neither. {@return the beat, or null if it is not one} */
    public @Nullable Opened open(ByteBuffer datagram) {
        int start = datagram.position();
        int length = datagram.remaining();
        if (length < BeatLayout.MIN_LENGTH
                || length > BeatLayout.MAX_LENGTH
                || datagram.get(start + BeatLayout.MAGIC) != BeatLayout.MAGIC_0
                || datagram.get(start + BeatLayout.MAGIC + 1) != BeatLayout.MAGIC_1) {
            return rejected(Rejection.NOT_A_BEAT);
        }
        PacketType type = PacketType.of(datagram.get(start + BeatLayout.TYPE));
        if (datagram.get(start + BeatLayout.VERSION) != BeatLayout.VERSION_1 || type == null) {
            return rejected(Rejection.UNSUPPORTED_VERSION);
        }
        int keyId = BeatLayout.keyId(datagram);
        if (!keys.holds(keyId)) {
            return rejected(Rejection.UNKNOWN_KEY);
        }
        datagram.get(start, bytes, 0, length);
        HostCipher cipher = cipherFor(SenderId.at(bytes, BeatLayout.SENDER_ID), keyId);
        int plaintextLength = cipher.open(bytes, length, plaintext, xaes, ciphers);
        if (plaintextLength < 0) {
            return rejected(Rejection.BAD_SEAL);
        }
        Beat beat = BeatPlaintext.decode(plaintext, plaintextLength, type, cipher);
        return beat == null
                ? rejected(Rejection.MALFORMED)
                : new Opened(beat, cipher, BeatLayout.getLong(bytes, BeatLayout.CIPHERTEXT - Long.BYTES));
    }

    private HostCipher cipherFor(SenderId sender, int keyId) {
        HostCipher cipher = known.apply(sender);
        return cipher != null && cipher.keyId() == keyId ? cipher : keys.cipherFor(keyId, sender);
    }

    private static Function<SenderId, @Nullable HostCipher> kept(HostKey key) {
        HostCipher own = key.cipher();
        return sender -> own;
    }

    private @Nullable Opened rejected(Rejection why) {
        rejections.accept(why);
        return null;
    }
}
