package io.heartbeat.notifier.telegram;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.Recipients;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.notifier.http.Tokens;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.SecretText;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * The notifier type {@code telegram}: sends every notification as a message of a <a
 * href="https://core.telegram.org/bots#how-do-i-create-a-bot">bot</a>.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code token} or {@code token-file}: the token of the bot, as <a href="https://t.me/BotFather">@BotFather</a> gives it. Required.
 *   <li>{@code chat}: list of chats: the number of a person, group or channel ({@code chat.id} in what {@code
 *       https://api.telegram.org/bot<token>/getUpdates} shows after somebody has written to the bot), or {@code @} and the name of a
 *       public channel. Required.
 *   <li>{@code url}: where the Bot API is; plain {@code http} is for tests and for a <a
 *       href="https://core.telegram.org/bots/api#using-a-local-bot-api-server">server of your own</a>. Default {@code
 *       https://api.telegram.org}.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each chat is a recipient of its own, called like the chat. A red, orange, green or blue circle shows the severity; what is just
 * good to know comes without a sound; a recovery is a reply to its alarm, if that was sent in the life of this process.
 *
 * <p><a href="https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this">Limits</a>: one message a second to a
 * chat, 20 a minute to a group, and then Telegram says when to come again. It cannot tell a repeated message: one whose answer is lost
 * shows up twice.
 */
@AutoService(NotifierFactory.class)
public final class TelegramFactory implements NotifierFactory {
    private static final String TOKEN = "\\d+:[-_A-Za-z0-9]+";
    private static final String TOKEN_HINT = "make a bot with @BotFather and set its token";

    /** For the service loader. */
    public TelegramFactory() {}

    @Override
    public String type() {
        return "telegram";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.base(settings, "https://api.telegram.org");
        SecretText token = Tokens.one(settings, "token", TOKEN_HINT);
        if (!token.reveal().matches(TOKEN)) {
            settings.problem("token", "must be digits, a colon, and more (it is not shown here): " + TOKEN_HINT);
        }
        List<String> chats = Recipients.several(
                settings, "chat", Telegram.CHAT, Telegram.CHAT_EXPECTED, "it must be " + Telegram.CHAT_EXPECTED);
        for (String chat : chats) {
            notifiers.add(RecipientName.of(chat), new Telegram(base, token, chat), List.of(token));
        }
        return notifiers.toList();
    }
}
