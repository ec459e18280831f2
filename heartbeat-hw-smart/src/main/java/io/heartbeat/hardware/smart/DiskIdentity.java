package io.heartbeat.hardware.smart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which disk it is, wherever it is plugged in.
 *
 * @param id the component's id; made of the world-wide name, else of model and serial number
 * @param serial the serial number; may be empty
 * @param description model and serial number, for people; may be empty
 */
record DiskIdentity(String id, String serial, String description) {
    private static final Pattern WORLD_WIDE_LINK = Pattern.compile("wwn-0x([0-9a-f]{16,32})");
    private static final Pattern ATA_LINK = Pattern.compile("ata-(.+)_([^_]+)");
    private static final Pattern MEANINGLESS = Pattern.compile("0*|f*|[0-9a-f]0{15}");

    /** What an answer tells of it; empty if it tells nothing that lasts. */
    static Optional<DiskIdentity> of(SmartctlAnswer answer) {
        JsonView json = answer.json();
        String serial = json.text("serial_number").orElse("");
        String model =
                json.text("model_name").or(() -> json.text("scsi_model_name")).orElse("");
        String description =
                Stream.of(model, serial).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        String kind = answer.protocol() == SmartctlAnswer.Protocol.NVME ? "nvme-" : "disk-";
        return worldWideName(json)
                .map(name -> "wwn-" + name)
                .or(() -> serial.isEmpty() ? Optional.empty() : Optional.of(named(kind, model, serial)))
                .map(id -> new DiskIdentity(id, serial, description));
    }

    /** What udev's links to it tell: {@code wwn-0x5000c500a1b2c3d4} or, from disks without such a name, {@code ata-MODEL_SERIAL}. */
    static Optional<DiskIdentity> ofLinks(List<String> links) {
        Optional<Matcher> ata =
                links.stream().map(ATA_LINK::matcher).filter(Matcher::matches).findFirst();
        String description = ata.map(link -> link.group(1).replace('_', ' ') + " " + link.group(2))
                .orElse("");
        return links.stream()
                .map(WORLD_WIDE_LINK::matcher)
                .filter(link -> link.matches() && isMeaningful(link.group(1)))
                .map(link -> "wwn-" + link.group(1))
                .findFirst()
                .or(() -> ata.map(link -> named("disk-", link.group(1), link.group(2))))
                .map(id -> new DiskIdentity(id, "", description));
    }

    /** What the kernel tells of an NVMe disk; empty if that is nothing. */
    static Optional<DiskIdentity> ofNvme(String model, String serial) {
        return serial.isEmpty()
                ? Optional.empty()
                : Optional.of(new DiskIdentity(named("nvme-", model, serial), serial, (model + " " + serial).strip()));
    }

    private static String named(String kind, String model, String serial) {
        return clean(kind + (model.isEmpty() ? "" : model + "-") + serial);
    }

    /** A stand-in for a disk that has not told who it is. */
    static DiskIdentity ofDevice(Device device) {
        return new DiskIdentity(
                clean("device:" + device.name() + (device.isMember() ? ":" + device.type() : "")), "", "");
    }

    /** Tells it from another disk that claims the same world-wide name. */
    DiskIdentity withSerialInId() {
        return new DiskIdentity(clean(id + "-" + serial), serial, description);
    }

    /** For people: {@code WDC WD140EDFZ 9RK1ABCD (/dev/sdb)}. */
    String label(Device device) {
        return description.isEmpty() ? device.text() : description + " (" + device.text() + ")";
    }

    private static Optional<String> worldWideName(JsonView json) {
        Optional<String> ata = json.has("wwn.naa") && json.has("wwn.oui") && json.has("wwn.id")
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%01x%06x%09x",
                        json.number("wwn.naa").orElse(0),
                        json.number("wwn.oui").orElse(0),
                        json.number("wwn.id").orElse(0)))
                : Optional.empty();
        return ata.or(() -> json.text("logical_unit_id")
                        .map(id -> id.toLowerCase(Locale.ROOT).replaceFirst("^0x", "")))
                .filter(name -> name.matches("[0-9a-f]{16,32}"))
                .filter(DiskIdentity::isMeaningful);
    }

    private static boolean isMeaningful(String worldWideName) {
        return !MEANINGLESS.matcher(worldWideName).matches();
    }

    private static String clean(String text) {
        String cleaned = text.replaceAll("[^A-Za-z0-9._:/-]+", "_");
        return cleaned.length() <= 100 ? cleaned : cleaned.substring(0, 100);
    }
}
