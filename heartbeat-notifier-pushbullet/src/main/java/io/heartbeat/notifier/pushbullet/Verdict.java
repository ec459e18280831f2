package io.heartbeat.notifier.pushbullet;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/**
 * What an answer means for a push to one target, and what to do about it.
 *
 * @see <a href="https://docs.pushbullet.com/#http-status-codes">Status codes</a>
 */
final class Verdict {
    static final String TOKEN_PAGE = "https://www.pushbullet.com/#settings/account";

    private final String settings;
    private final Redaction redaction;

    /** @param name the name of the plug-in instance, under which its settings are */
    Verdict(String name, Redaction redaction) {
        this.settings = "notifier." + name + ".";
        this.redaction = redaction;
    }

    /** @param now the time of the attempt */
    Outcome on(Answer answer, Instant now) {
        Reply reply = Reply.parse(answer.text());
        if (reply.needsPro()) {
            return quota(reply, now);
        }
        if (answer.isSuccess()) {
            return Outcome.delivered(redaction.clean(reply.iden()));
        }
        String words = words(answer, reply);
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(answer);
        }
        if (status == 429) {
            return retry(
                    "Pushbullet wants fewer requests: " + words,
                    RetryHint.retryAfter(answer.headers(), now)
                            .or(() -> RetryHint.rateLimitReset(answer.headers(), now)));
        }
        if (status == 408 || status < 400 || status >= 500) {
            return retry("Pushbullet is in trouble: " + words, RetryHint.retryAfter(answer.headers(), now));
        }
        return refused(status, reply, words, answer.from());
    }

    /** For an attempt that brought no answer. */
    Outcome onNoAnswer(IOException e, HttpUrl url) {
        String host = url.host() + ":" + url.port();
        if (e instanceof UnknownHostException) {
            return Outcome.retry("The name " + url.host() + " cannot be resolved: no network, or no such host");
        }
        String what = redaction.clean(String.valueOf(e.getMessage()));
        if (e instanceof InterruptedIOException) {
            return Outcome.retry("No answer from " + host + " in time: " + what);
        }
        if (e instanceof SSLException) {
            return Outcome.retry("No trusted connection to " + host + ": " + what);
        }
        return Outcome.retry("No answer from " + host + ": " + what);
    }

    private Outcome refused(int status, Reply reply, String words, HttpUrl url) {
        Optional<Target.Kind> faulty = reply.faultyTarget();
        if (status == 401) {
            return Outcome.rejected(
                    Refusal.AUTHORISATION,
                    "Pushbullet does not accept the token: " + words + "; make a new one at " + TOKEN_PAGE
                            + " and set it as " + settings + "token");
        }
        if (faulty.isPresent() && (status == 400 || status == 403 || status == 404)) {
            return Outcome.rejected(
                    Refusal.CONFIGURATION,
                    "Pushbullet does not take the " + faulty.get().key() + ": " + words + "; correct " + settings
                            + faulty.get().key() + ": it must be "
                            + faulty.get().expected());
        }
        if (status == 403) {
            return Outcome.rejected(
                    Refusal.AUTHORISATION,
                    "Pushbullet does not let this token push: " + words
                            + "; look at the account, or make a new token at " + TOKEN_PAGE + " and set it as "
                            + settings + "token");
        }
        if (status == 404 && !reply.error()) {
            return Outcome.rejected(
                    Refusal.CONFIGURATION,
                    "There is no Pushbullet at " + url + ": " + words + "; correct " + settings + "url");
        }
        return Outcome.rejected(Refusal.PAYLOAD, "Pushbullet does not take this push: " + words);
    }

    private Outcome redirected(Answer answer) {
        String location = answer.headers().get("Location");
        HttpUrl elsewhere = location == null ? null : answer.from().resolve(location);
        String where = elsewhere == null
                ? "elsewhere"
                : "to "
                        + redaction.clean(elsewhere
                                .newBuilder()
                                .username("")
                                .password("")
                                .query(null)
                                .fragment(null)
                                .build()
                                .toString());
        return Outcome.rejected(
                Refusal.CONFIGURATION,
                answer.from().host() + " points " + where + " (HTTP " + answer.status()
                        + "), and the token is sent nowhere but to " + settings + "url: correct that if it has moved");
    }

    private Outcome quota(Reply reply, Instant now) {
        Instant until = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return Outcome.quota(
                until,
                "The Pushbullet account has used up its pushes of this month: " + redaction.clean(reply.words())
                        + "; it goes on next month, or with Pushbullet Pro");
    }

    private static Outcome retry(String reason, Optional<Duration> after) {
        return after.map(wait -> Outcome.retryAfter(wait, reason)).orElseGet(() -> Outcome.retry(reason));
    }

    private String words(Answer answer, Reply reply) {
        String words = redaction.clean(reply.words());
        return words.isEmpty() ? "HTTP " + answer.status() : words + ", HTTP " + answer.status();
    }
}
