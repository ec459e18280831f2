package io.heartbeat.internal.monitor;

import static io.heartbeat.event.Rejection.DELAYED;
import static io.heartbeat.event.Rejection.WRONG_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.time.Moment;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Refusals refusals = new Refusals();
    private long second;

    @Test
    void aHandfulIsNotWorthTelling() {
        assertThat(toldWithin(4, WRONG_CLOCK)).isZero();
    }

    @Test
    void manyAtOnceAreNotWorthTelling() {
        for (int i = 0; i < 100; i++) {
            assertThat(refusals.worthTelling(DELAYED, SECOND, now())).isFalse();
        }
    }

    @Test
    void thoseThatKeepComingAreToldOnceInTenMinutes() {
        assertThat(toldWithin(60, WRONG_CLOCK)).isEqualTo(1);
        assertThat(toldWithin(1_140, WRONG_CLOCK)).isEqualTo(1);
        assertThat(toldWithin(600, WRONG_CLOCK)).isEqualTo(1);
    }

    @Test
    void anAcceptedBeatBeginsTheCountAnew() {
        for (int i = 0; i < 100; i++) {
            assertThat(toldWithin(4, WRONG_CLOCK)).isZero();
            refusals.accepted();
        }
    }

    @Test
    void anotherReasonBeginsTheCountAnew() {
        for (int i = 0; i < 100; i++) {
            assertThat(toldWithin(3, WRONG_CLOCK)).isZero();
            assertThat(toldWithin(3, DELAYED)).isZero();
        }
    }

    @Test
    void whatGoesOnIsToldOnceAndAnewAfterTenMinutesWithoutIt() {
        assertThat(refusals.beginsAnew(now())).isTrue();
        for (int i = 0; i < 100; i++) {
            second += 599;
            assertThat(refusals.beginsAnew(now())).isFalse();
        }
        second += 600;
        assertThat(refusals.beginsAnew(now())).isTrue();
    }

    private int toldWithin(int seconds, Rejection reason) {
        int told = 0;
        for (int i = 0; i < seconds; i++) {
            second++;
            told += refusals.worthTelling(reason, SECOND, now()) ? 1 : 0;
        }
        return told;
    }

    private Moment now() {
        return new Moment(Long.MAX_VALUE - 100 * SECOND + second * SECOND, 0);
    }
}
