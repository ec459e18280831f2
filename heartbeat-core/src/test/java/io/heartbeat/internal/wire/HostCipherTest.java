package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCipherTest {
    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final CipherPool onlyOne = new CipherPool(1);

    @Test
    void aHostIsLentACipherOnceItHasProvedItself() {
        HostCipher nas = cipherOf("nas");

        opens(nas, "nas");
        assertThat(onlyOne.lend()).as("one that was not lent yet").isNotNull().satisfies(onlyOne::giveBack);
        opens(nas, "nas");
        opens(nas, "nas");
        assertThat(onlyOne.lend()).isNull();
    }

    @Test
    void whoeverIsLentNoneOpensAllTheSame() {
        HostCipher nas = cipherOf("nas");
        HostCipher router = cipherOf("router");
        HostCipher printer = cipherOf("printer");
        for (int beat = 0; beat < 5; beat++) {
            opens(nas, "nas");
            opens(router, "router");
            opens(printer, "printer");
        }
    }

    @Test
    void aHostThatRetiresLeavesItsCipherToOthers() {
        HostCipher nas = cipherOf("nas");
        opens(nas, "nas");
        opens(nas, "nas");

        nas.retire();
        nas.retire();

        assertThat(onlyOne.lend()).isNotNull();
        assertThat(onlyOne.lend()).isNull();
        opens(nas, "nas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas", "Büro 2", "冷蔵庫"})
    void aNameIsProvenOnceAndThenKnown(String name) {
        HostCipher host = cipherOf(name);

        assertThat(host.provenName(utf8(name), 0, utf8(name).length, 0)).isEqualTo(name);
        assertThat(host.provenName(utf8(name), 0, utf8(name).length, 0)).isEqualTo(name);
        assertThat(host.provenName(utf8("router"), 0, 6, 0)).isNull();
        assertThat(host.provenName(utf8(name), 0, utf8(name).length, 0)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"nas, nbs", "nas, nasa", "nas, na", "é, Ã©"})
    void whatOnlyResemblesAProvenNameIsNotIt(String name, String other) {
        HostCipher host = cipherOf(name);
        host.provenName(utf8(name), 0, utf8(name).length, 0);

        assertThat(host.provenName(utf8(other), 0, utf8(other).length, 0)).isNull();
        assertThat(host.provenName(utf8(name), 0, utf8(name).length, 7))
                .as("by a token")
                .isNull();
    }

    private HostCipher cipherOf(String name) {
        return key.cipherFor(key.senderId(name));
    }

    private void opens(HostCipher cipher, String name) {
        byte[] datagram = Forge.seal(key, key.senderId(name), 1, utf8("of " + name));
        byte[] plaintext = new byte[BeatLayout.MAX_LENGTH];

        int length = cipher.open(datagram, datagram.length, plaintext, new Xaes256Gcm(), onlyOne);

        assertThat(new String(plaintext, 0, Math.max(0, length), StandardCharsets.UTF_8))
                .isEqualTo("of " + name);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
