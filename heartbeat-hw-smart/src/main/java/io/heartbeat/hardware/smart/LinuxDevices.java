package io.heartbeat.hardware.smart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux tells about disks without touching them: which there are, and who one is that sleeps, may not be opened, or is to be left
 * alone. Elsewhere it knows nothing.
 *
 * @param system where the kernel shows what it knows, {@code /sys}
 * @param devices the directory of device files, {@code /dev}, with udev's links in {@code disk/by-id}
 */
record LinuxDevices(Path system, Path devices) {
    private static final Pattern DISK = Pattern.compile("(sd|hd|nvme).*");
    private static final Pattern ON_USB = Pattern.compile(".*/usb\\d+/.*");

    static LinuxDevices ofThisMachine() {
        return new LinuxDevices(Path.of("/sys"), Path.of("/dev"));
    }

    /** The names of the disks that may have SMART; empty where that is unknown. */
    Set<String> present() {
        Set<String> present = new TreeSet<>();
        try (Stream<Path> entries = Files.list(system.resolve("block"))) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> DISK.matcher(name).matches())
                    .forEach(present::add);
        } catch (IOException | UncheckedIOException notLinux) {
            return Set.of();
        }
        return present;
    }

    /** Disks on USB, without sticks and card readers. smartctl does not find those whose USB bridge it does not know. */
    List<Device> usbDisks() {
        return present().stream()
                .filter(this::isUsbDisk)
                .map(devices::resolve)
                .filter(Files::exists)
                .map(file -> new Device(file.toString(), ""))
                .toList();
    }

    private boolean isUsbDisk(String name) {
        Path disk = system.resolve("block").resolve(name);
        try {
            return ON_USB.matcher(disk.toRealPath().toString()).matches()
                    && text(disk.resolve("removable")).equals("0")
                    && !text(disk.resolve("size")).equals("0");
        } catch (IOException gone) {
            return false;
        }
    }

    /** Who the disk behind a device is, as it would tell itself. */
    Optional<DiskIdentity> identity(Device device) {
        if (device.isMember()) {
            return Optional.empty();
        }
        Path file = Path.of(device.name());
        try {
            file = file.toRealPath();
        } catch (IOException notThere) {
            // Then its name is all there is.
        }
        String name = String.valueOf(file.getFileName());
        return name.startsWith("nvme") ? nvme(name) : DiskIdentity.ofLinks(links(file));
    }

    private Optional<DiskIdentity> nvme(String name) {
        Path shown = name.matches("nvme\\d+")
                ? system.resolve("class/nvme").resolve(name)
                : system.resolve("block").resolve(name).resolve("device");
        try {
            return DiskIdentity.ofNvme(text(shown.resolve("model")), text(shown.resolve("serial")));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private List<String> links(Path disk) {
        try (Stream<Path> links = Files.list(devices.resolve("disk/by-id"))) {
            return links.filter(link -> pointsTo(link, disk))
                    .map(link -> String.valueOf(link.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException withoutUdev) {
            return List.of();
        }
    }

    private static boolean pointsTo(Path link, Path disk) {
        try {
            return link.toRealPath().equals(disk);
        } catch (IOException dangling) {
            return false;
        }
    }

    private static String text(Path attribute) throws IOException {
        return Files.readString(attribute).strip();
    }
}
