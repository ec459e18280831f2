package io.heartbeat.notifier.teams;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Markdown;
import io.heartbeat.notifier.http.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * What Teams shows of a notification.
 *
 * @see <a href="https://adaptivecards.microsoft.com/?topic=TextBlock">TextBlock</a>
 */
final class Card {
    private static final int MOST_LINES = 50;

    private Card() {}

    /** A message with one adaptive card: a heading in the colour of the tone, and below it a block for each line. */
    static JsonObject message(Tone tone, String title, String text) {
        JsonObject heading = block(title);
        heading.addProperty("weight", "Bolder");
        heading.addProperty("size", "Medium");
        heading.addProperty("color", colour(tone));
        JsonArray body = Json.array(heading);
        lines(text).forEach(line -> body.add(block(line)));
        JsonObject teams = new JsonObject();
        teams.addProperty("width", "Full");
        JsonObject card = new JsonObject();
        card.addProperty("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.addProperty("type", "AdaptiveCard");
        card.addProperty("version", "1.2");
        card.add("body", body);
        card.add("msteams", teams);
        JsonObject attachment = new JsonObject();
        attachment.addProperty("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.add("contentUrl", JsonNull.INSTANCE);
        attachment.add("content", card);
        JsonObject message = new JsonObject();
        message.addProperty("type", "message");
        message.add("attachments", Json.array(attachment));
        return message;
    }

    /** The lines, as many as may have a block; the last block holds all the rest. */
    private static List<String> lines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> fewer = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        fewer.add(String.join(" ", lines.subList(MOST_LINES - 1, lines.size())));
        return fewer;
    }

    private static JsonObject block(String line) {
        JsonObject block = new JsonObject();
        block.addProperty("type", "TextBlock");
        block.addProperty("text", Markdown.escape(line));
        block.addProperty("wrap", true);
        return block;
    }

    private static String colour(Tone tone) {
        return switch (tone) {
            case CRITICAL -> "Attention";
            case WARNING -> "Warning";
            case GOOD -> "Good";
            case NEUTRAL -> "Accent";
        };
    }
}
