package io.heartbeat.notifier.pushbullet;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The body of an answer, whatever of it there is: Pushbullet leaves out what is empty, and something else may have answered.
 *
 * @param iden how Pushbullet calls the push; may be empty
 * @param error whether Pushbullet says that something is wrong
 * @param code what is wrong, for programs; undocumented; may be empty
 * @param message what is wrong, for people; may be empty
 * @param param the parameter at fault; may be empty
 * @see <a href="https://docs.pushbullet.com/#errors">Errors</a>
 */
record Reply(String iden, boolean error, String code, String message, String param) {

    static Reply parse(String text) {
        JsonObject root = object(text);
        boolean error = root.get("error") instanceof JsonObject;
        JsonObject details = error ? root.getAsJsonObject("error") : new JsonObject();
        String code = Stream.of(string(details, "code"), string(root, "error_code"), string(details, "type"))
                .filter(candidate -> !candidate.isEmpty())
                .findFirst()
                .orElse("");
        return new Reply(
                string(root, "iden"),
                error || root.has("error_code"),
                code,
                string(details, "message"),
                string(details, "param"));
    }

    boolean needsPro() {
        return code.equals("pushbullet_pro_required");
    }

    /** What kind of target is at fault, if one is. */
    Optional<Target.Kind> faultyTarget() {
        return Stream.of(Target.Kind.DEVICE, Target.Kind.CHANNEL, Target.Kind.EMAIL)
                .filter(kind -> param.endsWith(kind.field()) || message.contains(kind.field()))
                .findFirst();
    }

    /** The error in Pushbullet's own words; empty if it has none. */
    String words() {
        if (message.isEmpty()) {
            return code;
        }
        return code.isEmpty() ? message : message + " (" + code + ")";
    }

    private static JsonObject object(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object ? object : new JsonObject();
        } catch (JsonParseException e) {
            return new JsonObject();
        }
    }

    private static String string(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
