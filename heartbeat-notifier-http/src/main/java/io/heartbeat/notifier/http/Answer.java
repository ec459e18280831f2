package io.heartbeat.notifier.http;

import com.google.gson.JsonObject;
import io.heartbeat.spi.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * What a service answered.
 *
 * @param from which address was asked
 * @param status the HTTP status
 * @param headers all of its headers
 * @param text the beginning of the body, 64 KiB at most; may be empty
 * @param attempt in which it was asked
 */
public record Answer(HttpUrl from, int status, Headers headers, String text, Attempt attempt) {
    private static final int MOST_BYTES = 64 * 1024;

    /** Reads the response as far as it matters. */
    static Answer of(Response response, Attempt attempt) throws IOException {
        return new Answer(response.request().url(), response.code(), response.headers(), text(response), attempt);
    }

    /** When the attempt began, by the wall clock of this machine. */
    public Instant at() {
        return attempt.now();
    }

    /** Whether the status is one of success: 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body, read leniently: an empty object if it is none. */
    public JsonObject json() {
        return Json.object(text);
    }

    private static String text(Response response) throws IOException {
        BufferedSource source = response.body().source();
        try {
            source.request(MOST_BYTES);
        } catch (IOException e) {
            if (response.isSuccessful()) {
                return ""; // it is done, however little the service can say about it
            }
            throw e;
        }
        Buffer read = source.getBuffer();
        return read.readString(Math.min(read.size(), MOST_BYTES), StandardCharsets.UTF_8);
    }
}
