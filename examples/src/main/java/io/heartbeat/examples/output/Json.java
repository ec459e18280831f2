package io.heartbeat.examples.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.heartbeat.event.HeartbeatEvent;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Records as JSON objects, one member per component in its order. An {@link Instant} is ISO-8601 in UTC with milliseconds; a
 * {@link Duration} is a number of seconds, under the component's name with {@code Seconds} appended. A list is an array.
 */
public final class Json {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Json() {}

    /** An event: what all events have in common comes first. */
    public static JsonObject ofEvent(HeartbeatEvent event) {
        JsonObject json = new JsonObject();
        json.addProperty("type", event.type());
        json.addProperty("id", event.id());
        json.addProperty("host", event.host());
        json.addProperty("at", TIME.format(event.at()));
        json.addProperty("severity", event.severity().name());
        json.addProperty("summary", event.summary());
        addComponents(json, (Record) event);
        return json;
    }

    /** Any record. */
    public static JsonObject ofRecord(Record value) {
        JsonObject json = new JsonObject();
        addComponents(json, value);
        return json;
    }

    private static void addComponents(JsonObject json, Record value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String name = component.getName() + (component.getType() == Duration.class ? "Seconds" : "");
            if (!json.has(name)) {
                json.add(name, element(read(component, value)));
            }
        }
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    private static JsonElement element(Object value) {
        if (value instanceof String text) {
            return new JsonPrimitive(text);
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        } else if (value instanceof Enum<?> constant) {
            return new JsonPrimitive(constant.name());
        } else if (value instanceof Instant instant) {
            return new JsonPrimitive(TIME.format(instant));
        } else if (value instanceof Duration duration) {
            return new JsonPrimitive(BigDecimal.valueOf(duration.toMillis(), 3));
        } else if (value instanceof Record nested) {
            return ofRecord(nested);
        } else if (value instanceof List<?> values) {
            JsonArray array = new JsonArray();
            values.forEach(each -> array.add(element(each)));
            return array;
        }
        throw new IllegalArgumentException("There is no rule for writing " + value.getClass() + " as JSON");
    }
}
