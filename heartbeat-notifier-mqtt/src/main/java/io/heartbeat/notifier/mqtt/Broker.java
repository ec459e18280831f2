package io.heartbeat.notifier.mqtt;

import io.heartbeat.spi.PluginSettings;
import java.net.URI;
import java.util.Optional;

/** Where the broker is. */
record Broker(boolean isSecure, String host, int port) {
    private static final int PORT = 1883;
    private static final int SECURE_PORT = 8883;
    private static final String FORM = "must be like mqtt://broker.lan or mqtts://broker.lan:8883";

    /** Reads the setting {@code url}. */
    static Broker read(PluginSettings settings) {
        String url = settings.required("url");
        return parsed(url).orElseGet(() -> {
            settings.problem("url", FORM + ", without user, password and path");
            return new Broker(true, "unset.invalid", SECURE_PORT);
        });
    }

    private static Optional<Broker> parsed(String url) {
        try {
            URI uri = URI.create(url);
            boolean secure = "mqtts".equals(uri.getScheme());
            boolean plain = "mqtt".equals(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if (uri.getHost() == null || !(secure || plain) || !bare || !"/".startsWith(uri.getPath())) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? (secure ? SECURE_PORT : PORT) : uri.getPort();
            return Optional.of(new Broker(secure, uri.getHost(), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
