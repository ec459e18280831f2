package io.heartbeat.notifier.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/** JSON as services are sent it, and as they are forgiven it: what is missing or of another kind is empty. */
public final class Json {
    private static final MediaType TYPE = MediaType.get("application/json");

    private Json() {}

    /** The body of a request: of type {@code application/json}, without a charset, which JSON does not have. */
    public static RequestBody body(JsonObject json) {
        return RequestBody.create(json.toString().getBytes(StandardCharsets.UTF_8), TYPE);
    }

    /** An array of these. */
    public static JsonArray array(JsonElement... elements) {
        JsonArray array = new JsonArray();
        for (JsonElement element : elements) {
            array.add(element);
        }
        return array;
    }

    /** The text as an object; an empty one if it is none. */
    public static JsonObject object(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object ? object : new JsonObject();
        } catch (JsonParseException e) {
            return new JsonObject();
        }
    }

    /** What is found under {@code first}, and there under {@code next}, as a text; empty if there is no text, number or boolean. */
    public static String text(JsonObject json, String first, String... next) {
        JsonElement value = value(json, first, next);
        return value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** The texts in the array that is found there; none if there is no array. */
    public static List<String> texts(JsonObject json, String name) {
        List<String> texts = new ArrayList<>();
        if (json.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element.isJsonPrimitive()) {
                    texts.add(element.getAsString());
                }
            }
        }
        return texts;
    }

    /** What is found there as a number, also if it is written as a text. */
    public static OptionalDouble number(JsonObject json, String first, String... next) {
        return Numbers.parse(text(json, first, next));
    }

    private static JsonElement value(JsonObject json, String first, String... next) {
        JsonElement value = json.has(first) ? json.get(first) : new JsonObject();
        for (String name : next) {
            value = value instanceof JsonObject object && object.has(name) ? object.get(name) : new JsonObject();
        }
        return value;
    }
}
