/** What notifiers have in common that reach their service over HTTP. */
module io.heartbeat.notifier.http {
    requires transitive com.google.gson;
    requires transitive io.heartbeat.api;
    requires transitive okhttp3;
    requires static org.jspecify;

    exports io.heartbeat.notifier.http;
}
