package io.heartbeat.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupKeyTest {
    private final byte[] secret =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    /** <a href="https://www.rfc-editor.org/rfc/rfc7914#section-11">RFC 7914, section 11</a>. */
    @ParameterizedTest
    @CsvSource({
        "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
    })
    void pbkdf2(String passphrase, String salt, int iterations, String expected) {
        assertThat(HexFormat.of().formatHex(GroupKey.pbkdf2(passphrase, salt.getBytes(UTF_8), iterations, 64)))
                .isEqualTo(expected);
    }

    @Test
    void passphraseIsStretchedWithTheGroupAsSalt() {
        byte[] stretched =
                GroupKey.pbkdf2("pâté au coin du feu", "heartbeat/v1|cellar".getBytes(UTF_8), 600_000, GroupKey.LENGTH);

        assertSame(GroupKey.ofPassphrase("pâté au coin du feu", "cellar"), GroupKey.ofKey(stretched));
    }

    @Test
    void passphraseMayBeTypedAsOtherCodePoints() {
        assertSame(
                GroupKey.ofPassphrase("pa\u0302te\u0301 \uFB01n", "cellar"),
                GroupKey.ofPassphrase("p\u00E2t\u00E9 fin", "cellar"));
    }

    @Test
    void groupsUnderOneSecretAreSeparate() {
        GroupKey cellar = GroupKey.ofKey(secret, "cellar");

        assertSame(cellar, GroupKey.ofKey(secret, "cellar"));
        assertThat(cellar.id())
                .isNotEqualTo(GroupKey.ofKey(secret, "attic").id())
                .isNotEqualTo(GroupKey.ofKey(secret).id());
    }

    @Test
    void hostsUnderOneKeyAreSeparate() {
        GroupKey key = GroupKey.ofKey(secret);

        assertThat(key.senderId("nas")).isEqualTo(key.senderId("nas")).isNotEqualTo(key.senderId("nas2"));
        assertThat(key.senderId("nas"))
                .isNotEqualTo(GroupKey.ofKey(secret, "attic").senderId("nas"));
    }

    @Test
    void keyIsCopied() {
        GroupKey key = GroupKey.ofKey(secret);
        SenderId before = key.senderId("nas");
        secret[0]++;

        assertThat(key.senderId("nas")).isEqualTo(before);
    }

    @Test
    void toStringShowsTheIdOnly() {
        GroupKey key = GroupKey.ofKey(secret);

        assertThat(key).hasToString("GroupKey[id=%08x]".formatted(key.id()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void keyOfAnotherLengthIsRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupKey.ofKey(new byte[length]))
                .withMessage("a group key has 32 bytes, not " + length);
    }

    private static void assertSame(GroupKey a, GroupKey b) {
        assertThat(a.id()).isEqualTo(b.id());
        assertThat(a.senderId("nas")).isEqualTo(b.senderId("nas"));
    }
}
