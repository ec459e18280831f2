package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.SampleNotifications;
import org.junit.jupiter.api.Test;

class ToneTest {
    @Test
    void followsTheSeverityUntilItIsOver() {
        assertThat(Tone.of(SampleNotifications.problem())).isEqualTo(Tone.CRITICAL);
        assertThat(Tone.of(SampleNotifications.warning())).isEqualTo(Tone.WARNING);
        assertThat(Tone.of(SampleNotifications.recovery())).isEqualTo(Tone.GOOD);
        assertThat(Tone.of(SampleNotifications.note())).isEqualTo(Tone.NEUTRAL);
    }
}
