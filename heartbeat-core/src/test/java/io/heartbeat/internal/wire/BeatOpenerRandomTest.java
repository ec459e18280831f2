package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Rejection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever arrives, the opener answers with a beat or with exactly one reason. The seed is fixed: failures repeat. */
class BeatOpenerRandomTest {
    private final Random random = new Random(20_140_601);
    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final BeatSealer sealer = new BeatSealer(key.hostKey("nas", 0), List.of(), random);
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<Rejection, Integer> counts = new EnumMap<>(Rejection.class);
    private final ByteBuffer direct = ByteBuffer.allocateDirect(2048);
    private final ByteBuffer heap = ByteBuffer.allocate(2048);

    private final @Nullable HostCipher[] known = new HostCipher[1];
    private final BeatOpener opener = new BeatOpener(
            new KeyRing(List.of(key)), sender -> sender.equals(sealer.sender()) ? known[0] : null, rejections::add);

    @Test
    void randomBytes() {
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(1300)];
            random.nextBytes(bytes);
            assertThat(open(bytes)).isNull();
        }
        // two bytes in 65536 are right by chance, four never
        assertThat(counts.keySet()).isEqualTo(EnumSet.of(Rejection.NOT_A_BEAT, Rejection.UNSUPPORTED_VERSION));
    }

    @Test
    void randomBytesBehindAPlausibleHeader() {
        byte[] valid = sealer.seal(PacketType.BEAT, 1, 2, 3, 4, 5, 6, 7, 0, null);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(1300)];
            random.nextBytes(bytes);
            int kept = random.nextInt(BeatLayout.CIPHERTEXT);
            System.arraycopy(valid, 0, bytes, 0, Math.min(kept, bytes.length));
            assertThat(open(bytes)).isNull();
        }
        assertThat(counts.keySet())
                .isEqualTo(EnumSet.of(
                        Rejection.NOT_A_BEAT,
                        Rejection.UNSUPPORTED_VERSION,
                        Rejection.UNKNOWN_KEY,
                        Rejection.BAD_SEAL));
    }

    @Test
    void validDatagramsWithRandomDamage() {
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = sealer.seal(PacketType.BEAT, 1000, i, i, i, 2000, 0, 1, 0, null);
            boolean damaged = random.nextBoolean();
            if (damaged) {
                bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
            }
            Opened opened = open(bytes);
            assertThat(opened == null).isEqualTo(damaged);
            if (opened != null) {
                assertThat(opened.beat().sequence()).isEqualTo(i);
                known[0] = opened.cipher();
            }
        }
    }

    @Test
    void validSealsAroundRandomPlaintext() {
        byte[] honest = HexFormat.of()
                .parseHex(Forge.NUMBERS
                        + Forge.nameField("nas")
                        + Forge.field(2, "0000000000000007")
                        + Forge.field(3, "00000007000100000000000000000006aabb")
                        + Forge.field(99, "aabb"));
        int opened = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] plaintext = honest.clone();
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                plaintext[random.nextInt(plaintext.length)] = (byte) random.nextInt(256);
            }
            if (open(Forge.seal(key, sealer.sender(), 1, plaintext)) != null) {
                opened++;
            }
        }
        assertThat(opened).isBetween(1_000, 29_000);
        assertThat(counts.keySet()).isEqualTo(EnumSet.of(Rejection.MALFORMED));
    }

    @Test
    void validSealsAroundAnyConditions() {
        String beat = Forge.NUMBERS + Forge.nameField("nas");
        int readable = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] value = new byte[random.nextInt(300)];
            random.nextBytes(value);
            if (value.length > 6) {
                value[4] = (byte) random.nextInt(2);
                value[5] = (byte) random.nextInt(3);
                value[6] = 0;
            }
            String field = Forge.field(3, HexFormat.of().formatHex(value));

            Opened opened =
                    open(Forge.seal(key, sealer.sender(), 1, HexFormat.of().parseHex(beat + field)));

            assertThat(opened).isNotNull();
            ConditionPage page = opened == null ? null : opened.beat().conditions();
            readable += page != null && page.conditions() != null ? 1 : 0;
        }
        assertThat(readable).isBetween(50, 29_000);
    }

    private @Nullable Opened open(byte[] bytes) {
        ByteBuffer buffer = random.nextBoolean() ? direct : heap;
        int position = random.nextInt(100);
        buffer.clear().position(position).put(bytes).limit(buffer.position()).position(position);
        rejections.clear();
        Opened opened = opener.open(buffer);
        assertThat(rejections.size()).isEqualTo(opened == null ? 1 : 0);
        rejections.forEach(why -> counts.merge(why, 1, Integer::sum));
        return opened;
    }
}
