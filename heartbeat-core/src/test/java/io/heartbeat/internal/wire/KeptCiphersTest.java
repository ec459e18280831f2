package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptCiphersTest {
    private final KeptCiphers ciphers = new KeptCiphers();

    @Test
    void aSenderFindsItsCipherAgain() {
        assertThat(ciphers.provenFor(new SenderId(1, 2))).isSameAs(ciphers.provenFor(new SenderId(1, 2)));
    }

    @Test
    void sendersHaveTheirOwn() {
        assertThat(ciphers.provenFor(new SenderId(1, 2))).isNotSameAs(ciphers.provenFor(new SenderId(1, 3)));
    }

    @Test
    void hardlyAnyOfAThousandShare() {
        long distinct = new Random(1)
                .longs(1_000)
                .mapToObj(low -> ciphers.provenFor(new SenderId(0, low)))
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(990);
    }

    @Test
    void moreSendersThanCiphersShare() {
        long distinct = new Random(1)
                .longs(100_000)
                .mapToObj(low -> ciphers.provenFor(new SenderId(0, low)))
                .distinct()
                .count();

        assertThat(distinct).isEqualTo(4096);
    }

    @Test
    void keysThatHaveNotProvedThemselvesDisturbNobody() {
        assertThat(ciphers.unproven()).isNotSameAs(ciphers.provenFor(new SenderId(1, 2)));
    }
}
