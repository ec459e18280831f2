package io.heartbeat.hardware.smart;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * What smartctl answered, in JSON. Any field may be absent.
 *
 * @param json the answer
 * @param exitStatus smartctl's own account of its exit status, else that of the process; its bits are described in smartctl(8)
 */
record SmartctlAnswer(JsonView json, int exitStatus) {
    /** The command line did not parse, or the device is of no known type. */
    static final int BAD_USAGE = 1;
    /** The device could not be opened or identified, or it sleeps. */
    static final int NOT_OPENED = 1 << 1;
    /** Some command failed; also on many healthy disks. */
    static final int COMMAND_FAILED = 1 << 2;
    /** The disk says that it is failing. */
    static final int FAILING = 1 << 3;
    /** The log of self-tests holds failures. */
    static final int SELF_TEST_FAILED = 1 << 7;

    enum Protocol {
        ATA,
        NVME,
        SCSI,
        OTHER
    }

    /**
     * Finds the answer in what was printed. Older versions print a line or two before it.
     *
     * @return empty if there is none
     */
    static Optional<SmartctlAnswer> parse(String printed, int processExit) {
        int start = printed.indexOf('{');
        while (start >= 0) {
            Optional<SmartctlAnswer> answer = parseObject(printed.substring(start), processExit);
            if (answer.isPresent()) {
                return answer;
            }
            int next = printed.indexOf("\n{", start);
            start = next < 0 ? -1 : next + 1;
        }
        return Optional.empty();
    }

    private static Optional<SmartctlAnswer> parseObject(String text, int processExit) {
        JsonElement parsed;
        try {
            parsed = JsonParser.parseReader(new JsonReader(new StringReader(text)));
        } catch (JsonParseException notJson) {
            return Optional.empty();
        }
        if (!parsed.isJsonObject()) {
            return Optional.empty();
        }
        JsonView json = new JsonView(parsed.getAsJsonObject());
        return json.has("smartctl") || json.has("device")
                ? Optional.of(new SmartctlAnswer(
                        json, (int) json.number("smartctl.exit_status").orElse(processExit)))
                : Optional.empty();
    }

    boolean exitHas(int bits) {
        return (exitStatus & bits) != 0;
    }

    /** Whether the disk considers itself healthy; empty if it was not asked or did not say, which is no good sign. */
    Optional<Boolean> passed() {
        return json.flag("smart_status.passed");
    }

    Protocol protocol() {
        return switch (json.text("device.protocol").orElse("")) {
            case "ATA" -> Protocol.ATA;
            case "NVMe" -> Protocol.NVME;
            case "SCSI" -> Protocol.SCSI;
            default -> Protocol.OTHER;
        };
    }

    /** Whether this version is older than the given one; not if it does not tell its version. */
    boolean isOlderThan(int major, int minor) {
        List<Long> version = json.numbers("smartctl.version");
        return version.size() >= 2 && (version.get(0) < major || (version.get(0) == major && version.get(1) < minor));
    }

    /** What smartctl has to say beside the facts: errors, warnings and information, without a full stop. */
    List<String> messages() {
        return json.list("smartctl.messages").stream()
                .flatMap(message -> message.text("string").stream())
                .map(text -> text.strip().replaceFirst("\\.$", ""))
                .toList();
    }

    /** How a person asks this disk for something else: {@code smartctl -t long -d sat /dev/sda}. */
    String command(String option) {
        String type = json.text("device.type")
                .filter(text -> !text.equals("scsi"))
                .map(text -> " -d " + text)
                .orElse("");
        return "smartctl " + option + type
                + json.text("device.name").map(name -> " " + name).orElse("");
    }

    /** 0 for a disk that does not rotate; empty if it does not say, as old ones do not. */
    boolean isSolidState() {
        return json.number("rotation_rate").orElse(-1) == 0;
    }
}
