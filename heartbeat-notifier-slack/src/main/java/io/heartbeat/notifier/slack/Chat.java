package io.heartbeat.notifier.slack;

import io.heartbeat.notifier.http.Markdown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** Who takes incoming webhooks of the shape that Slack gave them, and what text means to each. */
enum Chat {
    /** Three characters control everything, in every field. */
    SLACK("slack", "Slack", "make a new incoming webhook at https://api.slack.com/apps"),

    /** Everything is Markdown, except what a phone shows; {@code @all} in a text rings all phones. */
    MATTERMOST("mattermost", "Mattermost", "make a new incoming webhook under Integrations"),

    /** Takes nothing for Markdown if it is asked not to. */
    ROCKET_CHAT("rocket.chat", "Rocket.Chat", "look at the integration in the administration, or make a new one");

    private final String key;
    private final String called;
    private final String advice;

    Chat(String key, String called, String advice) {
        this.key = key;
        this.called = called;
        this.advice = advice;
    }

    /** Whose address it is: {@code …/hooks/ID} is Mattermost's, {@code …/hooks/ID/TOKEN} Rocket.Chat's. */
    static Chat at(HttpUrl url) {
        List<String> path = url.pathSegments();
        int hooks = path.lastIndexOf("hooks");
        long behind = hooks < 0
                ? 0
                : path.stream().skip(hooks + 1L).filter(part -> !part.isEmpty()).count();
        if (behind == 0) {
            return SLACK;
        }
        return behind == 1 ? MATTERMOST : ROCKET_CHAT;
    }

    /** The one of this name, if there is one. */
    static Optional<Chat> called(String name) {
        return Arrays.stream(values()).filter(chat -> chat.key.equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(chat -> chat.key).collect(Collectors.joining(", "));
    }

    String called() {
        return called;
    }

    /** What to do about a webhook that does not work any more. */
    String advice() {
        return advice;
    }

    /** The text as it must be written to be shown as it is. */
    String formatted(String text) {
        return switch (this) {
            case SLACK -> entities(text);
            case MATTERMOST ->
                Markdown.escape(text).replace("&", "&amp;").replace("<", "&lt;").replace("@", "@\u200B");
            case ROCKET_CHAT -> text;
        };
    }

    /** The same, where only plain text is expected. */
    String plain(String text) {
        return this == SLACK ? entities(text) : text;
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
