package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Reception;
import io.heartbeat.event.Rejection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceptionLogTest {
    private final ReceptionLog log = new ReceptionLog(() -> reception(Map.of()));

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void namesTheReasonsMostFrequentFirst() {
        Reception reception = reception(Map.of(Rejection.BAD_SEAL, 1L, Rejection.UNKNOWN_KEY, 3L));

        assertThat(ReceptionLog.text(reception))
                .isEqualTo("Received 10 datagrams, counted 6, rejected 4 "
                        + "(sealed under a secret that this monitor does not hold: 3; damaged or forged: 1)");
    }

    @Test
    void saysNothingOfReasonsWhereThereAreNone() {
        assertThat(ReceptionLog.text(reception(Map.of()))).isEqualTo("Received 10 datagrams, counted 10, rejected 0");
    }

    @Test
    void saysHowManyDidNotFitIntoTheReceiveBuffer() {
        assertThat(ReceptionLog.text(new Reception(10, 10, Map.of(), 7)))
                .endsWith("rejected 0; the receive buffer was too small for 7 more");
    }

    @Test
    void aNewReasonIsNewsAndAgainWhenItHasDoubled() {
        assertThat(log.isNews(reception(Map.of()))).isFalse();
        assertThat(log.isNews(reception(Map.of(Rejection.BAD_SEAL, 3L)))).isTrue();
        assertThat(log.isNews(reception(Map.of(Rejection.BAD_SEAL, 3L)))).isFalse();
        assertThat(log.isNews(reception(Map.of(Rejection.BAD_SEAL, 5L)))).isFalse();
        assertThat(log.isNews(reception(Map.of(Rejection.BAD_SEAL, 5L, Rejection.MALFORMED, 1L))))
                .isTrue();
        assertThat(log.isNews(reception(Map.of(Rejection.BAD_SEAL, 10L, Rejection.MALFORMED, 1L))))
                .isTrue();
    }

    @Test
    void ownBeatsAreNoNews() {
        assertThat(log.isNews(reception(Map.of(Rejection.OWN_BEAT, 9L)))).isFalse();
    }

    private static Reception reception(Map<Rejection, Long> rejected) {
        long sum = rejected.values().stream().mapToLong(Long::longValue).sum();
        return new Reception(10, 10 - sum, rejected, 0);
    }
}
