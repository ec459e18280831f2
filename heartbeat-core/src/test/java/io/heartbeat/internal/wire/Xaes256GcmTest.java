package io.heartbeat.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All test vectors of <a href="https://c2sp.org/XAES-256-GCM">c2sp.org/XAES-256-GCM</a>. */
class Xaes256GcmTest {
    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    private static final byte[] PLAINTEXT = "XAES-256-GCM".getBytes(US_ASCII);

    private final Xaes256Gcm xaes = new Xaes256Gcm();

    @Test
    void vectorWhoseEncryptedZeroBlockBeginsWithAZeroBit() throws GeneralSecurityException {
        byte[] key = repeated(0x01);

        assertThat(hex(xaes.subkey(key, NONCE, 0).getEncoded()))
                .isEqualTo("c8612c9ed53fe43e8e005b828a1631a0bbcb6ab2f46514ec4f439fcfd0fa969b");
        assertThat(hex(crypt(Cipher.ENCRYPT_MODE, key, NONCE, PLAINTEXT, new byte[0])))
                .isEqualTo("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    }

    @Test
    void vectorWhoseEncryptedZeroBlockBeginsWithAOneBit() throws GeneralSecurityException {
        byte[] key = repeated(0x03);

        assertThat(hex(xaes.subkey(key, NONCE, 0).getEncoded()))
                .isEqualTo("e9c621d4cdd9b11b00a6427ad7e559aeedd66b3857646677748f8ca796cb3fd8");
        assertThat(hex(crypt(Cipher.ENCRYPT_MODE, key, NONCE, PLAINTEXT, "c2sp.org/XAES-256-GCM".getBytes(US_ASCII))))
                .isEqualTo("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
    }

    @Test
    void tenThousandAccumulatedVectors() throws GeneralSecurityException {
        assertThat(accumulated(10_000)).isEqualTo("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
    }

    @Test
    @Tag("slow")
    void aMillionAccumulatedVectors() throws GeneralSecurityException {
        assertThat(accumulated(1_000_000))
                .isEqualTo("2163ae1445985a30b60585ee67daa55674df06901b890593e824b8a7c885ab15");
    }

    @Test
    void nonceMayStandAnywhereInAnArray() {
        byte[] shifted = new byte[5 + NONCE.length];
        System.arraycopy(NONCE, 0, shifted, 5, NONCE.length);

        assertThat(xaes.subkey(repeated(0x01), shifted, 5)).isEqualTo(xaes.subkey(repeated(0x01), NONCE, 0));
    }

    private String accumulated(int iterations) throws GeneralSecurityException {
        SHAKEDigest random = new SHAKEDigest(128);
        SHAKEDigest hash = new SHAKEDigest(128);
        for (int i = 0; i < iterations; i++) {
            byte[] key = read(random, Xaes256Gcm.KEY_LENGTH);
            byte[] nonce = read(random, Xaes256Gcm.NONCE_LENGTH);
            byte[] plaintext = read(random, read(random, 1)[0] & 0xff);
            byte[] aad = read(random, read(random, 1)[0] & 0xff);
            byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, plaintext, aad);
            assertThat(Arrays.equals(crypt(Cipher.DECRYPT_MODE, key, nonce, sealed, aad), plaintext))
                    .isTrue();
            hash.update(sealed, 0, sealed.length);
        }
        return hex(read(hash, 32));
    }

    private byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] text, byte[] aad) throws GeneralSecurityException {
        Cipher gcm = Xaes256Gcm.gcm();
        Xaes256Gcm.init(gcm, mode, xaes.subkey(key, nonce, 0), nonce, 0);
        gcm.updateAAD(aad);
        return gcm.doFinal(text);
    }

    private static byte[] read(SHAKEDigest stream, int length) {
        byte[] bytes = new byte[length];
        stream.doOutput(bytes, 0, length);
        return bytes;
    }

    private static byte[] repeated(int value) {
        byte[] key = new byte[Xaes256Gcm.KEY_LENGTH];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
