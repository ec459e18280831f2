package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatTest {
    @ParameterizedTest
    @CsvSource({
        "BEAT, 0, 0, 0, 0, 1, 0, 0",
        "BEAT, 9223372036854775807, 9223372036854775807, 9223372036854775807, 9223372036854775807, 4294967295, 65535, "
                + "9223372036854775807",
        "GOODBYE, 1, 2, 3, 4, 0, 1, 6",
    })
    void takesEveryValueThatCanTravel(
            PacketType type, long epoch, long sequence, long uptime, long wall, long next, int flags, long process) {
        assertThat(beat(type, epoch, sequence, uptime, wall, next, flags, process))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BEAT, -1, 0, 0, 0, 1, 0, 0, 'epoch must be 0 to 9223372036854775807, but is -1'",
        "BEAT, 0, -1, 0, 0, 1, 0, 0, 'sequence must be 0 to 9223372036854775807, but is -1'",
        "BEAT, 0, 0, -1, 0, 1, 0, 0, 'uptimeMicros must be 0 to 9223372036854775807, but is -1'",
        "BEAT, 0, 0, 0, -1, 1, 0, 0, 'wallMillis must be 0 to 9223372036854775807, but is -1'",
        "BEAT, 0, 0, 0, 0, 0, 0, 0, 'nextBeatMillis must be 1 to 4294967295, but is 0'",
        "BEAT, 0, 0, 0, 0, 4294967296, 0, 0, 'nextBeatMillis must be 1 to 4294967295, but is 4294967296'",
        "GOODBYE, 0, 0, 0, 0, 1, 0, 0, 'nextBeatMillis must be 0 to 0, but is 1'",
        "BEAT, 0, 0, 0, 0, 1, -1, 0, 'flags must be 0 to 65535, but is -1'",
        "BEAT, 0, 0, 0, 0, 1, 65536, 0, 'flags must be 0 to 65535, but is 65536'",
        "BEAT, 0, 0, 0, 0, 1, 0, -1, 'processId must be 0 to 9223372036854775807, but is -1'",
    })
    void refusesWhatCannotTravel(
            PacketType type,
            long epoch,
            long sequence,
            long uptime,
            long wall,
            long next,
            int flags,
            long process,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> beat(type, epoch, sequence, uptime, wall, next, flags, process))
                .withMessage(message);
    }

    @Test
    void resumedIsTheLowestFlag() {
        assertThat(beat(PacketType.BEAT, 0, 0, 0, 0, 1, 0xffff, 0).resumed()).isTrue();
        assertThat(beat(PacketType.BEAT, 0, 0, 0, 0, 1, 0xfffe, 0).resumed()).isFalse();
    }

    private static Beat beat(
            PacketType type, long epoch, long sequence, long uptime, long wall, long next, int flags, long process) {
        return new Beat(
                type,
                new SenderId(1, 2),
                HeldKeys.only(3),
                "nas",
                epoch,
                sequence,
                uptime,
                wall,
                next,
                flags,
                process,
                0,
                null);
    }
}
