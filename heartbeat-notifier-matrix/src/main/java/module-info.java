/** Carries notifications to rooms of Matrix. */
module io.heartbeat.notifier.matrix {
    requires transitive io.heartbeat.api;
    requires io.heartbeat.notifier.http;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.matrix;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.matrix.MatrixFactory;
}
