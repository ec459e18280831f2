/** Watches the health of disks, through smartctl. */
module io.heartbeat.hardware.smart {
    requires static com.google.auto.service;
    requires static org.jspecify;
    requires com.google.gson;
    requires io.heartbeat.api;

    exports io.heartbeat.hardware.smart;

    provides io.heartbeat.spi.HardwareMonitorFactory with
            io.heartbeat.hardware.smart.SmartFactory;
}
