package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class CipherPoolTest {
    private final CipherPool pool = new CipherPool(2);

    @Test
    void whoeverIsLentACipherHasItAlone() {
        assertThat(pool.lend()).isNotNull().isNotSameAs(pool.lend());
    }

    @Test
    void moreThanThereAreAreNotLent() {
        pool.lend();
        pool.lend();
        assertThat(pool.lend()).isNull();
        assertThat(pool.lend()).isNull();
    }

    @Test
    void whatWasGivenBackIsLentAgainAndNoMore() {
        pool.lend();
        Cipher second = pool.lend();
        pool.giveBack(second);
        assertThat(pool.lend()).isSameAs(second);
        assertThat(pool.lend()).isNull();
    }

    @Test
    void aUsualHeapHasRoomForAThousand() {
        CipherPool usual = new CipherPool();
        for (int i = 0; i < 1_000; i++) {
            assertThat(usual.lend()).isNotNull();
        }
    }

    @Test
    void keysThatHaveNotProvedThemselvesDisturbNobody() {
        assertThat(pool.unproven()).isNotSameAs(pool.shared()).isNotSameAs(pool.lend());
    }
}
