package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any bytes as a packet of the tool of 2014: a name that may be shown, and the only one that makes these bytes; or nothing. */
class LegacyPacketFuzzTest {
    private static final String SECRET = "3477";

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] datagram) {
        ByteBuffer buffer = ByteBuffer.wrap(datagram);
        String name = LegacyPacket.decode(buffer, SECRET);
        assertThat(buffer.position()).isZero();
        if (name != null) {
            assertThat(name).isNotBlank().doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}].*");
            assertThat(LegacyPacket.encode(SECRET, name)).isEqualTo(datagram);
        }
    }
}
