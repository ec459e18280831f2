package com.example.heartbeat.diskspace;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** States how full each file system is. Keeps nothing between two checks: the core remembers. */
final class DiskSpaceMonitor implements HardwareMonitor {
    /** One code for both severities: the core tells once more when a problem gets critical. */
    static final String LOW = "space.low";

    private final Limits limits;
    private final List<String> exclude;
    private final Callable<List<Volume>> volumes;

    DiskSpaceMonitor(Limits limits, List<String> exclude, Callable<List<Volume>> volumes) {
        this.limits = limits;
        this.exclude = List.copyOf(exclude);
        this.volumes = volumes;
    }

    @Override
    public HardwareReport check(CheckContext context) throws Exception {
        List<ComponentReport> reports = new ArrayList<>();
        for (Volume volume : volumes.call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before " + volume.mountPoint());
            }
            if (!isExcluded(volume.mountPoint())) {
                reports.add(report(volume, context));
            }
        }
        return HardwareReport.complete(reports);
    }

    private boolean isExcluded(String mountPoint) {
        return exclude.stream().anyMatch(path -> mountPoint.equals(path) || mountPoint.startsWith(path + "/"));
    }

    private ComponentReport report(Volume volume, CheckContext context) {
        String id = id(volume.mountPoint());
        String label = "file system " + volume.mountPoint();
        try {
            Space space = volume.space();
            Reading used = Reading.gauge("used", space.percentUsed(), Reading.Unit.PERCENT);
            Reading available = Reading.gauge("available", (double) space.available(), Reading.Unit.BYTES);
            Optional<Condition> condition = limits.judge(space, context.isOpen(id, LOW))
                    .map(severity -> low(severity, space).shownBy(used));
            return ComponentReport.checked(id, label, condition.stream().toList(), List.of(used, available));
        } catch (IOException e) {
            return ComponentReport.unknown(id, label, "cannot be asked how full it is: " + e);
        }
    }

    private static Condition low(Severity severity, Space space) {
        String message = "is " + Math.round(space.percentUsed()) + " % full, " + space.availableText() + " left";
        return new Condition(LOW, severity, message, "delete or move files, or enlarge it", "", 1);
    }

    /** The mount point in the letters an id may have; where that loses something, a hash keeps it apart from others. */
    private static String id(String mountPoint) {
        String plain = mountPoint.replaceAll("[^A-Za-z0-9._:/-]", "_");
        return plain.equals(mountPoint) && plain.length() <= 100
                ? plain
                : plain.substring(0, Math.min(plain.length(), 90)) + "-" + Integer.toHexString(mountPoint.hashCode());
    }
}
