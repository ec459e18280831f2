package io.heartbeat.notifier.discord;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import java.util.List;

/**
 * The notifier type {@code discord}: posts every notification through a webhook of a Discord channel.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url} or {@code url-file}: one or more addresses of <a
 *       href="https://support.discord.com/hc/en-us/articles/228383668-Intro-to-Webhooks">webhooks</a> (comma-separated, or one per line
 *       in the file), as {@code https://discord.com/api/webhooks/ID/TOKEN}; with {@code ?thread_id=ID} behind it for a thread. Required.
 *       Whoever knows one can post: keep the file to yourself.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each address is a recipient of its own; if there are several, a checksum tells them apart. Severity shows as a red, orange, green
 * or blue bar; what is just good to know makes no sound. Nothing in a notification mentions anybody.
 *
 * <p>Discord takes about <a href="https://docs.discord.com/developers/topics/rate-limits">5 messages in 2 s</a> from a webhook and then
 * says when to come again. It cannot tell a repeated message: one whose answer is lost shows up twice.
 */
@AutoService(NotifierFactory.class)
public final class DiscordFactory implements NotifierFactory {

    /** For the service loader. */
    public DiscordFactory() {}

    @Override
    public String type() {
        return "discord";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        List<ServiceUrl> urls = ServiceUrl.secret(
                settings, "make a webhook in the settings of a channel, under Integrations, and set its address");
        return notifiers.addEach(urls, Discord::new).toList();
    }
}
