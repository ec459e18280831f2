package io.heartbeat.examples.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heartbeat.event.DetectionQuality;
import io.heartbeat.event.Evidence;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.120456Z");

    private static final HardwareCondition PENDING = new HardwareCondition(
            "smart:wwn-5000c500a1b2c3d4",
            "WD Red at /dev/sda",
            "disk.pending",
            Severity.CRITICAL,
            "648 sectors cannot be read",
            "Replace the disk",
            "pending sectors 648",
            Instant.parse("2026-11-22T09:30:00Z"));

    static Stream<Class<?>> everyKindOfEvent() {
        return Arrays.stream(HeartbeatEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void everyEventIsOneLineWithAllItsComponents(Class<? extends Record> type) {
        HeartbeatEvent event = (HeartbeatEvent) sample(type);

        String line = Json.ofEvent(event).toString();

        assertThat(line).doesNotContain("\n", "\r");
        JsonObject json = JsonParser.parseString(line).getAsJsonObject();
        assertThat(json.keySet()).startsWith("type", "id", "host", "at", "severity", "summary");
        assertThat(json.get("type").getAsString()).isEqualTo(event.type());
        assertThat(json.get("summary").getAsString()).isEqualTo(event.summary());
        assertThat(json.get("severity").getAsString())
                .isEqualTo(event.severity().name());
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isDuration = component.getType() == Duration.class;
            assertThat(json.keySet()).contains(component.getName() + (isDuration ? "Seconds" : ""));
        }
    }

    @Test
    void aFlatlineReadsAsDocumented() {
        HostFlatlined event = new HostFlatlined(
                "f1",
                "nas",
                AT,
                Instant.parse("2026-11-22T09:59:50Z"),
                Duration.ofMillis(10_120),
                new Evidence(
                        5,
                        Duration.ofSeconds(2),
                        0.25,
                        true,
                        Duration.ofMillis(3),
                        Duration.ofMillis(4_200),
                        5,
                        Duration.ofMillis(1),
                        "192.0.2.7",
                        List.of("eth0"),
                        List.of("web")));

        assertThat(Json.ofEvent(event))
                .hasToString(
                        "{\"type\":\"HOST_FLATLINED\",\"id\":\"f1\",\"host\":\"nas\",\"at\":\"2026-11-22T10:00:00.120Z\","
                                + "\"severity\":\"CRITICAL\",\"summary\":\"nas flatlined: silent for 10 s, 5 beats missed\","
                                + "\"lastSeen\":\"2026-11-22T09:59:50.000Z\",\"silenceSeconds\":10.120,\"evidence\":{\"beatsMissed\":5,"
                                + "\"expectedGapSeconds\":2.000,\"loss\":0.25,\"heardSinceStart\":true,\"jitterSeconds\":0.003,"
                                + "\"allowedSilenceSeconds\":4.200,\"solicitations\":5,\"monitorDelaySeconds\":0.001,"
                                + "\"address\":\"192.0.2.7\",\"interfaces\":[\"eth0\"],\"silentTogether\":[\"web\"]}}");
    }

    @Test
    void aHardwareProblemReadsAsDocumented() {
        assertThat(Json.ofEvent(new HardwareProblem("p1", "nas", AT, PENDING, true)))
                .hasToString(
                        "{\"type\":\"HARDWARE_PROBLEM\",\"id\":\"p1\",\"host\":\"nas\",\"at\":\"2026-11-22T10:00:00.120Z\","
                                + "\"severity\":\"CRITICAL\",\"summary\":\"nas: WD Red at /dev/sda: 648 sectors cannot be read. Replace the disk\","
                                + "\"condition\":{\"component\":\"smart:wwn-5000c500a1b2c3d4\",\"label\":\"WD Red at /dev/sda\","
                                + "\"code\":\"disk.pending\",\"severity\":\"CRITICAL\",\"message\":\"648 sectors cannot be read\","
                                + "\"advice\":\"Replace the disk\",\"reading\":\"pending sectors 648\",\"since\":\"2026-11-22T09:30:00.000Z\"},"
                                + "\"remote\":true}");
    }

    @Test
    void theConditionsOfAHostAreAnArray() {
        HostSnapshot nas = new HostSnapshot(
                "nas",
                HostState.ALIVE,
                AT,
                AT,
                AT,
                Duration.ofSeconds(2),
                "192.0.2.7",
                0,
                true,
                List.of(PENDING, PENDING),
                new DetectionQuality(
                        Duration.ofMillis(3),
                        Duration.ofMillis(450),
                        Duration.ofMillis(900),
                        Duration.ofMillis(940),
                        Duration.ofDays(800)),
                List.of("d239c029"),
                "9f3c21ab");

        JsonArray conditions = Json.ofRecord(nas).getAsJsonArray("conditions");

        assertThat(Json.ofRecord(nas).getAsJsonObject("quality"))
                .hasToString("{\"jitterSeconds\":0.003,\"p999GapSeconds\":0.450,\"deadlineSeconds\":0.900,"
                        + "\"detectionBoundSeconds\":0.940,\"falseAlarmIntervalSeconds\":69120000.000}");
        assertThat(conditions).hasSize(2);
        assertThat(conditions.get(1)).isEqualTo(Json.ofRecord(PENDING));
    }

    @Test
    void textStaysOnOneLineAndReadable() {
        String line =
                Json.ofEvent(new HostDeparted("d1", "büro <\"1\">\n\u2028", AT)).toString();

        assertThat(line).contains("büro <\\\"1\\\">\\n\\u2028").doesNotContain("\n", "\u2028");
    }

    private static Object sample(Class<?> type) {
        if (type == String.class) {
            return "text";
        } else if (type == Instant.class) {
            return AT;
        } else if (type == Duration.class) {
            return Duration.ofMillis(1_500);
        } else if (type == long.class) {
            return 7L;
        } else if (type == int.class) {
            return 7;
        } else if (type == double.class) {
            return 0.5;
        } else if (type == boolean.class) {
            return true;
        } else if (type == List.class) {
            return List.of("one", "two");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        assertThat(type).as("a kind of component that this test does not know").isRecord();
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types)
                    .newInstance(Stream.of(types).map(JsonTest::sample).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }
}
