package io.heartbeat.notifier.pushbullet;

import com.google.gson.JsonObject;
import io.heartbeat.spi.Notification;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A notification in the words of a push, short enough for a phone. */
record Note(String title, String body) {
    static final int TITLE_CODE_POINTS = 255;
    static final int BODY_BYTES = 4096;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss, yyyy-MM-dd", Locale.ROOT);

    static Note of(Notification notification, ZoneId zone) {
        String what = notification.text().strip();
        String when = " at " + TIME.format(notification.at().atZone(zone));
        return new Note(
                Truncation.toCodePoints(notification.title(), TITLE_CODE_POINTS),
                Truncation.toBytes(what, BODY_BYTES - when.length()) + when);
    }

    /**
     * The request for it.
     *
     * @param guid by which Pushbullet knows it when it comes again
     */
    byte[] json(String guid, Target target) {
        JsonObject push = new JsonObject();
        push.addProperty("type", "note");
        push.addProperty("title", title);
        push.addProperty("body", body);
        push.addProperty("guid", guid);
        if (target.kind() != Target.Kind.ALL_DEVICES) {
            push.addProperty(target.kind().field(), target.value());
        }
        return push.toString().getBytes(StandardCharsets.UTF_8);
    }
}
