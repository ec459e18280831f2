package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Rejection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeatOpenerTest {
    private final GroupKey key = GroupKey.ofKey(new byte[32], "cellar");
    private final GroupKey formerKey = GroupKey.ofKey(new byte[32], "former");
    private final GroupKey otherKey = GroupKey.ofKey(new byte[32], "attic");

    private final Map<SenderId, HostCipher> known = new HashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final BeatOpener opener = new BeatOpener(new KeyRing(List.of(key, formerKey)), known::get, rejections::add);

    private final BeatSealer sealer = new BeatSealer(key, "nas");
    private final byte[] valid = seal(sealer, 7);

    @Test
    void opensWhatWasSealed() {
        byte[] datagram =
                sealer.seal(PacketType.BEAT, 1000, 7, 2_000_000, 3000, 0xffff_ffffL, Beat.RESUMED, 4242, 0, null);

        Beat beat = opened(datagram).beat();

        assertThat(beat)
                .isEqualTo(new Beat(
                        PacketType.BEAT,
                        sealer.sender(),
                        HeldKeys.only(key.id()),
                        "nas",
                        1000,
                        7,
                        2_000_000,
                        3000,
                        0xffff_ffffL,
                        Beat.RESUMED,
                        4242,
                        0,
                        null));
    }

    @Test
    void carriesTheNumberOfAQuestion() {
        byte[] answer = sealer.seal(PacketType.BEAT, 1000, 7, 1, 1, 1, Beat.SOLICITED, 7, 3, Long.MAX_VALUE, null);

        assertThat(opened(answer).beat().echo()).isEqualTo(Long.MAX_VALUE);
        assertThat(opened(valid).beat().echo()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', empty", "00000000000001, too short", "8000000000000000, negative"})
    void anEchoThatIsMalformedIsNoBeat(String value, String why) {
        assertRejected(forge(1, Forge.NUMBERS + Forge.nameField("nas") + Forge.field(5, value)), Rejection.MALFORMED);
    }

    @Test
    void twoEchoesAreNoBeat() {
        String echo = Forge.field(5, "0000000000000001");
        assertRejected(forge(1, Forge.NUMBERS + Forge.nameField("nas") + echo + echo), Rejection.MALFORMED);
    }

    @Test
    void opensAGoodbye() {
        Beat beat = opened(sealer.seal(PacketType.GOODBYE, 1000, 8, 1, 1, 0, 0, 0, 0, null))
                .beat();

        assertThat(beat.type()).isEqualTo(PacketType.GOODBYE);
        assertThat(beat.processId()).isZero();
    }

    @Test
    void carriesAPageOfConditions() {
        ConditionPage page = new ConditionPage(0xcafe_babe, 2, 3, new byte[] {1, 2, 3});

        ConditionPage arrived = opened(sealer.seal(PacketType.GOODBYE, 1000, 8, 1, 1, 0, 0, 4242, 0, page))
                .beat()
                .conditions();

        assertThat(arrived).isNotNull().usingRecursiveComparison().isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "'', no value",
        "0000000000, too short",
        "000000000000, no page of none",
        "000000000101, page 1 of 1",
        "00000000ff05, page 255 of 5",
    })
    void aConditionsFieldThatIsMalformedIsAsIfItWereNotThere(String value, String why) {
        Beat beat = opened(forge(1, Forge.NUMBERS + Forge.nameField("nas") + Forge.field(3, value)))
                .beat();

        assertThat(beat.conditions()).as(why).isNull();
    }

    @Test
    void conditionsThatAreMalformedDoNoHarmToTheirBeat() {
        Beat beat = opened(forge(1, Forge.NUMBERS + Forge.nameField("nas") + Forge.field(3, "0000000000010a")))
                .beat();

        assertThat(beat.conditions()).isNotNull();
        assertThat(beat.conditions().conditions()).isNull();
    }

    @Test
    void ofTwoConditionsFieldsTheFirstCounts() {
        Beat beat = opened(forge(
                        1,
                        Forge.NUMBERS
                                + Forge.field(3, "000000070001")
                                + Forge.nameField("nas")
                                + Forge.field(3, "000000080001")))
                .beat();

        assertThat(beat.conditions()).isNotNull().returns(7, ConditionPage::revision);
    }

    @ParameterizedTest
    @MethodSource("names")
    void carriesAnyValidName(String name) {
        assertThat(opened(seal(new BeatSealer(key, name), 1)).beat().host()).isEqualTo(name);
    }

    static String[] names() {
        return new String[] {"a", "Büro 2", "冷蔵庫", "🦊", "x".repeat(253)};
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void readsBetweenPositionAndLimitAndMovesNeither(ByteBuffer buffer) {
        buffer.position(13).put(valid).limit(buffer.position()).position(13);

        assertThat(opener.open(buffer)).isNotNull();
        assertThat(buffer.position()).isEqualTo(13);
        assertThat(buffer.limit()).isEqualTo(13 + valid.length);
    }

    static List<ByteBuffer> buffers() {
        return List.of(
                ByteBuffer.allocate(2000),
                ByteBuffer.allocateDirect(2000),
                ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN),
                ByteBuffer.allocateDirect(2000).order(ByteOrder.LITTLE_ENDIAN),
                ByteBuffer.allocate(2011).position(11).slice());
    }

    @Test
    void readsReadOnlyBuffers() {
        assertThat(opener.open(ByteBuffer.wrap(valid).asReadOnlyBuffer())).isNotNull();
    }

    @Test
    void acceptsEveryKeyOfTheRing() {
        Opened opened = opened(seal(new BeatSealer(formerKey, "nas"), 1));

        assertThat(opened.beat().keys().sealing()).isEqualTo(formerKey.id());
    }

    @Test
    void givesBackTheCipherThatIsKnown() {
        Opened first = opened(valid);
        known.put(first.beat().sender(), first.cipher());

        Opened second = opened(seal(sealer, 8));

        assertThat(second.cipher()).isSameAs(first.cipher());
        assertThat(second.beat().host()).isSameAs(first.beat().host());
    }

    @Test
    void opensTheBeatsOfARestartedSender() {
        Opened first = opened(valid);
        known.put(first.beat().sender(), first.cipher());

        assertThat(opened(seal(new BeatSealer(key, "nas"), 1)).cipher()).isSameAs(first.cipher());
        assertThat(opened(seal(sealer, 9)).cipher()).isSameAs(first.cipher());
    }

    @Test
    void everyTruncationIsRejected() {
        for (int length = 0; length < valid.length; length++) {
            Rejection expected = length < 106 ? Rejection.NOT_A_BEAT : Rejection.BAD_SEAL;
            assertRejected(Arrays.copyOf(valid, length), expected);
        }
    }

    @Test
    void everyAppendedByteIsRejected() {
        assertRejected(Arrays.copyOf(valid, valid.length + 1), Rejection.BAD_SEAL);
        assertRejected(Arrays.copyOf(valid, 1200), Rejection.BAD_SEAL);
        assertRejected(Arrays.copyOf(valid, 1201), Rejection.NOT_A_BEAT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFlippedBitIsRejected(boolean hostIsKnown) {
        if (hostIsKnown) {
            Opened opened = opened(valid);
            known.put(opened.beat().sender(), opened.cipher());
        }
        for (int bit = 0; bit < 8 * valid.length; bit++) {
            byte[] flipped = valid.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRejected(flipped, expectedAfterFlip(bit / 8, flipped));
        }
        assertThat(opener.open(ByteBuffer.wrap(valid))).isNotNull();
    }

    private static Rejection expectedAfterFlip(int offset, byte[] flipped) {
        if (offset < BeatLayout.VERSION) {
            return Rejection.NOT_A_BEAT;
        }
        boolean otherKnownType = offset == BeatLayout.TYPE && PacketType.of(flipped[offset]) != null;
        if (offset < BeatLayout.KEY_ID && !otherKnownType) {
            return Rejection.UNSUPPORTED_VERSION;
        }
        return offset >= BeatLayout.KEY_ID && offset < BeatLayout.SENDER_ID
                ? Rejection.UNKNOWN_KEY
                : Rejection.BAD_SEAL;
    }

    @Test
    void aBeatCannotBeTurnedIntoAGoodbye() {
        valid[BeatLayout.TYPE] = PacketType.GOODBYE.code();

        assertRejected(valid, Rejection.BAD_SEAL);
    }

    @Test
    void anotherSecretIsAnUnknownKey() {
        assertRejected(seal(new BeatSealer(otherKey, "nas"), 1), Rejection.UNKNOWN_KEY);
    }

    @Test
    void anotherSecretUnderOurKeyIdIsABadSeal() {
        byte[] datagram = seal(new BeatSealer(otherKey, "nas"), 1);
        BeatLayout.putInt(datagram, BeatLayout.KEY_ID, key.id());

        assertRejected(datagram, Rejection.BAD_SEAL);
    }

    @Test
    void aHostCannotSpeakForAnother() {
        byte[] datagram = Forge.seal(key, key.senderId("nas"), 1, bytes(Forge.NUMBERS + Forge.nameField("router")));

        assertRejected(datagram, Rejection.MALFORMED);
    }

    @Test
    void aHostKnownUnderOneKeyIsProvenAnewUnderAnother() {
        Opened opened = opened(valid);
        known.put(opened.beat().sender(), opened.cipher());
        byte[] plaintext = bytes(Forge.NUMBERS + Forge.nameField("nas"));

        assertRejected(Forge.seal(formerKey, key.senderId("nas"), 1, plaintext), Rejection.MALFORMED);
        BeatLayout.putInt(valid, BeatLayout.KEY_ID, formerKey.id());
        assertRejected(valid, Rejection.BAD_SEAL);
    }

    @Test
    void nothingIsLearntFromADatagramThatDoesNotVerify() {
        HostCipher cipher = key.cipherFor(sealer.sender());
        known.put(sealer.sender(), cipher);
        long prefixHigh = BeatLayout.getLong(valid, BeatLayout.NONCE);
        int prefixLow = BeatLayout.getInt(valid, BeatLayout.NONCE + 8);
        byte[] broken = valid.clone();
        broken[valid.length - 1] ^= 1;

        assertRejected(broken, Rejection.BAD_SEAL);
        assertThat(cipher.subkeyIfProven(prefixHigh, prefixLow)).isNull();

        opened(valid);
        assertThat(cipher.subkeyIfProven(prefixHigh, prefixLow)).isNotNull();
        broken[BeatLayout.NONCE] ^= 1;
        assertRejected(broken, Rejection.BAD_SEAL);
        assertThat(cipher.subkeyIfProven(prefixHigh, prefixLow)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void unknownFieldsAreSkipped(String fields) {
        Beat beat = opened(forge(1, Forge.NUMBERS + fields)).beat();

        assertThat(beat.host()).isEqualTo("nas");
        assertThat(beat.epoch()).isEqualTo(1000);
        assertThat(beat.nextBeatMillis()).isEqualTo(4);
    }

    static List<String> wellFormed() {
        String name = Forge.nameField("nas");
        return List.of(
                Forge.field(3, "") + name,
                name + Forge.field(200, "aabbcc"),
                Forge.field(255, "00") + Forge.field(2, "0000000000000007") + name + Forge.field(255, "00"),
                name + Forge.field(9, "ff".repeat(900)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void plaintextThatBreaksTheLayoutIsMalformed(String plaintext) {
        assertRejected(forge(1, plaintext), Rejection.MALFORMED);
    }

    static List<String> malformed() {
        String numbers = Forge.NUMBERS;
        String name = Forge.nameField("nas");
        String process = Forge.field(2, "0000000000000007");
        return List.of(
                numbers + process, // no name
                numbers + name + name, // two names
                numbers + name + Forge.nameField("router"),
                numbers + Forge.field(1, "") + "000000",
                numbers + Forge.field(1, "6e6100"), // name with a control character
                numbers + Forge.field(1, "ff6173"), // name that is not UTF-8
                numbers + Forge.field(1, "206e6173"),
                numbers + name + process + process, // two processes
                numbers + name + Forge.field(2, "00000007"), // process of 4 bytes
                numbers + name + Forge.field(2, "000000000000000007"),
                numbers + name + Forge.field(2, "8000000000000007"), // negative
                numbers + name + "03", // field that ends in its header
                numbers + name + "0300",
                numbers + name + "030001", // field longer than the plaintext
                numbers + name + "03ffff00",
                numbers + "010004" + "6e6173", // name longer than the plaintext
                "80" + numbers.substring(2) + name, // negative epoch
                numbers.substring(0, 16) + "ff" + numbers.substring(18) + name, // negative sequence
                numbers.substring(0, 32) + "ff" + numbers.substring(34) + name, // negative uptime
                numbers.substring(0, 48) + "ff" + numbers.substring(50) + name, // negative wall clock
                numbers.substring(0, 64) + "00000000" + "0000" + name); // no next beat
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " nas", "nas\n", "n\u202Es"})
    void aNameThatCannotBeShownIsMalformedEvenIfItIsTheSendersOwn(String name) {
        byte[] plaintext = bytes(Forge.NUMBERS + Forge.nameField(name) + Forge.field(9, "0000"));

        assertRejected(Forge.seal(key, key.senderId(name), 1, plaintext), Rejection.MALFORMED);
    }

    @Test
    void decodingNeverReadsPastTheEnd() {
        byte[] whole = bytes(Forge.NUMBERS + Forge.nameField("nas") + Forge.field(2, "0000000000000007"));
        for (int length = BeatLayout.FIELDS; length < whole.length; length++) {
            byte[] truncated = Arrays.copyOf(whole, length);
            boolean endsBetweenFields = length == BeatLayout.FIELDS + 6;

            @Nullable
            Beat beat = BeatPlaintext.decode(truncated, length, PacketType.BEAT, key.cipherFor(key.senderId("nas")));

            assertThat(beat != null).as("%d bytes", length).isEqualTo(endsBetweenFields);
        }
    }

    @Test
    void goodbyeThatPromisesABeatIsMalformed() {
        assertRejected(forge(2, Forge.NUMBERS + Forge.nameField("nas")), Rejection.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 4, 5, 127, -1})
    void unknownTypeIsUnsupportedEvenIfSealed(byte type) {
        assertRejected(forge(type, Forge.NUMBERS + Forge.nameField("nas")), Rejection.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 2, -1})
    void otherVersionsAreUnsupported(byte version) {
        valid[BeatLayout.VERSION] = version;

        assertRejected(valid, Rejection.UNSUPPORTED_VERSION);
    }

    @Test
    void theLongestDatagramIsRead() {
        String plaintext = Forge.NUMBERS + Forge.nameField("nas");
        int room = BeatLayout.MAX_LENGTH - BeatLayout.CIPHERTEXT - Xaes256Gcm.TAG_LENGTH - plaintext.length() / 2 - 3;

        byte[] datagram = forge(1, plaintext + Forge.field(99, "00".repeat(room)));

        assertThat(datagram).hasSize(1200);
        opened(datagram);
    }

    private byte[] forge(int type, String plaintext) {
        return Forge.seal(key, key.senderId("nas"), type, bytes(plaintext));
    }

    private Opened opened(byte[] datagram) {
        @Nullable Opened opened = opener.open(ByteBuffer.wrap(datagram));
        assertThat(rejections).isEmpty();
        if (opened == null) {
            throw new AssertionError("rejected without a reason");
        }
        return opened;
    }

    private void assertRejected(byte[] datagram, Rejection why) {
        rejections.clear();
        assertThat(opener.open(ByteBuffer.wrap(datagram))).isNull();
        assertThat(rejections).containsExactly(why);
        rejections.clear();
    }

    private static byte[] seal(BeatSealer sealer, long sequence) {
        return sealer.seal(PacketType.BEAT, 1000, sequence, 2_000_000, 3000, 2000, 0, 4242, 0, null);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
