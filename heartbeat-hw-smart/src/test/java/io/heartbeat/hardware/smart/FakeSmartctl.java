package io.heartbeat.hardware.smart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An executable that answers like smartctl: a shell script that does, for each device and type, what it was told to. */
final class FakeSmartctl {
    private final Path folder;
    private final Path program;
    private final Map<String, String> devices = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private String scan = "";
    private int files;

    FakeSmartctl(Path folder) {
        this.folder = folder;
        this.program = folder.resolve("smartctl");
        write();
    }

    Path program() {
        return program;
    }

    /** The scan finds it, and it answers so. */
    FakeSmartctl disk(String name, String type, Capture capture) {
        return disk(name, type, saying(capture));
    }

    /** The scan finds it, and asked about it, the script runs this. */
    FakeSmartctl disk(String name, String type, String script) {
        devices.put(name + "@" + type, "{\"name\": \"" + name + "\", \"type\": \"" + type + "\"}");
        return hidden(name, guessed(type) ? "" : type, script);
    }

    /** Types that are not to be passed on. */
    private static boolean guessed(String type) {
        return type.equals("scsi") || type.equals("ata");
    }

    /** The scan does not find it. */
    FakeSmartctl hidden(String name, String type, String script) {
        answers.put(name + "@" + type, script);
        return write();
    }

    FakeSmartctl without(String name, String type) {
        devices.remove(name + "@" + type);
        answers.remove(name + "@" + (guessed(type) ? "" : type));
        return write();
    }

    /** Asked for disks, the script runs this instead of answering properly. */
    FakeSmartctl scanning(String script) {
        scan = script;
        return write();
    }

    /** The script that prints a capture. */
    String saying(Capture capture) {
        try {
            Path file = folder.resolve("answer-" + files++);
            Files.writeString(file, capture.printed());
            return "cat " + file + "; exit " + capture.exit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With which arguments it was called, one call a line. */
    List<String> calls() {
        try {
            Path calls = folder.resolve("calls");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long callsFor(String name) {
        return calls().stream().filter(call -> call.endsWith(" " + name)).count();
    }

    long scans() {
        return calls().stream().filter(call -> call.contains("--scan-open")).count();
    }

    SmartMonitor monitor() {
        return monitor(Duration.ofSeconds(20), List.of(), List.of());
    }

    SmartMonitor monitor(Duration timeout, List<Device> devices, List<Device> excluded) {
        return monitor(timeout, devices, excluded, new LinuxDevices(folder.resolve("sys"), folder.resolve("dev")));
    }

    SmartMonitor monitor(Duration timeout, List<Device> devices, List<Device> excluded, LinuxDevices linux) {
        Smartctl smartctl = new Smartctl(Optional.of(program), List.of(), timeout, true);
        return new SmartMonitor(smartctl, new DeviceScan(smartctl, devices, excluded), linux);
    }

    private FakeSmartctl write() {
        String found = "cat <<'END'\n{\"smartctl\": {\"version\": [7, 3], \"exit_status\": 0}"
                + (devices.isEmpty() ? "" : ", \"devices\": [" + String.join(", ", devices.values()) + "]")
                + "}\nEND\n";
        String cases = answers.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "')\n" + entry.getValue() + "\n;;\n")
                .collect(Collectors.joining());
        String script = """
                #!/bin/sh
                echo "$*" >> %s/calls
                type=; name=; scan=
                while [ $# -gt 0 ]; do
                  case "$1" in
                    -d) type=$2; shift ;;
                    -n|-l) shift ;;
                    --scan-open) scan=open ;;
                    --scan) scan=names ;;
                    /*) name=$1 ;;
                  esac
                  shift
                done
                if [ "$scan" = open ]; then
                %s
                exit 0
                fi
                if [ "$scan" = names ]; then
                %s
                exit 0
                fi
                case "$name@$type" in
                %s*) echo "not prepared for $name@$type" >&2; exit 1 ;;
                esac
                """.formatted(folder, scan.isEmpty() ? found : scan, found, cases);
        try {
            Path draft = folder.resolve("draft");
            Files.writeString(draft, script);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
