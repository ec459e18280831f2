package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeatSealerTest {
    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final BeatSealer sealer = new BeatSealer(key, "nas");

    @Test
    void firstHalfOfTheNonceStaysAndSecondHalfIsDrawnForEachDatagram() {
        Set<String> prefixes = new HashSet<>();
        Set<String> suffixes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] datagram = seal(sealer);
            prefixes.add(HexFormat.of().formatHex(datagram, 24, 36));
            suffixes.add(HexFormat.of().formatHex(datagram, 36, 48));
        }

        assertThat(prefixes).hasSize(1);
        assertThat(suffixes).hasSize(1_000);
    }

    @Test
    void everySealerDrawsAnotherFirstHalf() {
        assertThat(Arrays.copyOfRange(seal(sealer), 24, 36))
                .isNotEqualTo(Arrays.copyOfRange(seal(new BeatSealer(key, "nas")), 24, 36));
    }

    @Test
    void headerNamesVersionTypeKeyAndSender() {
        byte[] datagram = sealer.seal(PacketType.GOODBYE, 1, 2, 3, 4, 0, 0, 0, 0, null);

        assertThat(HexFormat.of().formatHex(datagram, 0, 24))
                .isEqualTo("48420102%08x%s".formatted(key.id(), key.senderId("nas")));
    }

    @Test
    void nameNeverTravelsInTheClear() {
        BeatSealer other = new BeatSealer(key, "a-name-one-would-notice");

        assertThat(new String(seal(other), StandardCharsets.ISO_8859_1)).doesNotContain("notice");
    }

    @Test
    void lengthTellsNothingButThatOfTheName() {
        assertThat(seal(sealer)).hasSize(48 + 38 + (3 + 3) + (3 + 8) + 16);
        assertThat(sealer.seal(PacketType.BEAT, 1, 2, 3, 4, 5, 0, 0, 0, null)).hasSize(48 + 38 + (3 + 3) + 16);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealer.seal(PacketType.BEAT, 1, -2, 3, 4, 5, 0, 0, 0, null))
                .withMessage("sequence must be 0 to 9223372036854775807, but is -2");
    }

    @Test
    void invalidNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BeatSealer(key, "nas\n"))
                .withMessage("the host name must not contain the character U+000A (at position 4)");
    }

    private static byte[] seal(BeatSealer sealer) {
        return sealer.seal(PacketType.BEAT, 1, 2, 3, 4, 5, 0, 7, 0, null);
    }
}
