package io.heartbeat.hardware.smart;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which disks there are. To look may wake them, so what was found is remembered, and looked for again only when the kernel's
 * list of disks has changed, after trouble, and every 6 hours if no disk sleeps. Used by one thread at a time.
 */
final class DeviceScan {
    private static final Duration REPEATED_AFTER = Duration.ofHours(6);

    private final Smartctl smartctl;
    private final List<Device> configured;
    private final List<Device> excluded;
    private final LongSupplier nanoTime;
    private List<Device> found = List.of();
    private String problem = "";
    private boolean done;
    private long doneAt;
    private Set<String> presentThen = Set.of();
    private @Nullable Child hanging;

    DeviceScan(Smartctl smartctl, List<Device> configured, List<Device> excluded) {
        this(smartctl, configured, excluded, System::nanoTime);
    }

    DeviceScan(Smartctl smartctl, List<Device> configured, List<Device> excluded, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.smartctl = smartctl;
        this.configured = List.copyOf(configured);
        this.excluded = List.copyOf(excluded);
    }

    /** Looks again if there is reason to. */
    void refresh(Set<String> present, boolean someSleep, TimeLeft time) throws InterruptedException {
        boolean old = nanoTime.getAsLong() - doneAt >= REPEATED_AFTER.toNanos();
        if (!done || !present.equals(presentThen) || (old && !someSleep)) {
            look(present, time);
        }
    }

    /** Looks again. */
    void look(Set<String> present, TimeLeft time) throws InterruptedException {
        presentThen = present;
        doneAt = nanoTime.getAsLong();
        Child earlier = hanging;
        done = false;
        if (earlier != null && earlier.isAlive()) {
            problem = "An earlier smartctl --scan-open still hangs: disks may be overlooked";
            return;
        }
        Duration limit = time.forOne(smartctl.timeout());
        if (limit.isZero()) {
            problem = "The check had no time left to look for disks";
            return;
        }
        Reply reply = smartctl.scanOpening(limit, child -> hanging = child);
        if (reply instanceof Reply.Answered answered) {
            take(answered.answer());
        } else if (reply instanceof Reply.Failed failed) {
            problem = failed.why();
        } else if (reply instanceof Reply.Silent) {
            problem = "smartctl --scan-open did not end within " + limit.toSeconds()
                    + " s: some disk hangs, and others may be overlooked";
            if (found.isEmpty() && smartctl.scanNames(limit) instanceof Reply.Answered names) {
                found = devices(names.answer());
            }
        }
    }

    private void take(SmartctlAnswer answer) {
        if (answer.exitHas(SmartctlAnswer.BAD_USAGE)) {
            problem = "smartctl could not look for disks: " + String.join("; ", answer.messages());
            return;
        }
        done = true;
        found = devices(answer);
        String forbidden = answer.json().list("devices").stream()
                .filter(device -> device.text("open_error").orElse("").matches(".*(Permission denied|not permitted).*"))
                .flatMap(device -> device.text("name").stream())
                .collect(Collectors.joining(", "));
        problem = forbidden.isEmpty()
                ? ""
                : "Give Heartbeat more rights, such as root's: smartctl may not open " + forbidden
                        + ", and may overlook others";
    }

    static List<Device> devices(SmartctlAnswer answer) {
        return answer.json().list("devices").stream()
                .flatMap(device -> device.text("name").stream()
                        .map(name ->
                                new Device(name, trusted(device.text("type").orElse("")))))
                .distinct()
                .toList();
    }

    /** The type scsi is what smartctl says of a disk that it does not know, or may not ask; so it had better find out anew. */
    private static String trusted(String type) {
        return type.equals("scsi") || type.equals("ata") ? "" : type;
    }

    /** The disks to check: those found and those configured, without those excluded. */
    List<Device> devices() {
        return known().stream().filter(device -> !isExcluded(device)).toList();
    }

    /** Those found or configured that are not to be checked. */
    List<Device> leftOut() {
        return known().stream().filter(this::isExcluded).toList();
    }

    /** Those of the given disks that were neither found nor configured nor excluded. */
    List<Device> overlooked(List<Device> disks) {
        Set<String> names = known().stream().map(DeviceScan::realName).collect(Collectors.toSet());
        return disks.stream()
                .filter(disk -> !names.contains(realName(disk)) && !isExcluded(disk))
                .toList();
    }

    private Set<Device> known() {
        Set<Device> devices = new LinkedHashSet<>();
        for (Device device : configured) {
            devices.add(found.stream()
                    .filter(other -> device.type().isEmpty() && other.name().equals(device.name()) && !other.isMember())
                    .findFirst()
                    .orElse(device));
        }
        for (Device device : found) {
            boolean replaced = !device.isMember()
                    && configured.stream().anyMatch(other -> other.name().equals(device.name()));
            if (!replaced) {
                devices.add(device);
            }
        }
        return devices;
    }

    private boolean isExcluded(Device device) {
        return excluded.stream().anyMatch(other -> excludes(other, device));
    }

    /** Whether the user named it, rather than it having been found. */
    boolean isConfigured(Device device) {
        return configured.stream().anyMatch(other -> other.name().equals(device.name()))
                && found.stream().noneMatch(device::equals);
    }

    /** Why disks may have been overlooked; empty if none can have been. */
    String problem() {
        return problem;
    }

    /** Kills what still hangs. */
    void abandon() {
        Child left = hanging;
        if (left != null) {
            left.killNow();
        }
    }

    private static boolean excludes(Device exclusion, Device device) {
        return (exclusion.type().isEmpty() || exclusion.type().equals(device.type()))
                && (exclusion.name().equals(device.name())
                        || realName(exclusion).equals(realName(device)));
    }

    /** Without links, and without the namespace of an NVMe disk: smartctl finds its controller. */
    private static String realName(Device device) {
        String name = device.name();
        try {
            name = Path.of(name).toRealPath().toString();
        } catch (IOException notThere) {
            // Then its name is all there is.
        }
        return name.replaceFirst("^(/dev/nvme\\d+)n\\d+$", "$1");
    }
}
