package io.heartbeat.internal.wire;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A beat sealer makes the datagrams of one host. The first half of its nonces is drawn once, so that a receiver derives
 * one subkey per sealer; the second half is drawn for each datagram. For one thread at a time.
 */
public final class BeatSealer {
    private final RandomGenerator random;
    private final HeldKeys keys;
    private final String host;
    private final byte[] nameUtf8;
    private final SenderId sender;
    private final SecretKey subkey;
    private final byte[] prefix = new byte[Xaes256Gcm.PREFIX_LENGTH];
    private final byte[] suffix = new byte[Xaes256Gcm.NONCE_LENGTH - Xaes256Gcm.PREFIX_LENGTH];
    private final Cipher gcm = Xaes256Gcm.gcm();

    /** @throws IllegalArgumentException if this cannot be the name of a host */
    public BeatSealer(GroupKey key, String hostName) {
        this(key.hostKey(hostName, 0), List.of());
    }

    /** @param others the ids of the keys that the host holds beside this one */
    public BeatSealer(HostKey key, List<Integer> others) {
        this(key, others, systemRandom());
    }

    BeatSealer(HostKey key, List<Integer> others, RandomGenerator random) {
        this.random = random;
        this.keys = new HeldKeys(key.keyId(), key.token(), others);
        this.host = key.host();
        this.nameUtf8 = host.getBytes(StandardCharsets.UTF_8);
        this.sender = key.sender();
        random.nextBytes(prefix);
        this.subkey = key.sealingKey(prefix);
    }

    public SenderId sender() {
        return sender;
    }

    /** {@return the most bytes of a condition page with which a datagram is not too long} */
    public int roomForConditions() {
        int rest = BeatPlaintext.maxLengthBesideTexts(keys) + nameUtf8.length;
        return BeatLayout.MAX_LENGTH - BeatLayout.CIPHERTEXT - Xaes256Gcm.TAG_LENGTH - rest;
    }

    /**
     * Seals one datagram; the values are those of {@link Beat}.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public byte[] seal(
            PacketType type,
            long epoch,
            long sequence,
            long uptimeMicros,
            long wallMillis,
            long nextBeatMillis,
            int flags,
            long processId,
            long latenessMillis,
            @Nullable ConditionPage conditions) {
        return seal(
                type,
                epoch,
                sequence,
                uptimeMicros,
                wallMillis,
                nextBeatMillis,
                flags,
                processId,
                latenessMillis,
                0,
                conditions);
    }

    /**
     * Seals one datagram that may answer a question; the values are those of {@link Beat}.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public byte[] seal(
            PacketType type,
            long epoch,
            long sequence,
            long uptimeMicros,
            long wallMillis,
            long nextBeatMillis,
            int flags,
            long processId,
            long latenessMillis,
            long echo,
            @Nullable ConditionPage conditions) {
        return seal(new Beat(
                type,
                sender,
                keys,
                host,
                epoch,
                sequence,
                uptimeMicros,
                wallMillis,
                nextBeatMillis,
                flags,
                processId,
                latenessMillis,
                echo,
                conditions));
    }

    /**
     * Seals a monitor's question whether this host lives, so that the answer is not longer than the question.
     *
     * @param epoch the session of the newest beat heard
     * @param sequence that beat's number
     * @param challenge tells the question from others, and comes back with its answer; not 0
     * @param atLeast how long the datagram must be, at most {@link BeatLayout#MAX_LENGTH}
     */
    public byte[] sealSolicit(long epoch, long sequence, long challenge, long wallMillis, int atLeast) {
        Beat question = new Beat(
                PacketType.SOLICIT, sender, keys, host, epoch, sequence, challenge, wallMillis, 0, 0, 0, 0, null);
        return seal(question, atLeast);
    }

    private byte[] seal(Beat beat) {
        return seal(beat, 0);
    }

    private byte[] seal(Beat beat, int atLeast) {
        int length = BeatPlaintext.length(beat, nameUtf8);
        int missing = atLeast - BeatLayout.CIPHERTEXT - length - Xaes256Gcm.TAG_LENGTH;
        int padding = missing > 0 ? Math.max(missing, BeatLayout.FIELD_HEADER) : 0;
        byte[] datagram = new byte[BeatLayout.CIPHERTEXT + length + padding + Xaes256Gcm.TAG_LENGTH];
        datagram[BeatLayout.MAGIC] = BeatLayout.MAGIC_0;
        datagram[BeatLayout.MAGIC + 1] = BeatLayout.MAGIC_1;
        datagram[BeatLayout.VERSION] = BeatLayout.VERSION_1;
        datagram[BeatLayout.TYPE] = beat.type().code();
        BeatLayout.putInt(datagram, BeatLayout.KEY_ID, keys.sealing());
        sender.writeTo(datagram, BeatLayout.SENDER_ID);
        random.nextBytes(suffix);
        System.arraycopy(prefix, 0, datagram, BeatLayout.NONCE, prefix.length);
        System.arraycopy(suffix, 0, datagram, BeatLayout.NONCE + prefix.length, suffix.length);
        BeatPlaintext.encode(beat, nameUtf8, datagram, BeatLayout.CIPHERTEXT);
        if (padding > 0) {
            BeatPlaintext.pad(datagram, BeatLayout.CIPHERTEXT + length, padding);
        }
        HostCipher.seal(gcm, subkey, datagram);
        return datagram;
    }

    /**
     * A virtual machine resumed twice from one snapshot must not draw the same nonces twice, so the operating system is
     * asked each time: a generator that lives in this process alone would repeat itself.
     */
    private static SecureRandom systemRandom() {
        for (String algorithm : new String[] {"NativePRNGNonBlocking", "Windows-PRNG"}) {
            try {
                return SecureRandom.getInstance(algorithm);
            } catch (NoSuchAlgorithmException notThisSystem) {
                // another may be
            }
        }
        return new SecureRandom();
    }
}
