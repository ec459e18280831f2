package io.heartbeat.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Rejection;
import io.heartbeat.event.Severity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/protocol.md} to the truth. */
class ProtocolDocumentTest {
    private static final HexFormat HEX = HexFormat.of();

    private final ProtocolDocument document = new ProtocolDocument();
    private final Map<String, String> example = document.example("example");
    private final GroupKey groupKey =
            GroupKey.ofKey(HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"), "cellar");

    @Test
    void datagramTable() {
        assertThat(offsets("datagram"))
                .isEqualTo(List.of(
                        BeatLayout.MAGIC,
                        BeatLayout.VERSION,
                        BeatLayout.TYPE,
                        BeatLayout.KEY_ID,
                        BeatLayout.SENDER_ID,
                        BeatLayout.NONCE,
                        BeatLayout.CIPHERTEXT));
    }

    @Test
    void plaintextTable() {
        assertThat(offsets("plaintext"))
                .isEqualTo(List.of(
                        BeatLayout.EPOCH,
                        BeatLayout.SEQUENCE,
                        BeatLayout.UPTIME_MICROS,
                        BeatLayout.WALL_MILLIS,
                        BeatLayout.NEXT_BEAT_MILLIS,
                        BeatLayout.FLAGS,
                        BeatLayout.FIELDS));
    }

    @Test
    void fieldTable() {
        assertThat(document.table("fields").stream().map(row -> row.subList(0, 3)))
                .containsExactly(
                        List.of("" + BeatLayout.FIELD_NAME, "1 … " + HostName.MAX_BYTES, "name"),
                        List.of("" + BeatLayout.FIELD_PROCESS, "" + Long.BYTES, "process"),
                        List.of("" + BeatLayout.FIELD_CONDITIONS, BeatLayout.CONDITIONS + " …", "conditions"),
                        List.of("" + BeatLayout.FIELD_LATENESS, "" + Integer.BYTES, "lateness"),
                        List.of("" + BeatLayout.FIELD_ECHO, "" + Long.BYTES, "echo"),
                        List.of("" + BeatLayout.FIELD_HELD_KEYS, "4, 8 … " + 4 * HeldKeys.MOST_OTHERS, "held keys"),
                        List.of("" + BeatLayout.FIELD_TOKEN, "" + Integer.BYTES, "token"),
                        List.of("" + (BeatLayout.FIELD_PADDING & 0xff), "0 …", "padding"));
    }

    @Test
    void conditionsTable() {
        assertThat(offsets("conditions"))
                .isEqualTo(List.of(BeatLayout.REVISION, BeatLayout.PAGE, BeatLayout.PAGES, BeatLayout.CONDITIONS));
    }

    @Test
    void conditionTextsTable() {
        String tooLong = "x".repeat(300);
        byte[] bytes = ConditionBytes.encode(new HardwareCondition(
                tooLong, tooLong, tooLong, Severity.WARNING, tooLong, tooLong, tooLong, Instant.EPOCH));
        int at = Long.BYTES + 1;
        for (List<String> row : document.table("condition texts")) {
            assertThat(bytes[at] & 0xff).as(row.get(0)).isEqualTo(Integer.parseInt(row.get(1)));
            at += 1 + (bytes[at] & 0xff);
        }
        assertThat(at).isEqualTo(bytes.length);
    }

    @Test
    void rejectionTable() {
        assertThat(document.table("rejections").stream()
                        .map(row -> Rejection.valueOf(row.get(1).replace("`", ""))))
                .containsExactly(
                        Rejection.NOT_A_BEAT,
                        Rejection.UNSUPPORTED_VERSION,
                        Rejection.UNKNOWN_KEY,
                        Rejection.OUTDATED_KEY,
                        Rejection.BAD_SEAL,
                        Rejection.MALFORMED,
                        Rejection.DENIED,
                        Rejection.REPLAYED,
                        Rejection.DELAYED);
    }

    @Test
    void keysOfTheExample() {
        SenderId sender = groupKey.senderId("nas");
        byte[] nonce = exampleBytes("nonce");

        assertThat(GroupKey.ofKey(exampleBytes("group key")).id()).isEqualTo(groupKey.id());
        assertThat("%08x".formatted(groupKey.id())).isEqualTo(example.get("key id"));
        assertThat(sender).hasToString(example.get("sender id"));
        assertThat(new Xaes256Gcm().subkey(exampleBytes("host key"), nonce, 0).getEncoded())
                .isEqualTo(exampleBytes("subkey"));
        assertThat(groupKey.cipherFor(sender).sealingKey(nonce).getEncoded()).isEqualTo(exampleBytes("subkey"));
    }

    @Test
    void sealingTheExampleGivesItsDatagram() {
        BeatSealer sealer = new BeatSealer(groupKey.hostKey("nas", 0), List.of(), new Dictated(exampleBytes("nonce")));

        byte[] datagram =
                sealer.seal(PacketType.BEAT, 1795305600000L, 42, 84_000_000, 1795305684000L, 2000, 0, 4242, 0, null);

        assertThat(HEX.formatHex(datagram)).isEqualTo(example.get("datagram"));
    }

    @Test
    void openingTheExampleGivesItsPlaintext() {
        HostCipher cipher = groupKey.cipherFor(groupKey.senderId("nas"));
        byte[] datagram = exampleBytes("datagram");
        byte[] plaintext = new byte[BeatLayout.MAX_LENGTH];

        int length = cipher.open(datagram, datagram.length, plaintext, new Xaes256Gcm(), new CipherPool());

        assertThat(HEX.formatHex(plaintext, 0, length)).isEqualTo(example.get("plaintext"));
    }

    @Test
    void openingTheExampleGivesItsBeat() {
        List<Rejection> rejections = new ArrayList<>();
        BeatOpener opener = new BeatOpener(new KeyRing(List.of(groupKey)), sender -> null, rejections::add);

        Opened opened = opener.open(ByteBuffer.wrap(exampleBytes("datagram")));

        assertThat(rejections).isEmpty();
        assertThat(opened)
                .isNotNull()
                .extracting(Opened::beat)
                .isEqualTo(new Beat(
                        PacketType.BEAT,
                        groupKey.senderId("nas"),
                        HeldKeys.only(groupKey.id()),
                        "nas",
                        1795305600000L,
                        42,
                        84_000_000,
                        1795305684000L,
                        2000,
                        0,
                        4242,
                        0,
                        null));
    }

    @Test
    void passphraseExample() {
        Map<String, String> expected = document.example("passphrase example");

        byte[] stretched = GroupKey.pbkdf2(
                "correct horse battery", "heartbeat/v1|cellar".getBytes(UTF_8), 600_000, GroupKey.LENGTH);

        assertThat(HEX.formatHex(stretched)).isEqualTo(expected.get("group key"));
        assertThat("%08x"
                        .formatted(GroupKey.ofPassphrase("correct horse battery", "cellar")
                                .id()))
                .isEqualTo(expected.get("key id"));
    }

    private List<Integer> offsets(String table) {
        return document.table(table).stream()
                .map(row -> row.get(0).replace(" + n", ""))
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    private byte[] exampleBytes(String name) {
        return HEX.parseHex(example.getOrDefault(name, ""));
    }

    /** Draws what it was told to. */
    private static final class Dictated extends Random {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;
        private int drawn;

        Dictated(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, drawn, into, 0, into.length);
            drawn += into.length;
        }
    }
}
