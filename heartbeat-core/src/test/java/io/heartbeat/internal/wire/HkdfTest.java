package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HkdfTest {
    /**
     * The expand step of the SHA-256 cases in <a href="https://www.rfc-editor.org/rfc/rfc5869#appendix-A">RFC 5869</a>.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
        077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5, f0f1f2f3f4f5f6f7f8f9, \
        3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865
        06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244, \
        b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf\
        e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff, \
        b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
        da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
        19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04, '', \
        8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8
        """)
    void rfc5869(String prk, String info, String okm) {
        HexFormat hex = HexFormat.of();

        byte[] derived = Hkdf.expand(hex.parseHex(prk), hex.parseHex(info), okm.length() / 2);

        assertThat(hex.formatHex(derived)).isEqualTo(okm);
    }

    @Test
    void shorterKeysBeginLongerOnes() {
        byte[] prk = new byte[32];
        byte[] longest = Hkdf.expand(prk, new byte[0], 8160);

        assertThat(longest).startsWith(Hkdf.expand(prk, new byte[0], 1)).startsWith(Hkdf.expand(prk, new byte[0], 64));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8161})
    void lengthIsLimited(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], length));
    }
}
