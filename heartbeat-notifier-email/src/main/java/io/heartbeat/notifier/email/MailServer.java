package io.heartbeat.notifier.email;

import io.heartbeat.spi.PluginSettings;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;

/** Where mail is handed in, and how it is kept from others on the way. */
record MailServer(Security security, String host, int port) {
    private static final int SUBMISSION_PORT = 587;
    private static final int TLS_PORT = 465;
    private static final int MOST_CONNECT_MILLIS = 5_000;

    enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /** Reads the settings {@code url} and {@code tls}. */
    static MailServer read(PluginSettings settings) {
        String url = settings.required("url");
        boolean tls = settings.flag("tls", true);
        MailServer server = parsed(url, tls).orElseGet(() -> {
            settings.problem(
                    "url", "must be like smtp://mail.example:587 or smtps://mail.example:465, without user and path");
            return new MailServer(Security.TLS, "unset.invalid", TLS_PORT);
        });
        if (!tls && url.startsWith("smtps:")) {
            settings.problem("tls", "must not be off for smtps");
        }
        return server;
    }

    private static Optional<MailServer> parsed(String url, boolean tls) {
        try {
            URI uri = URI.create(url);
            boolean implicit = "smtps".equals(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if (uri.getHost() == null
                    || !bare
                    || !(implicit || "smtp".equals(uri.getScheme()))
                    || !"/".startsWith(uri.getPath())) {
                return Optional.empty();
            }
            Security security = implicit ? Security.TLS : tls ? Security.STARTTLS : Security.NONE;
            int port = uri.getPort() >= 0 ? uri.getPort() : implicit ? TLS_PORT : SUBMISSION_PORT;
            return Optional.of(new MailServer(security, uri.getHost(), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As the mail library wants it. On sockets of channels an interrupt ends the waiting. */
    Properties properties(int millis) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(Math.min(millis, MOST_CONNECT_MILLIS)));
        properties.setProperty("mail.smtp.timeout", String.valueOf(millis));
        properties.setProperty("mail.smtp.usesocketchannels", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
        return properties;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
