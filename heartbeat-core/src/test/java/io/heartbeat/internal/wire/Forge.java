package io.heartbeat.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Seals what no honest sender would: a datagram with a valid tag around any plaintext. */
public final class Forge {
    /** Fixed part of a beat: epoch 1000, sequence 1, uptime 2, wall clock 3, next beat in 4 ms, no flags. */
    static final String NUMBERS =
            "00000000000003e8" + "0000000000000001" + "0000000000000002" + "0000000000000003" + "00000004" + "0000";

    private Forge() {}

    public static byte[] seal(GroupKey key, SenderId sender, int type, byte[] plaintext) {
        byte[] datagram = new byte[BeatLayout.CIPHERTEXT + plaintext.length + Xaes256Gcm.TAG_LENGTH];
        byte[] prefix = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        datagram[0] = 'H';
        datagram[1] = 'B';
        datagram[2] = 1;
        datagram[3] = (byte) type;
        BeatLayout.putInt(datagram, BeatLayout.KEY_ID, key.id());
        sender.writeTo(datagram, BeatLayout.SENDER_ID);
        System.arraycopy(prefix, 0, datagram, BeatLayout.NONCE, prefix.length);
        BeatLayout.putInt(datagram, BeatLayout.NONCE + prefix.length, Arrays.hashCode(plaintext));
        System.arraycopy(plaintext, 0, datagram, BeatLayout.CIPHERTEXT, plaintext.length);
        HostCipher.seal(Xaes256Gcm.gcm(), key.cipherFor(sender).sealingKey(prefix), datagram);
        return datagram;
    }

    /** {@return the hexadecimal digits of a field} */
    static String field(int type, String valueHex) {
        return "%02x%04x%s".formatted(type, valueHex.length() / 2, valueHex);
    }

    static String nameField(String name) {
        return field(1, HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)));
    }
}
