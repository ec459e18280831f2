/** Carries notifications to Discord. */
module io.heartbeat.notifier.discord {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.discord;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.discord.DiscordFactory;
}
