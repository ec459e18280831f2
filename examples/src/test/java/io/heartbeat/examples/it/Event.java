package io.heartbeat.examples.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;

/** One event as a monitor's process told it, and when that arrived here. */
record Event(JsonObject json, long arrivedNanos) {

    static Event parse(String line, long arrivedNanos) {
        return new Event(JsonParser.parseString(line).getAsJsonObject(), arrivedNanos);
    }

    String type() {
        return text("type");
    }

    String host() {
        return text("host");
    }

    boolean is(String type, String host) {
        return type().equals(type) && host().equals(host);
    }

    String text(String field) {
        return field(field).getAsString();
    }

    int number(String field) {
        return field(field).getAsInt();
    }

    boolean flag(String field) {
        return field(field).getAsBoolean();
    }

    /** A length of time, given in seconds under this name. */
    Duration duration(String field) {
        return Duration.ofMillis(
                field(field + "Seconds").getAsBigDecimal().movePointRight(3).longValueExact());
    }

    /** What a flatline rests on, to be asked as the event itself. */
    Event evidence() {
        return new Event(field("evidence").getAsJsonObject(), arrivedNanos);
    }

    private JsonElement field(String name) {
        JsonElement field = json.get(name);
        if (field == null) {
            throw new AssertionError("no field '" + name + "' in " + json);
        }
        return field;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
