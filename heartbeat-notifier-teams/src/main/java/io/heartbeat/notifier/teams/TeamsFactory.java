package io.heartbeat.notifier.teams;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import java.util.List;

/**
 * The notifier type {@code teams}: posts every notification as an adaptive card to a channel or chat of Microsoft Teams.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url} or {@code url-file}: one or more addresses of <a
 *       href="https://support.microsoft.com/en-us/office/8ae491c7-0394-4861-ba59-055e33f75498">workflows</a> that post what a webhook
 *       brings ({@code Send webhook alerts to a channel}), comma-separated, or one per line in the file. Required. Whoever knows one
 *       can post: keep the file to yourself. The retired Office 365 connectors are of another kind.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Each address is a recipient of its own; if there are several, a checksum tells them apart. Severity shows in the colour of the
 * heading.
 *
 * <p>A workflow confirms that it has begun, not that it has posted. It takes a message of <a
 * href="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">28 KB</a>, and cannot
 * tell a repeated one: one whose answer is lost shows up twice.
 */
@AutoService(NotifierFactory.class)
public final class TeamsFactory implements NotifierFactory {

    /** For the service loader. */
    public TeamsFactory() {}

    @Override
    public String type() {
        return "teams";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        List<ServiceUrl> urls = ServiceUrl.secret(
                settings,
                "make a workflow 'Send webhook alerts to a channel', under Workflows in Teams, and set its address");
        return notifiers.addEach(urls, Teams::new).toList();
    }
}
