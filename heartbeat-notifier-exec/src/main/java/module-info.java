/** Runs a command for every notification. */
module io.heartbeat.notifier.exec {
    requires transitive io.heartbeat.api;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.exec;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.exec.ExecFactory;
}
