package com.example.heartbeat.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.NotifierContract;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNotifierTest {
    private final FileNotifierFactory factory = new FileNotifierFactory();

    @TempDir
    Path directory;

    @Test
    void keeps_the_contract_of_a_notifier() {
        NotifierContract.of(factory)
                .with("path", directory.resolve("log").toString())
                .unreachableWith("path", directory.resolve("absent/log").toString())
                .verify();
    }

    @Test
    void appends_a_line_for_each_notification() throws Exception {
        Path log = directory.resolve("log");
        Files.writeString(log, "there before\n");
        Notifier notifier = notifier(Map.of("path", log.toString()));

        notifier.deliver(SampleNotifications.problem(), SampleNotifications.attempt());
        notifier.deliver(SampleNotifications.recovery(), SampleNotifications.attempt());

        assertThat(log).hasContent("""
                        there before
                        2026-11-22T10:00:00Z CRITICAL Flatlined Host: nas
                        2026-11-22T10:05:00Z INFO Recovered Host: nas
                        """);
    }

    @Test
    void the_long_format_tells_the_text_as_well_still_in_one_line() throws Exception {
        Path log = directory.resolve("log");
        Notifier notifier = notifier(Map.of("path", log.toString(), "format", "long"));

        notifier.deliver(
                SampleNotifications.saying("Flatlined Host: nas", "silent\r\n\u001b[31mfor 10 s\u2028 \n"),
                SampleNotifications.attempt());

        assertThat(log)
                .content()
                .endsWith("Flatlined Host: nas: silent [31mfor 10 s\n")
                .hasLineCount(1);
    }

    @Test
    void a_missing_directory_is_an_error_of_the_configuration() throws Exception {
        Notifier notifier =
                notifier(Map.of("path", directory.resolve("absent/log").toString()));

        Outcome outcome = notifier.deliver(SampleNotifications.problem(), SampleNotifications.attempt());

        assertThat(outcome)
                .isEqualTo(Outcome.rejected(
                        Outcome.Refusal.CONFIGURATION,
                        "the directory of " + directory.resolve("absent/log") + " does not exist: create it"));
    }

    @Test
    void tells_all_wrong_settings_at_once() {
        TestSettings settings = TestSettings.of(Map.of("format", "loud", "colour", "red"));

        factory.create(settings);

        assertThat(settings.errors())
                .hasSize(3)
                .anySatisfy(error -> assertThat(error).contains("path"))
                .anySatisfy(error -> assertThat(error).contains("format must be short or long, but is 'loud'"))
                .anySatisfy(error -> assertThat(error).contains("colour"));
    }

    private Notifier notifier(Map<String, String> settings) {
        return factory.create(TestSettings.of(settings)).get(0);
    }
}
