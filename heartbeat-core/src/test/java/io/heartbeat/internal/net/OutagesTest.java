package io.heartbeat.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutagesTest {
    private final Outages<String> outages = new Outages<>();

    @Test
    void aFailureBeginsOnceAndEndsOnce() {
        assertThat(outages.begins("eth0")).isTrue();
        assertThat(outages.begins("eth0")).isFalse();
        assertThat(outages.ends("eth0")).isTrue();
        assertThat(outages.ends("eth0")).isFalse();
        assertThat(outages.begins("eth0")).isTrue();
    }

    @Test
    void whatNeverFailedHasNothingToEnd() {
        outages.begins("eth0");

        assertThat(outages.ends("eth1")).isFalse();
    }

    @Test
    void endlesslyManyFailuresAreNotAllRemembered() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(outages.begins("veth" + i)).isTrue();
        }

        assertThat(outages.ends("veth0")).isFalse();
        assertThat(outages.ends("veth999")).isTrue();
    }
}
