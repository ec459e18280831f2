package io.heartbeat.hardware.smart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Anything as what smartctl printed: a report all the same, and "OK" only if the disk says so itself. The exit status is as odd as its length. */
class SmartctlFuzzTest {
    private static final int MOST_TEXT = 20_000;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Optional<SmartctlAnswer> parsed = SmartctlAnswer.parse(new String(input, UTF_8), input.length & 0xff);
        if (parsed.isEmpty()) {
            return;
        }
        SmartctlAnswer answer = parsed.get();
        Optional<DiskIdentity> identity = DiskIdentity.of(answer);
        String id = identity.map(DiskIdentity::id).orElse("device:/dev/sda");
        assertThat(DeviceScan.devices(answer))
                .allSatisfy(device -> assertThat(device.name()).isNotBlank());

        ComponentReport report = new Verdict(id, "Disk", new Nothing(), List.of()).on(answer);

        assertThat(report.id()).isEqualTo(id);
        if (report.state() == ComponentState.OK) {
            assertThat(answer.passed()).contains(true);
            assertThat(answer.exitHas(SmartctlAnswer.FAILING))
                    .as("also says that it fails")
                    .isFalse();
        }
        if (report.state() == ComponentState.UNKNOWN || report.state() == ComponentState.UNSUPPORTED) {
            assertThat(report.note()).isNotBlank();
        }
        assertThat(report.conditions().stream().map(Condition::code)).doesNotHaveDuplicates();
        for (Condition condition : report.conditions()) {
            assertThat(condition.message()).isNotBlank().hasSizeLessThan(MOST_TEXT);
        }
    }

    /** Nothing is open, and every counter has grown by what it shows. */
    private static final class Nothing implements CheckContext {
        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean isOpen(String component, String code) {
            return false;
        }

        @Override
        public double growth(String component, String reading, double present, Duration window) {
            return present;
        }
    }
}
