package io.heartbeat.notifier.matrix;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
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
 * The notifier type {@code matrix}: sends every notification as a <a
 * href="https://spec.matrix.org/latest/client-server-api/#mroommessage">message</a> to rooms of Matrix.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code url}: where the home server of the account is, as {@code https://matrix.org}. Required.
 *   <li>{@code token} or {@code token-file}: the account's access token. Required. It gives full access to the account: make one for
 *       Heartbeat alone.
 *   <li>{@code room}: list of internal room IDs, which begin with {@code !} (not the addresses that begin with {@code #}); clients show
 *       them among the advanced settings of the room. The account must have joined. Required.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Problems and recoveries are texts, for which clients ring; what is just good to know is a notice, for which they do not. What
 * follows on an alarm is a reply to it, as long as this process knows the alarm. Messages are not encrypted end to end, so use a room
 * that is not.
 *
 * <p>A repeated attempt carries the same transaction ID, by which the home server knows a message it already has. A title is cut to 250
 * characters, a text to 6,000 bytes.
 */
@AutoService(NotifierFactory.class)
public final class MatrixFactory implements NotifierFactory {

    /** For the service loader. */
    public MatrixFactory() {}

    @Override
    public String type() {
        return "matrix";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.requiredBase(settings, "https://matrix.org");
        SecretText token = Tokens.one(settings, "token", Matrix.TOKEN_ADVICE);
        List<String> rooms = rooms(settings);
        for (String room : rooms) {
            String recipient = rooms.size() == 1 ? "" : RecipientName.of(room);
            notifiers.add(recipient, new Matrix(base, token, room), List.of(token));
        }
        return notifiers.toList();
    }

    private static List<String> rooms(PluginSettings settings) {
        List<String> rooms = settings.list("room").stream().distinct().toList();
        if (rooms.isEmpty()) {
            settings.problem("room", "is not set: name rooms by their internal IDs, which begin with '!'");
        }
        for (String room : rooms) {
            if (!room.matches("!\\S+")) {
                settings.problem("room", "must be an internal room ID, which begins with '!', but is '" + room + "'");
            }
        }
        return rooms;
    }
}
