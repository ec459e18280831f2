/** What a plug-in author sees of Heartbeat: the event vocabulary. */
module io.heartbeat.api {
    requires static org.jspecify;

    exports io.heartbeat.event;
}
