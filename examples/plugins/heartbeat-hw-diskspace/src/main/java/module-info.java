import com.example.heartbeat.diskspace.DiskSpaceMonitorFactory;
import io.heartbeat.spi.HardwareMonitorFactory;

/** A hardware monitor that watches how full file systems are. */
module com.example.heartbeat.diskspace {
    requires io.heartbeat.api;
    requires static org.jspecify;

    provides HardwareMonitorFactory with
            DiskSpaceMonitorFactory;
}
