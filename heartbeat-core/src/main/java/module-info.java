/** What an application sees of Heartbeat: the sender, the monitor, the hardware watch, notifications, and their configuration. */
@SuppressWarnings("module") // the test kit is built after this module
module io.heartbeat.core {
    requires transitive io.heartbeat.api;
    requires org.slf4j;
    requires static org.jspecify;

    uses io.heartbeat.spi.NotifierFactory;
    uses io.heartbeat.spi.HardwareMonitorFactory;

    exports io.heartbeat;
    exports io.heartbeat.internal.detect to
            io.heartbeat.testkit;
    exports io.heartbeat.internal.hardware to
            io.heartbeat.testkit;
    exports io.heartbeat.internal.monitor to
            io.heartbeat.testkit;
    exports io.heartbeat.internal.sender to
            io.heartbeat.testkit;
    exports io.heartbeat.internal.settings to
            io.heartbeat.testkit;
    exports io.heartbeat.internal.time to
            io.heartbeat.testkit;
    exports io.heartbeat.internal.wire to
            io.heartbeat.testkit;
}
