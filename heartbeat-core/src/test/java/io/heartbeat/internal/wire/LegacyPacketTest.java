package io.heartbeat.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyPacketTest {
    private static final String PACKET = "333437376862312e6c616e";

    @Test
    void encodesAsThe2014ToolDid() {
        assertThat(HexFormat.of().formatHex(LegacyPacket.encode("3477", "hb1.lan")))
                .isEqualTo(PACKET);
    }

    @Test
    void decodesWhatThe2014ToolSent() {
        assertThat(LegacyPacket.decode(ByteBuffer.wrap(HexFormat.of().parseHex(PACKET)), "3477"))
                .isEqualTo("hb1.lan");
    }

    @Test
    void readsBetweenPositionAndLimitAndMovesNeither() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(100).put(new byte[10]);
        datagram.put(LegacyPacket.encode("3477", "büro"))
                .limit(datagram.position())
                .position(10);

        assertThat(LegacyPacket.decode(datagram, "3477")).isEqualTo("büro");
        assertThat(datagram.position()).isEqualTo(10);
        assertThat(datagram.remaining()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "347", "3477", "3478hb1.lan", " 3477hb1.lan", "3477 hb1.lan", "3477hb1.lan\n"})
    void otherTextIsNoPacket(String text) {
        assertThat(LegacyPacket.decode(ByteBuffer.wrap(text.getBytes(UTF_8)), "3477"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"33343737ff", "33343737c3", "33343737c080", "33343737eda080"})
    void nameThatIsNotUtf8IsNoPacket(String hex) {
        assertThat(LegacyPacket.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), "3477"))
                .isNull();
    }

    @Test
    void nameMayHave253Bytes() {
        assertThat(LegacyPacket.decode(ByteBuffer.wrap(LegacyPacket.encode("s", "x".repeat(253))), "s"))
                .isEqualTo("x".repeat(253));
        assertThat(LegacyPacket.decode(ByteBuffer.wrap(LegacyPacket.encode("s", "x".repeat(254))), "s"))
                .isNull();
    }
}
