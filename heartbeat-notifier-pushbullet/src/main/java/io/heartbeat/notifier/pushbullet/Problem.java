package io.heartbeat.notifier.pushbullet;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Words;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Pushbullet says is wrong, whatever of it there is: it leaves out what is empty, and something else may have answered.
 *
 * @param isTold whether Pushbullet says that something is wrong
 * @param code what is wrong, for programs; undocumented; may be empty
 * @param message what is wrong, for people; may be empty
 * @param param the parameter at fault; may be empty
 * @see <a href="https://docs.pushbullet.com/#errors">Errors</a>
 */
record Problem(boolean isTold, String code, String message, String param) {

    static Problem in(JsonObject body) {
        String code = Stream.of(
                        Json.text(body, "error", "code"),
                        Json.text(body, "error_code"),
                        Json.text(body, "error", "type"))
                .filter(candidate -> !candidate.isEmpty())
                .findFirst()
                .orElse("");
        return new Problem(
                body.get("error") instanceof JsonObject || body.has("error_code"),
                code,
                Json.text(body, "error", "message"),
                Json.text(body, "error", "param"));
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

    /** In Pushbullet's own words; empty if it has none. */
    String words() {
        return Words.of(message, code);
    }
}
