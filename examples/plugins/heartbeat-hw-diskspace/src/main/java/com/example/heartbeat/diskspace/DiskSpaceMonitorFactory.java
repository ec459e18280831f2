package com.example.heartbeat.diskspace;

import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareMonitorFactory;
import io.heartbeat.spi.PluginSettings;
import java.util.List;

/**
 * Makes the hardware monitor of type {@code diskspace}, which needs no settings.
 *
 * <p>Keys: {@code warning} (90) and {@code critical} (98), how many percent in use are too many; {@code exclude}, mount points not to
 * look at, nor at what is mounted below them.
 */
public final class DiskSpaceMonitorFactory implements HardwareMonitorFactory {

    /** Does nothing, as it must: this is called only to look what there is. */
    public DiskSpaceMonitorFactory() {}

    @Override
    public String type() {
        return "diskspace";
    }

    @Override
    public HardwareMonitor create(PluginSettings settings) {
        int warning = settings.number("warning", 90, 20, 100);
        int critical = settings.number("critical", 98, 20, 100);
        List<String> exclude = settings.list("exclude");
        if (critical < warning) {
            settings.problem("critical", "must be at least warning, which is " + warning + ", but is " + critical);
        }
        return new DiskSpaceMonitor(new Limits(warning, critical), exclude, Volume::ofThisMachine);
    }
}
