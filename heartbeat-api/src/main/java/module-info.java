/** What a plug-in author sees of Heartbeat: the event vocabulary, and the interfaces it implements. */
module io.heartbeat.api {
    requires static org.jspecify;

    exports io.heartbeat.event;
    exports io.heartbeat.spi;
}
