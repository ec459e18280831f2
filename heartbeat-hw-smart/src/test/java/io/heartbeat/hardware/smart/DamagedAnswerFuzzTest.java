package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The answer of a sick disk of which something cannot be read: what was found before is never called off. The input is a byte for the
 * capture, then for each damage a byte for its kind and two for the place.
 */
class DamagedAnswerFuzzTest {
    private static final List<Capture> SICK = List.of(
            Capture.of("captured/shim-failing-status"),
            Capture.of("captured/shim-pending"),
            Capture.of("captured/shim-prefail-now-statusok"),
            Capture.of("scrutiny/smart-fail2"),
            Capture.of("captured/nvme0-critwarn-1"),
            Capture.of("captured/nvme0-critwarn-2"),
            Capture.of("captured/nvme0-critwarn-16"),
            Capture.of("scrutiny/smart-nvme-failed"),
            Capture.of("captured/scsidebug-ie-test-a"),
            Capture.of("scrutiny/smart-megaraid1"),
            Capture.of("scrutiny/smart-ata-date2"),
            Capture.of("captured/sda-smart-disabled-a"));
    /** These decide what a number means, so without them another verdict is right. */
    private static final Set<String> SCALES = Set.of("rotation_rate", "version", "device_type");

    private static final String ID = "wwn-1";

    /** A member of an object, or a place in an array. */
    private record Place(JsonElement holder, String name, int index) {}

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 4) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(input);
        Capture capture = SICK.get((bytes.get() & 0xff) % SICK.size());
        TestContext context = new TestContext();
        ComponentReport sick = new Verdict(ID, "Disk", context, List.of()).on(capture.answer());
        for (int check = 0; check < 3; check++) {
            context.remember(HardwareReport.complete(List.of(sick)));
            context.advance(Duration.ofMinutes(30));
        }
        JsonObject damaged = JsonParser.parseString(capture.printed()).getAsJsonObject();
        List<String> what = new ArrayList<>();
        while (bytes.remaining() >= 3 && what.size() < 4) {
            what.add(damage(damaged, bytes.get() & 0xff, bytes.getShort() & 0xffff));
        }
        Optional<SmartctlAnswer> answer = SmartctlAnswer.parse(damaged.toString(), capture.exit());
        if (answer.isEmpty()) {
            return;
        }
        ComponentReport now = new Verdict(ID, "Disk", context, sick.conditions()).on(answer.get());

        if (Set.of(ComponentState.OK, ComponentState.WARNING, ComponentState.CRITICAL)
                .contains(now.state())) {
            assertThat(now.conditions())
                    .as("%s without %s", capture.name(), what)
                    .extracting(Condition::code)
                    .containsAll(sick.conditions().stream().map(Condition::code).toList());
        }
    }

    private static String damage(JsonObject root, int kind, int place) {
        List<Place> places = new ArrayList<>();
        collect(root, places);
        if (places.isEmpty()) {
            return "anything";
        }
        Place chosen = places.get(place % places.size());
        if (chosen.holder instanceof JsonArray array) {
            array.set(chosen.index, kind % 3 == 0 ? JsonNull.INSTANCE : otherType(array.get(chosen.index)));
            return "element " + chosen.index;
        }
        JsonObject object = chosen.holder.getAsJsonObject();
        switch (kind % 3) {
            case 0 -> object.remove(chosen.name);
            case 1 -> object.add(chosen.name, JsonNull.INSTANCE);
            default -> object.add(chosen.name, otherType(object.get(chosen.name)));
        }
        return chosen.name;
    }

    private static JsonElement otherType(JsonElement element) {
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
            return new JsonPrimitive(7);
        }
        return new JsonPrimitive("?");
    }

    private static void collect(JsonElement element, List<Place> places) {
        if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                if (!SCALES.contains(member.getKey())) {
                    places.add(new Place(object, member.getKey(), 0));
                    collect(member.getValue(), places);
                }
            }
        } else if (element instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(array, "", i));
                collect(array.get(i), places);
            }
        }
    }
}
