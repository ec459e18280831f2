package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any plaintext under a valid seal, after a byte for the type: what is read of it can be written, and then reads the same. */
class PlaintextFuzzTest {
    private static final String HOST = "nas";
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);
    private static final SenderId SENDER = KEY.senderId(HOST);
    private static final int MOST = BeatLayout.MAX_LENGTH - BeatLayout.CIPHERTEXT - Xaes256Gcm.TAG_LENGTH;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int type = 1 + (input[0] & 0xff) % 3;
        byte[] plaintext = Arrays.copyOfRange(input, 1, Math.min(input.length, 1 + MOST));
        Beat beat = open(type, plaintext);
        if (beat == null) {
            return;
        }
        assertThat(beat.host()).isEqualTo(HOST);
        byte[] written = written(beat);
        assertThat(written).hasSizeLessThanOrEqualTo(plaintext.length);
        Beat read = open(type, written);
        assertThat(read).isNotNull();
        assertThat(written(read)).isEqualTo(written);

        ConditionPage page = beat.conditions();
        List<HardwareCondition> conditions = page == null ? null : page.conditions();
        if (conditions != null) {
            conditions.forEach(PlaintextFuzzTest::assertShowable);
            List<HardwareCondition> cut = throughPages(conditions);
            assertThat(cut).hasSameSizeAs(conditions);
            assertThat(throughPages(cut)).isEqualTo(cut);
        }
    }

    private static @Nullable Beat open(int type, byte[] plaintext) {
        List<Rejection> rejections = new ArrayList<>();
        Opened opened = new BeatOpener(new KeyRing(List.of(KEY)), sender -> null, rejections::add)
                .open(ByteBuffer.wrap(Forge.seal(KEY, SENDER, type, plaintext)));
        assertThat(rejections).hasSize(opened == null ? 1 : 0).doesNotContain(Rejection.BAD_SEAL);
        return opened == null ? null : opened.beat();
    }

    private static byte[] written(Beat beat) {
        byte[] name = beat.host().getBytes(StandardCharsets.UTF_8);
        byte[] written = new byte[BeatPlaintext.length(beat, name)];
        BeatPlaintext.encode(beat, name, written, 0);
        return written;
    }

    private static void assertShowable(HardwareCondition condition) {
        assertThat(condition.code()).matches("[a-z0-9.-]{0,255}");
        for (String text : List.of(
                condition.component(),
                condition.label(),
                condition.message(),
                condition.advice(),
                condition.reading(),
                condition.since().toString())) {
            assertThat(text).matches("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{0,255}");
        }
    }

    private static List<HardwareCondition> throughPages(List<HardwareCondition> conditions) {
        int room = new BeatSealer(KEY, HOST).roomForConditions();
        List<HardwareCondition> read = new ArrayList<>();
        for (ConditionPage page : ConditionPages.of(conditions, room)) {
            assertThat(page.length()).isLessThanOrEqualTo(room);
            List<HardwareCondition> ofPage = page.conditions();
            assertThat(ofPage).isNotNull();
            read.addAll(ofPage);
        }
        return read;
    }
}
