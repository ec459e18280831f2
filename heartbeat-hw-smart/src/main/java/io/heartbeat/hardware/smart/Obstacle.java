package io.heartbeat.hardware.smart;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why an answer says nothing about the health of the disk.
 *
 * @param kind what it means
 * @param text why, and what to do about it
 */
record Obstacle(Kind kind, String text) {

    enum Kind {
        SLEEPING,
        MISSING,
        UNSUPPORTED,
        UNKNOWN
    }

    private static final String RIGHTS =
            "run Heartbeat as root, or give hardware.smart.smartctl a script that uses sudo -n";

    private static final Pattern ASLEEP = Pattern.compile("Device is in (.+) mode, exit\\(\\d+\\)");

    /** Empty if there is none in sight: the answer should hold something about health. */
    static Optional<Obstacle> of(SmartctlAnswer answer) {
        List<String> messages = answer.messages();
        if (messages.stream().anyMatch(text -> ASLEEP.matcher(text).matches()) || sleepsByPowerMode(answer)) {
            return Optional.of(new Obstacle(Kind.SLEEPING, ""));
        }
        return messages.stream().flatMap(text -> ofMessage(text).stream()).findFirst();
    }

    private static Optional<Obstacle> ofMessage(String message) {
        String name = message.replaceFirst(": Un(known|able).*", "");
        if (contains(message, "Permission denied", "Operation not permitted", "Open failed, Error=5")) {
            return Optional.of(new Obstacle(Kind.UNKNOWN, "smartctl has no permission to read this disk: " + RIGHTS));
        }
        if (contains(message, "No such device", "No such file")) {
            return Optional.of(new Obstacle(
                    Kind.MISSING,
                    "There is no such device; if there should be none, take it out of hardware.smart.devices"));
        }
        if (contains(message, "Unknown USB bridge")) {
            return Optional.of(new Obstacle(
                    Kind.UNSUPPORTED,
                    message + "; if smartctl -i -d sat " + name + " works, add " + name
                            + "@sat to hardware.smart.devices"));
        }
        if (contains(message, "Unable to detect device type")) {
            return Optional.of(new Obstacle(
                    Kind.UNSUPPORTED,
                    "smartctl does not know how to ask it: it has no SMART, or its type must be named in"
                            + " hardware.smart.devices, for example " + name + "@sat"));
        }
        if (contains(message, "Unknown device type")) {
            return Optional.of(new Obstacle(
                    Kind.UNKNOWN,
                    message + "; correct it in hardware.smart.devices, where a type of smartctl -d follows the @"));
        }
        return Optional.empty();
    }

    private static boolean sleepsByPowerMode(SmartctlAnswer answer) {
        long mode = answer.json().number("power_mode.ata_value").orElse(-1);
        return mode == 0x00 || mode == 0x01;
    }

    /** For an answer without a word about health and without an explanation. */
    static Obstacle unexplained(SmartctlAnswer answer) {
        JsonView json = answer.json();
        if (!json.flag("smart_support.available")
                        .or(() -> json.flag("smart_support"))
                        .orElse(true)
                || isVirtual(answer)) {
            return new Obstacle(
                    Kind.UNSUPPORTED,
                    "It has no SMART: it is virtual, or a RAID volume, whose disks must be named in"
                            + " hardware.smart.devices, for example /dev/sda@megaraid,0");
        }
        String said = String.join("; ", answer.messages());
        return new Obstacle(
                Kind.UNKNOWN,
                said.isEmpty()
                        ? "smartctl tells nothing about its health, mostly for lack of rights: " + RIGHTS
                        : "Run as root, smartctl may tell more than: " + said);
    }

    /** Whether it could be asked all questions of SCSI and knew no answer, not even its temperature. */
    private static boolean isVirtual(SmartctlAnswer answer) {
        JsonView json = answer.json();
        return answer.protocol() == SmartctlAnswer.Protocol.SCSI
                && !answer.exitHas(SmartctlAnswer.BAD_USAGE | SmartctlAnswer.NOT_OPENED)
                && json.has("device_type")
                && json.number("temperature.current").orElse(-1) == 0;
    }

    private static boolean contains(String message, String... texts) {
        for (String text : texts) {
            if (message.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
