package io.heartbeat.notifier.pushbullet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * What a service answered.
 *
 * @param from which address was asked
 * @param text the beginning of the body; may be empty
 */
record Answer(HttpUrl from, int status, Headers headers, String text) {
    private static final int MOST_BYTES = 64 * 1024;

    /** Reads the response as far as it matters. */
    static Answer of(Response response) throws IOException {
        return new Answer(response.request().url(), response.code(), response.headers(), text(response));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
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
