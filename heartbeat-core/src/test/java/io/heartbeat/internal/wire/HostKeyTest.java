package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heartbeat.event.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stolen host token is worth. */
class HostKeyTest {
    private static final int TOKEN = 0x9f3c21ab;

    private final GroupKey group = GroupKey.ofKey(new byte[32]);
    private final HostKey laptop = group.hostKey("laptop", TOKEN);
    private final List<Rejection> rejections = new ArrayList<>();
    private final BeatOpener monitor = new BeatOpener(new KeyRing(List.of(group)), sender -> null, rejections::add);

    @Test
    void whatItSealsIsOfItsHost() {
        Beat beat = monitor.open(seal(laptop)).beat();

        assertThat(beat.host()).isEqualTo("laptop");
        assertThat(beat.keys()).isEqualTo(new HeldKeys(group.id(), TOKEN, List.of()));
        assertThat(beat.sender()).isEqualTo(laptop.sender());
    }

    @Test
    void itIsTheSameAfterItWasWrittenDown() {
        HostKey read = HostKey.ofBytes(laptop.toBytes());

        assertThat(monitor.open(seal(read)).beat().sender()).isEqualTo(laptop.sender());
        assertThat(read.toBytes()).isEqualTo(laptop.toBytes());
    }

    @Test
    void anotherTokenOfTheSameHostIsAnotherVoice() {
        HostKey next = group.hostKey("laptop", TOKEN + 1);

        assertThat(next.sender())
                .isNotEqualTo(laptop.sender())
                .isNotEqualTo(group.hostKey("laptop", 0).sender());
        assertThat(open(laptop, seal(next))).isNull();
    }

    @Test
    void itOpensNothingOfAnotherHost() {
        assertThat(open(laptop, seal(group.hostKey("nas", 0)))).isNull();
        assertThat(open(laptop, seal(group.hostKey("laptop", 0)))).isNull();
        assertThat(open(laptop, seal(laptop))).isNotNull();
    }

    @Test
    void itCannotSayAnotherName() {
        assertForgeryFails(laptop.sender(), Forge.NUMBERS + Forge.nameField("nas") + token(TOKEN));
        assertForgeryFails(laptop.sender(), Forge.NUMBERS + token(TOKEN) + Forge.nameField("nas"));
    }

    @Test
    void itCannotSayAnotherNumber() {
        assertForgeryFails(laptop.sender(), Forge.NUMBERS + Forge.nameField("laptop") + token(TOKEN + 1));
        assertForgeryFails(laptop.sender(), Forge.NUMBERS + Forge.nameField("laptop"));
        assertForgeryFails(group.senderId("laptop"), Forge.NUMBERS + Forge.nameField("laptop") + token(TOKEN));
    }

    @Test
    void aNameThatWasProvedIsProvedAgainForAnotherNumber() {
        HostCipher kept = group.cipherFor(laptop.sender());
        BeatOpener opener = new BeatOpener(new KeyRing(List.of(group)), sender -> kept, rejections::add);
        assertThat(opener.open(seal(laptop))).isNotNull();

        byte[] forged = Forge.seal(group, laptop.sender(), 1, bytes(Forge.NUMBERS + Forge.nameField("laptop")));
        assertThat(opener.open(ByteBuffer.wrap(forged))).isNull();
        assertThat(rejections).containsExactly(Rejection.MALFORMED);
    }

    @Test
    void itCannotTakeThePseudonymOfAnother() {
        byte[] datagram = seal(laptop).array();
        group.senderId("nas").writeTo(datagram, BeatLayout.SENDER_ID);

        assertThat(monitor.open(ByteBuffer.wrap(datagram))).isNull();
        assertThat(rejections).containsExactly(Rejection.BAD_SEAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "9f3c21", "9f3c21ab00"})
    void aNumberIsFourBytesAndNotZero(String number) {
        assertForgeryFails(laptop.sender(), Forge.NUMBERS + Forge.nameField("laptop") + Forge.field(7, number));
    }

    @Test
    void aNumberIsSaidOnce() {
        assertForgeryFails(laptop.sender(), Forge.NUMBERS + Forge.nameField("laptop") + token(TOKEN) + token(TOKEN));
    }

    @Test
    void bytesThatHoldNoHostKeyAreRefused() {
        byte[] bytes = laptop.toBytes();
        byte[] withoutNumber = bytes.clone();
        Arrays.fill(withoutNumber, 4, 8, (byte) 0);
        byte[] notUtf8 = bytes.clone();
        notUtf8[bytes.length - 1] = (byte) 0xff;

        for (byte[] wrong : List.of(
                new byte[0],
                Arrays.copyOf(bytes, bytes.length - "laptop".length()),
                withoutNumber,
                notUtf8,
                replaced(bytes, "lap\ntop"),
                Arrays.copyOf(bytes, 30))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HostKey.ofBytes(wrong))
                    .withMessage("this is the key of no host");
        }
    }

    @Test
    void theKeyDoesNotShow() {
        assertThat(laptop).hasToString("HostKey[host=laptop, id=%08x]".formatted(group.id()));
    }

    @Test
    void beatsSayWhichOtherKeysTheHostHolds() {
        Beat beat = monitor.open(seal(laptop, 1, -2)).beat();

        assertThat(beat.keys().others()).containsExactly(1, -2);
        assertThat(beat.keys().ids()).containsExactly("%08x".formatted(group.id()), "00000001", "fffffffe");
    }

    @Test
    void noMoreOfThemThanAreOfUse() {
        Integer[] many = IntStream.range(0, 20).boxed().toArray(Integer[]::new);
        String manyIds = "00000001".repeat(20);

        assertThat(monitor.open(seal(laptop, many)).beat().keys().others()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        byte[] forged = Forge.seal(
                group,
                group.senderId("nas"),
                1,
                bytes(Forge.NUMBERS + Forge.nameField("nas") + Forge.field(6, manyIds)));
        assertThat(monitor.open(ByteBuffer.wrap(forged)).beat().keys().others()).hasSize(HeldKeys.MOST_OTHERS);
    }

    @Test
    void keyIdsAreWholeAndSaidOnce() {
        SenderId nas = group.senderId("nas");
        assertForgeryFails(nas, Forge.NUMBERS + Forge.nameField("nas") + Forge.field(6, "0000000102"));
        assertForgeryFails(
                nas, Forge.NUMBERS + Forge.nameField("nas") + Forge.field(6, "00000001") + Forge.field(6, "00000002"));
    }

    private void assertForgeryFails(SenderId sender, String plaintext) {
        assertThat(monitor.open(ByteBuffer.wrap(Forge.seal(group, sender, 1, bytes(plaintext)))))
                .isNull();
        assertThat(rejections).last().isEqualTo(Rejection.MALFORMED);
    }

    private static String token(int number) {
        return Forge.field(7, HeldKeys.id(number));
    }

    private static byte[] replaced(byte[] bytes, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        byte[] replaced = Arrays.copyOf(bytes, 56 + utf8.length);
        System.arraycopy(utf8, 0, replaced, 56, utf8.length);
        return replaced;
    }

    private static ByteBuffer seal(HostKey key, Integer... others) {
        return ByteBuffer.wrap(
                new BeatSealer(key, List.of(others)).seal(PacketType.BEAT, 1, 2, 3, 4, 5, 0, 0, 0, null));
    }

    private static @Nullable Object open(HostKey key, ByteBuffer datagram) {
        return new BeatOpener(key, rejection -> {}).open(datagram);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
