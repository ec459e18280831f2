package io.heartbeat.notifier.http;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.Unreachable;
import java.io.IOException;
import okhttp3.HttpUrl;

/** What an answer comes to, and what to do about it. */
final class Verdict {
    private final HttpService service;
    private final String settings;
    private final Redaction redaction;

    /** @param name the name of the plug-in instance, under which its settings are */
    Verdict(HttpService service, String name, Redaction redaction) {
        this.service = service;
        this.settings = "notifier." + name + ".";
        this.redaction = redaction;
    }

    Outcome on(Answer answer, Reply reply) {
        if (reply instanceof Reply.Delivered delivered) {
            return Outcome.delivered(redaction.clean(delivered.reference()));
        } else if (reply instanceof Reply.Troubled troubled) {
            return troubled(answer, words(troubled.words(), answer));
        } else if (reply instanceof Reply.Unauthorised unauthorised) {
            return unauthorised(words(unauthorised.words(), answer), unauthorised.advice());
        } else if (reply instanceof Reply.Misconfigured wrong) {
            return Outcome.rejected(
                    Refusal.CONFIGURATION,
                    service.name() + " does not take the " + wrong.key() + ": " + words(wrong.words(), answer)
                            + "; correct " + settings + wrong.key()
                            + (wrong.advice().isEmpty() ? "" : ": " + wrong.advice()));
        } else if (reply instanceof Reply.Unacceptable unacceptable) {
            return unacceptable(words(unacceptable.words(), answer));
        } else if (reply instanceof Reply.UsedUp usedUp) {
            return Outcome.quota(
                    usedUp.until(),
                    service.name() + " takes no more for now: " + words(usedUp.words(), answer)
                            + (usedUp.advice().isEmpty() ? "" : "; " + usedUp.advice()));
        }
        return byStatus(answer, words(((Reply.ByStatus) reply).words(), answer));
    }

    private Outcome byStatus(Answer answer, String words) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return Outcome.delivered();
        }
        return switch (status) {
            case 408, 425, 429 -> troubled(answer, words);
            case 401, 403 -> unauthorised(words, "");
            case 404, 405, 410 ->
                Outcome.rejected(
                        Refusal.CONFIGURATION,
                        "There is no " + service.name() + " at "
                                + redaction.clean(answer.from().toString()) + ": " + words + "; correct " + settings
                                + "url");
            default -> {
                if (status >= 300 && status < 400) {
                    yield redirected(answer);
                }
                yield status < 400 || status >= 500 ? troubled(answer, words) : unacceptable(words);
            }
        };
    }

    private Outcome troubled(Answer answer, String words) {
        String reason =
                service.name() + (answer.status() == 429 ? " wants fewer requests: " : " is in trouble: ") + words;
        return RetryHint.of(answer)
                .map(wait -> Outcome.retryAfter(wait, reason))
                .orElseGet(() -> Outcome.retry(reason));
    }

    private Outcome unauthorised(String words, String advice) {
        String key = service.credential();
        return Outcome.rejected(
                Refusal.AUTHORISATION,
                service.name() + " does not accept the " + key + ": " + words + "; "
                        + (advice.isEmpty() ? "correct " : advice + " and set it as ") + settings + key);
    }

    private Outcome unacceptable(String words) {
        return Outcome.rejected(Refusal.PAYLOAD, service.name() + " does not take this message: " + words);
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
                answer.from().host() + " points " + where + " (HTTP " + answer.status() + "), and the "
                        + service.credential() + " is sent nowhere but to " + settings
                        + "url: correct that if it has moved");
    }

    /** For an attempt that could not even be made: a token with a line break, for example, which no header can carry. */
    Outcome onNoRequest(IllegalArgumentException e) {
        return Outcome.rejected(
                Refusal.CONFIGURATION,
                service.name() + " cannot be asked: " + redaction.clean(String.valueOf(e.getMessage())) + "; correct "
                        + settings + service.credential() + " or what else is named here");
    }

    /** For an attempt that brought no answer. */
    Outcome onNoAnswer(IOException e, HttpUrl url) {
        return Unreachable.because(e, url.host(), url.port(), redaction);
    }

    private String words(String said, Answer answer) {
        String words = redaction.clean(said);
        return words.isEmpty() ? "HTTP " + answer.status() : words + ", HTTP " + answer.status();
    }
}
