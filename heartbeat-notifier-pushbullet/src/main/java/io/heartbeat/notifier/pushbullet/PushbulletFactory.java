package io.heartbeat.notifier.pushbullet;

import com.google.auto.service.AutoService;
import io.heartbeat.notifier.http.HttpNotifiers;
import io.heartbeat.notifier.http.ServiceUrl;
import io.heartbeat.notifier.http.Tokens;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.SecretText;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * The notifier type {@code pushbullet}: sends every notification as a <a href="https://docs.pushbullet.com/#create-push">push</a> of
 * type {@code note}.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code token} or {@code token-file}: one or more <a href="https://docs.pushbullet.com/#authentication">access tokens</a>
 *       (comma-separated, or one per line in the file), made at <a href="https://www.pushbullet.com/#settings/account">the account's
 *       settings</a>. Required. A token gives full access to its account: keep the file to yourself.
 *   <li>{@code device}: list of device <a href="https://docs.pushbullet.com/#list-devices">idens</a> (not nicknames). Default none.
 *   <li>{@code email}: list of e-mail addresses; people without an account get an e-mail. Default none.
 *   <li>{@code channel}: list of tags of <a href="https://www.pushbullet.com/my-channel">channels</a> that the account owns.
 *       Default none.
 *   <li>{@code url}: where Pushbullet is, with or without a path to put before its own; plain {@code http} is for tests. Default
 *       {@code https://api.pushbullet.com}.
 *   <li>{@code timeout} and {@code zone}: see {@link HttpNotifiers}.
 * </ul>
 *
 * <p>Without device, email and channel a push goes to all devices of the account. Each token with each target is a recipient of its
 * own, called {@code device-<iden>}, {@code email-<address>} or {@code channel-<tag>}, or nothing for all devices. What does not fit
 * a file name is replaced and a checksum put behind. With several tokens, the first 8 hexadecimal digits of a SHA-256 over a fixed
 * label and the token come first: enough to tell accounts apart, and nothing that leads back to a token.
 *
 * <p>A free account may send <a href="https://docs.pushbullet.com/#limits">500 pushes a month</a>; then the queue waits for the next
 * month (UTC). A repeated attempt carries the same {@code guid}, by which Pushbullet knows a push it already has.
 */
@AutoService(NotifierFactory.class)
public final class PushbulletFactory implements NotifierFactory {
    /** For the service loader. */
    public PushbulletFactory() {}

    @Override
    public String type() {
        return "pushbullet";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        HttpNotifiers notifiers = new HttpNotifiers(settings);
        HttpUrl base = ServiceUrl.base(settings, "https://api.pushbullet.com");
        List<SecretText> tokens =
                Tokens.several(settings, "token", "make an access token at " + Pushbullet.TOKEN_PAGE + " and set it");
        List<Target> targets = targets(settings);
        for (SecretText token : tokens) {
            String account = RecipientName.among(tokens, "pushbullet token", token);
            for (Target target : targets) {
                notifiers.add(target.recipient(account), new Pushbullet(base, token, target), List.of(token));
            }
        }
        return notifiers.toList();
    }

    private static List<Target> targets(PluginSettings settings) {
        List<Target> targets = new ArrayList<>();
        for (Target.Kind kind : Target.Kind.values()) {
            if (kind == Target.Kind.ALL_DEVICES) {
                continue;
            }
            for (String value : settings.list(kind.key())) {
                if (!value.matches(kind.pattern())) {
                    settings.problem(kind.key(), "must be " + kind.expected() + ", but is '" + value + "'");
                }
                targets.add(new Target(kind, value));
            }
        }
        return targets.isEmpty()
                ? List.of(Target.ALL_DEVICES)
                : targets.stream().distinct().toList();
    }
}
