package io.heartbeat.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationTest {

    @Test
    void isOneLineOfJsonForPrograms() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("silence", "PT10S");
        details.put("beats-missed", "5");

        assertThat(notification("nas flatlined:\n5 beats missed", details).toJson())
                .isEqualTo("{\"version\":1,\"id\":\"c0ffee01\",\"type\":\"HOST_FLATLINED\",\"host\":\"nas\","
                        + "\"at\":\"2026-11-22T10:00:00.250Z\",\"severity\":\"CRITICAL\",\"phase\":\"PROBLEM\","
                        + "\"incident\":\"nas-1\",\"title\":\"Flatlined Host: nas\","
                        + "\"text\":\"nas flatlined:\\n5 beats missed\","
                        + "\"details\":{\"silence\":\"PT10S\",\"beats-missed\":\"5\"}}");
    }

    @Test
    void hasNoDetailsIfThereAreNone() {
        assertThat(notification("", Map.of()).toJson()).endsWith("\"text\":\"\",\"details\":{}}");
    }

    @Test
    void escapesTheNamesOfDetailsToo() {
        assertThat(notification("", Map.of("a\"b", "c")).toJson()).endsWith("\"details\":{\"a\\\"b\":\"c\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "say \"hi\",         \"say \\\"hi\\\"\"",
                "C:\\temp,           \"C:\\\\temp\"",
                "<b>ça</b> 'x' & 🛑, \"<b>ça</b> 'x' & 🛑\""
            })
    void quotesAsJsonDemands(String text, String json) {
        assertThat(JsonText.quoted(text)).isEqualTo(json);
    }

    @Test
    void quotesWhatCannotBePrinted() {
        assertThat(JsonText.quoted("a\tb\r\nc\0\u001b\u007f\u0085\u2028\u2029"))
                .isEqualTo("\"a\\tb\\r\\nc\\u0000\\u001b\\u007f\\u0085\\u2028\\u2029\"");
    }

    @Test
    void quotesHalfASurrogatePairWhichNoEncodingCarries() {
        assertThat(JsonText.quoted("x\ud83d")).isEqualTo("\"x\\ud83d\"");
        assertThat(JsonText.quoted("\udc94x\ud83d\udc94")).isEqualTo("\"\\udc94x💔\"");
    }

    private static Notification notification(String text, Map<String, String> details) {
        return new Notification(
                "c0ffee01",
                "HOST_FLATLINED",
                "nas",
                Instant.parse("2026-11-22T10:00:00.250Z"),
                Severity.CRITICAL,
                Notification.Phase.PROBLEM,
                "nas-1",
                "Flatlined Host: nas",
                text,
                details);
    }
}
