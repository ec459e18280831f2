package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A smartctl that is not there, hangs, dies, or talks nonsense. */
@Tag("slow")
@Timeout(120)
class MisbehaviourTest {
    private static final Capture HEALTHY = Capture.of("captured/sda-a");
    private static final Capture OTHER = Capture.of("scrutiny/smart-ata");

    @TempDir
    Path folder;

    private final TestContext core = new TestContext();
    private FakeSmartctl smartctl;

    @BeforeEach
    void create() {
        smartctl = new FakeSmartctl(folder);
    }

    @Test
    void withoutSmartctlTheReportIsPartialAndSaysWhatToInstall() throws Exception {
        Smartctl nowhere = new Smartctl(Optional.empty(), List.of(folder.resolve("bin")), Duration.ofSeconds(20), true);

        HardwareReport report = core.check(monitorOf(nowhere));

        assertThat(report.components()).isEmpty();
        assertThat(report.problem())
                .isEqualTo("smartctl was not found: install smartmontools, or set hardware.smart.smartctl to its path;"
                        + " it was looked for in " + folder.resolve("bin"));
    }

    @Test
    void aConfiguredSmartctlThatIsNotExecutableIsToldSo() throws Exception {
        Files.setPosixFilePermissions(smartctl.program(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(core.check(smartctl.monitor()).problem())
                .isEqualTo("hardware.smart.smartctl names " + smartctl.program() + ", which is not an executable file");
    }

    @Test
    void smartctlIsFoundOnceItIsInstalled() throws Exception {
        Path program = folder.resolve("bin/smartctl");
        Smartctl late = new Smartctl(Optional.empty(), List.of(program.getParent()), Duration.ofSeconds(20), true);
        SmartMonitor monitor = monitorOf(late);
        assertThat(core.check(monitor).problem()).isNotEmpty();

        Files.createDirectory(program.getParent());
        Files.createSymbolicLink(program, smartctl.program());
        assertThat(core.check(monitor)).isEqualTo(HardwareReport.complete(List.of()));
    }

    @Test
    void aHangingDiskIsReportedAndDelaysNoOther() throws Exception {
        smartctl.disk("/dev/sda", "sat", HEALTHY).disk("/dev/sdb", "sat", OTHER);
        SmartMonitor monitor = smartctl.monitor(Duration.ofSeconds(4), List.of(), List.of());
        assertThat(states(core.check(monitor))).containsExactly(ComponentState.OK, ComponentState.OK);

        smartctl.disk("/dev/sda", "sat", "sleep 600");
        core.remember(Earlier.found("disk-QEMU_HARDDISK-QEMUSATA01", "disk.crc"));
        HardwareReport report = core.check(monitor);

        ComponentReport hanging = report.components().get(0);
        assertThat(hanging.id()).isEqualTo("disk-QEMU_HARDDISK-QEMUSATA01");
        assertThat(hanging.state()).isEqualTo(ComponentState.WARNING);
        assertThat(hanging.conditions())
                .extracting(condition -> condition.code() + " " + condition.confirmations())
                .containsExactly("disk.not-responding 2", "disk.crc 1");
        assertThat(report.components().get(1).state()).isEqualTo(ComponentState.OK);
        assertThat(report.problem()).isEmpty();

        core.check(monitor);
        assertThat(core.check(monitor).components().get(1).conditions().get(0).severity())
                .isEqualTo(Severity.CRITICAL);

        smartctl.disk("/dev/sda", "sat", HEALTHY);
        assertThat(states(core.check(monitor))).containsExactly(ComponentState.OK, ComponentState.OK);
        monitor.close();
    }

    @Test
    void aDiskThatHangsFromTheStartIsUnidentifiedSoTheReportIsPartial() throws Exception {
        smartctl.disk("/dev/sda", "sat", "sleep 600").disk("/dev/sdb", "sat", OTHER);

        HardwareReport report = core.check(smartctl.monitor(Duration.ofSeconds(4), List.of(), List.of()));

        assertThat(report.components())
                .extracting(ComponentReport::id)
                .containsExactly("device:/dev/sda", "wwn-5000cca264eb01d7");
        assertThat(report.problem()).contains("/dev/sda");
    }

    @Test
    void noSecondSmartctlIsStartedWhileTheFirstCannotBeKilled() throws Exception {
        Child unkillable = Child.start(List.of("/bin/sleep", "600"));
        Disk disk = new Disk(new Device("/dev/sda", "sat"));
        smartctl.disk("/dev/sda", "sat", HEALTHY);
        Smartctl program = new Smartctl(Optional.of(smartctl.program()), List.of(), Duration.ofSeconds(20), true);
        TimeLeft time = TimeLeft.until(core.deadline());
        disk.learn(new Reply.Silent(unkillable));

        Reply second = disk.examine(program, time);
        assertThat(second).isEqualTo(new Reply.Silent(unkillable));
        disk.learn(second);
        assertThat(disk.silences()).isEqualTo(2);
        assertThat(smartctl.calls()).isEmpty();

        assertThat(unkillable.kill()).isTrue();
        Reply third = disk.examine(program, time);
        assertThat(third).isInstanceOf(Reply.Answered.class);
        disk.learn(third);
        assertThat(disk.silences()).isZero();
    }

    @Test
    void aHangingSmartctlIsKilledWithItsChildren() throws Exception {
        smartctl.disk("/dev/sda", "sat", "sleep 1234567 & echo $! > " + folder + "/child; wait");

        core.check(smartctl.monitor(Duration.ofSeconds(4), List.of(), List.of()));

        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        assertThat(isOver(child)).isTrue();
    }

    private static boolean isOver(long process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), "stat"))
                    .contains(") Z ");
        } catch (IOException notThere) {
            return true;
        }
    }

    @Test
    void aHangingScanDoesNotHideTheDisks() throws Exception {
        smartctl.disk("/dev/sda", "sat", HEALTHY).scanning("sleep 600");

        HardwareReport report = core.check(smartctl.monitor(Duration.ofSeconds(4), List.of(), List.of()));

        assertThat(states(report)).containsExactly(ComponentState.OK);
        assertThat(report.problem()).contains("--scan-open did not end within 4 s");
    }

    @Test
    void whenInterruptedItKillsWhatItStartedAndStops() throws Exception {
        smartctl.disk("/dev/sda", "sat", "echo $$ > " + folder + "/child; exec sleep 600");
        SmartMonitor monitor = smartctl.monitor();
        FutureTask<HardwareReport> check = new FutureTask<>(() -> core.check(monitor));
        Thread thread = new Thread(check, "check");
        thread.start();
        long child = awaitNumber(folder.resolve("child"));

        thread.interrupt();

        assertThatThrownBy(() -> check.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        smartctl.disk("/dev/sda", "sat", HEALTHY);
        assertThat(states(core.check(monitor))).containsExactly(ComponentState.OK);
        Optional<ProcessHandle> process = ProcessHandle.of(child);
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCheckEndsBeforeItsDeadline() throws Exception {
        smartctl.disk("/dev/sda", "sat", "sleep 600")
                .disk("/dev/sdb", "sat", "sleep 600")
                .disk("/dev/sdc", "sat", "sleep 600");
        long began = System.nanoTime();

        HardwareReport report = smartctl.monitor(Duration.ofSeconds(60), List.of(), List.of())
                .check(new FirstCheck(Instant.now().plusSeconds(16)));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(16));
        assertThat(states(report))
                .containsExactly(ComponentState.WARNING, ComponentState.WARNING, ComponentState.UNKNOWN);
    }

    @Test
    void garbageIsNoAnswer() throws Exception {
        assertUnknown("echo 'segmentation { fault'; exit 139", "segmentation { fault");
        assertUnknown("exit 0", "gave no answer in JSON (exit 0)");
        assertUnknown("head -c 2000 /dev/urandom", "gave no answer in JSON");
        assertUnknown("kill -9 $$", "exit 137");
        assertUnknown("exit 127", "exit 127");
        assertUnknown("echo '[1, 2]'", "gave no answer in JSON");
        assertUnknown("echo '{\"smart_status\": {\"passed\": true}}'", "gave no answer in JSON");
        assertUnknown("head -c 3000 " + answerFile() + "; exit 0", "gave no answer in JSON");
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        assertUnknown("head -c 100000000 /dev/zero", "more than 4 MiB");
        assertUnknown("cat /dev/zero", "more than 4 MiB");
    }

    @Test
    void muchNoiseOnTheErrorStreamDoesNotBlockTheAnswer() throws Exception {
        smartctl.disk("/dev/sda", "sat", "head -c 3000000 /dev/zero >&2; " + smartctl.saying(HEALTHY));

        assertThat(states(core.check(smartctl.monitor()))).containsExactly(ComponentState.OK);
    }

    @Test
    void aVersionWithoutJsonIsTooOld() throws Exception {
        String old = "echo 'smartctl 6.6 2017-11-05 r4594 [x86_64-linux] (local build)'; echo;"
                + " echo '=======> UNRECOGNIZED OPTION: j'; exit 1";
        assertUnknown(old, "7.0 or newer");

        smartctl.scanning(old);
        assertThat(core.check(smartctl.monitor()).problem()).contains("7.0 or newer");
    }

    @Test
    void whatSudoRefusesIsPassedOn() throws Exception {
        String refusing = "echo 'sudo: a password is required' >&2; exit 1";
        assertUnknown(refusing, "sudo: a password is required");

        smartctl.scanning(refusing);
        assertThat(core.check(smartctl.monitor()).problem()).contains("sudo: a password is required");
    }

    @Test
    void whatStandsBeforeTheAnswerIsSkipped() throws Exception {
        smartctl.disk("/dev/sda", "sat", "echo '  Pending defect count:'; echo '{oops'; " + smartctl.saying(HEALTHY));

        assertThat(states(core.check(smartctl.monitor()))).containsExactly(ComponentState.OK);
    }

    @Test
    void aProgramThatCannotBeExecutedIsToldSo() throws Exception {
        Path binary = folder.resolve("binary");
        Files.writeString(binary, "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Smartctl broken = new Smartctl(Optional.of(binary), List.of(), Duration.ofSeconds(20), true);

        assertThat(core.check(monitorOf(broken)).problem())
                .contains("cannot be started")
                .contains(binary.toString());
    }

    private String answerFile() {
        return smartctl.saying(HEALTHY).replaceFirst("cat (\\S+);.*", "$1");
    }

    private void assertUnknown(String script, String why) throws Exception {
        smartctl.disk("/dev/sda", "sat", script);
        HardwareReport report = new TestContext().check(smartctl.monitor());
        assertThat(states(report)).as(script).containsExactly(ComponentState.UNKNOWN);
        assertThat(report.components().get(0).note()).contains(why);
        assertThat(report.problem()).contains("/dev/sda");
    }

    private static List<ComponentState> states(HardwareReport report) {
        return report.components().stream().map(ComponentReport::state).toList();
    }

    private SmartMonitor monitorOf(Smartctl program) {
        return new SmartMonitor(
                program,
                new DeviceScan(program, List.of(), List.of()),
                new LinuxDevices(folder.resolve("sys"), folder.resolve("dev")));
    }

    /** A context that knows of no earlier check. */
    private record FirstCheck(Instant deadline) implements CheckContext {

        @Override
        public boolean isOpen(String component, String code) {
            return false;
        }

        @Override
        public double growth(String component, String reading, double now, Duration window) {
            return 0;
        }
    }

    private static long awaitNumber(Path file) throws Exception {
        while (!Files.exists(file) || Files.readString(file).isBlank()) {
            Thread.sleep(10);
        }
        return Long.parseLong(Files.readString(file).strip());
    }
}
