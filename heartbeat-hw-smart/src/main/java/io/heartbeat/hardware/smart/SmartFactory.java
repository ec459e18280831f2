package io.heartbeat.hardware.smart;

import com.google.auto.service.AutoService;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareMonitorFactory;
import io.heartbeat.spi.PluginSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes the hardware monitor {@code smart}: it reads the health of ATA, NVMe and SCSI disks through {@code smartctl} of
 * <a href="https://www.smartmontools.org/">smartmontools</a> 7.0 or newer, which must be installed. It needs no settings.
 *
 * <table class="striped">
 * <caption>Keys, all under {@code hardware.smart.}</caption>
 * <thead><tr><th scope="col">key</th><th scope="col">meaning</th></tr></thead>
 * <tbody>
 * <tr><td>{@code smartctl}</td><td>the program to call: {@code smartctl} itself, or a wrapper that passes its arguments on. By default
 *     the one on the {@code PATH}, else in {@code /usr/sbin}, {@code /usr/local/sbin}, {@code /sbin} or
 *     {@code /opt/homebrew/sbin} and {@code bin}.</td></tr>
 * <tr><td>{@code devices}</td><td>disks to check besides those that {@code smartctl --scan-open} finds, comma-separated: a device name,
 *     or {@code NAME@TYPE} with a type of smartctl's option {@code -d}. A type may contain commas:
 *     {@code /dev/sda, /dev/sdb@sat, /dev/bus/0@megaraid,0, /dev/bus/0@megaraid,1}. A type given here replaces the one found.</td></tr>
 * <tr><td>{@code exclude}</td><td>devices to leave alone, written likewise; a bare name excludes all its types. Only the search for
 *     disks still opens them.</td></tr>
 * <tr><td>{@code timeout}</td><td>how long smartctl may take for one disk, {@code 1s} to {@code 10m}, by default {@code 60s}</td></tr>
 * <tr><td>{@code standby}</td><td>{@code on} (default): a disk that sleeps is not woken; {@code off}: it is. An interval longer than the
 *     disk's own standby timer lets it fall asleep at all.</td></tr>
 * </tbody>
 * </table>
 *
 * <h2>Rights</h2>
 *
 * <p>smartctl needs root, or the group {@code disk} with {@code CAP_SYS_RAWIO} (ATA, SCSI) and {@code CAP_SYS_ADMIN} (NVMe, whose
 * device belongs to root alone: {@code CAP_DAC_OVERRIDE} or a udev rule). Disks behind MegaRAID need real root. Without them smartctl
 * often says nothing at all; such a disk is reported as unknown, never as healthy. Ways to give the rights:
 *
 * <ul>
 *   <li>A program owned by root, called through {@code sudo}, which accepts no other options than those used here, and
 *       {@code hardware.smart.smartctl} naming a script of the one line {@code exec sudo -n /usr/local/sbin/read-smart "$@"}.
 *       Prefer this: a sudoers line for smartctl itself would also allow its options that write.
 *   <li>systemd: {@code SupplementaryGroups=disk}, {@code AmbientCapabilities=CAP_SYS_RAWIO CAP_SYS_ADMIN CAP_DAC_OVERRIDE}.
 *   <li>Containers: {@code --cap-add SYS_RAWIO --cap-add SYS_ADMIN} and {@code --device} for every disk.
 * </ul>
 *
 * <p>smartctl is called, without a shell, as {@code smartctl --json -n standby,3 -i -H -A -l error -l selftest -d TYPE NAME}; it writes
 * nothing to the disk. One that does not answer in time is killed, and no second one is started for the same disk while it lives.
 *
 * <h2>Disks that are not checked</h2>
 *
 * <p>An excluded disk is reported as unsupported, so that it is not taken for missing. On Linux, udev's links and the kernel tell who it
 * is without asking it. Where they do not (elsewhere, in a container without {@code /dev/disk/by-id}, behind a RAID controller) it goes
 * by the name of its device. If it was checked under its own name before, that name is told to be missing, once: nothing proves then
 * that it is still there. Forget it, as that message says.
 *
 * <p>Disks on USB whose bridge smartctl does not know are not found by it. On Linux they are reported as unsupported, with what to
 * write under {@code devices}. Sticks and card readers are passed over.
 *
 * <h2>Sources</h2>
 *
 * <p>The meaning of the exit status and of the options: <a
 * href="https://www.smartmontools.org/browser/trunk/smartmontools/smartctl.8.in">smartctl(8)</a>. Which attributes foretell failure: <a
 * href="https://www.backblaze.com/blog/what-smart-stats-indicate-hard-drive-failures/">Backblaze</a>. The health log: NVM Express Base
 * Specification, "SMART / Health Information". What warns too often is told in the issues of scrutiny, smartctl_exporter and
 * smartmontools; therefore the exit status alone never alarms, link errors and time-outs alarm only while they grow, and NVMe error-log
 * entries never do.
 */
@AutoService(HardwareMonitorFactory.class)
public final class SmartFactory implements HardwareMonitorFactory {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /** For {@link java.util.ServiceLoader}. */
    public SmartFactory() {}

    @Override
    public String type() {
        return "smart";
    }

    @Override
    public HardwareMonitor create(PluginSettings settings) {
        Optional<Path> program = settings.path("smartctl");
        List<Device> devices = Device.read(settings, "devices");
        List<Device> excluded = Device.read(settings, "exclude");
        Duration timeout = settings.duration("timeout", USUAL_TIMEOUT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        boolean letSleep = settings.flag("standby", true);
        Smartctl smartctl = new Smartctl(program, timeout, letSleep);
        return new SmartMonitor(smartctl, new DeviceScan(smartctl, devices, excluded), LinuxDevices.ofThisMachine());
    }
}
