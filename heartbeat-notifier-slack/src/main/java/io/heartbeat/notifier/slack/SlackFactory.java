package io.heartbeat.notifier.slack;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import java.util.List;
import java.util.Optional;

/**
 * The notifier type {@code slack}: posts every notification through an incoming webhook of Slack, Mattermost or Rocket.Chat. The latter
 * two work without internet.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url} or {@code url-file}: one or more addresses of incoming webhooks (comma-separated, or one per line in the file), made
 *       as <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack</a>, <a
 *       href="https://developers.mattermost.com/integrate/webhooks/incoming/">Mattermost</a> or <a
 *       href="https://docs.rocket.chat/docs/integrations">Rocket.Chat</a> say. Required. Whoever knows one can post: keep the file to
 *       yourself.
 *   <li>{@code chat}: {@code slack}, {@code mattermost} or {@code rocket.chat}. Default: as the address looks, {@code …/hooks/ID} like
 *       Mattermost, {@code …/hooks/ID/TOKEN} like Rocket.Chat, any other like Slack.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each address is a recipient of its own; if there are several, a checksum tells them apart. The channel is the webhook's.
 * Severity shows as a red, orange, green or blue bar. Nothing in a notification mentions anybody.
 *
 * <p>Slack takes <a href="https://docs.slack.dev/apis/web-api/rate-limits">about one message a second</a> and then says when to come
 * again. None of the three can tell a repeated message: one whose answer is lost shows up twice.
 */
@AutoService(NotifierFactory.class)
public final class SlackFactory implements NotifierFactory {

    /** For the service loader. */
    public SlackFactory() {}

    @Override
    public String type() {
        return "slack";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        List<ServiceUrl> urls = ServiceUrl.secret(
                settings,
                "make an incoming webhook at https://api.slack.com/apps, or under Integrations in Mattermost or"
                        + " Rocket.Chat, and set its address");
        Optional<Chat> given = chat(settings);
        return notifiers
                .addEach(urls, url -> new Slack(url, given.orElseGet(() -> Chat.at(url))))
                .toList();
    }

    private static Optional<Chat> chat(PluginSettings settings) {
        Optional<String> name = settings.optional("chat");
        Optional<Chat> chat = name.flatMap(Chat::called);
        if (chat.isEmpty()) {
            name.ifPresent(
                    wrong -> settings.problem("chat", "must be one of " + Chat.names() + ", but is '" + wrong + "'"));
        }
        return chat;
    }
}
