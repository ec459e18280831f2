package io.heartbeat.notifier.apprise;

import com.google.gson.JsonObject;
import io.heartbeat.spi.SecretText;
import okhttp3.HttpUrl;

/** Whom an Apprise API server is to notify. */
sealed interface Targets {

    /** The setting that says so. */
    String setting();

    /** What the setting must be. */
    String advice();

    /** Where on the server to ask. */
    HttpUrl under(HttpUrl base);

    void addTo(JsonObject json);

    /** Services that it is told of each time. */
    record Urls(SecretText urls) implements Targets {
        @Override
        public String setting() {
            return "urls";
        }

        @Override
        public String advice() {
            return "it must be Apprise URLs as https://github.com/caronc/apprise/wiki lists them";
        }

        @Override
        public HttpUrl under(HttpUrl base) {
            return base.newBuilder().addPathSegments("notify/").build();
        }

        @Override
        public void addTo(JsonObject json) {
            json.addProperty("urls", urls.reveal());
        }
    }

    /**
     * Services that it knows.
     *
     * @param key under which it knows them
     * @param tag which of them; empty for all
     */
    record Stored(SecretText key, String tag) implements Targets {
        @Override
        public String setting() {
            return "key";
        }

        @Override
        public String advice() {
            return "the server must know a configuration under it"
                    + (tag.isEmpty() ? "" : ", with services of the tag");
        }

        @Override
        public HttpUrl under(HttpUrl base) {
            return base.newBuilder()
                    .addPathSegment("notify")
                    .addPathSegment(key.reveal())
                    .build();
        }

        @Override
        public void addTo(JsonObject json) {
            if (!tag.isEmpty()) {
                json.addProperty("tag", tag);
            }
        }
    }
}
