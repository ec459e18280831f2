/** Contracts and a simulated network, for plug-in authors and embedding applications. */
module io.heartbeat.testkit {
    requires transitive io.heartbeat.core;
    requires static org.jspecify;

    exports io.heartbeat.testkit;
}
