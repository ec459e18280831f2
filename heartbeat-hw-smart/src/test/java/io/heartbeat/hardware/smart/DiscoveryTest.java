package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which disks there are, and which disk is which. */
class DiscoveryTest {
    private static final Capture WESTERN = Capture.of("scrutiny/smart-ata");
    private static final String WESTERN_ID = "wwn-5000cca264eb01d7";
    private static final Capture INTEL = Capture.of("scrutiny/smart-nvme");
    private static final String INTEL_ID = "nvme-INTEL_SSDPEKNW010T8-BTNH93710FS91P0B";
    private static final Capture GONE = Capture.of("captured/sda-removed-a");
    private static final Capture ASLEEP = Capture.of("captured/shim-standby3");

    @TempDir
    Path folder;

    private final TestContext core = new TestContext();
    private FakeSmartctl smartctl;
    private LinuxDevices linux;

    @BeforeEach
    void create() throws Exception {
        smartctl = new FakeSmartctl(Files.createDirectory(folder.resolve("program")));
        linux = new LinuxDevices(folder.resolve("sys"), folder.resolve("dev"));
        Files.createDirectories(blocks());
        Files.createDirectories(links());
    }

    @Test
    void disksAreKnownByWhatLasts() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN)
                .disk("/dev/nvme0", "nvme", INTEL)
                .disk("/dev/sdf", "scsi", Capture.of("captured/scsidebug-a"))
                .disk("/dev/sdg", "scsi", Capture.of("scrutiny/smart-scsi"));

        assertThat(ids(core.check(monitor())))
                .containsExactly(
                        WESTERN_ID, INTEL_ID, "wwn-33333330000055f0", "disk-SEAGATE_ST4000NM0043-Z1Z5DWJK0000XXXXXXXX");
    }

    @Test
    void smartctlIsAskedGentlyAndOfTheTypeThatTheScanVerified() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN)
                .disk("/dev/sdb", "ata", INTEL)
                .disk("/dev/sdf", "scsi", Capture.of("captured/scsidebug-a"));

        core.check(monitor());

        assertThat(smartctl.calls())
                .containsExactlyInAnyOrder(
                        "--json --scan-open",
                        "--json -n standby,3 -i -H -A -l error -l selftest -d sat /dev/sda",
                        "--json -n standby,3 -i -H -A -l error -l selftest /dev/sdb",
                        "--json -n standby,3 -i -H -A -l error -l selftest /dev/sdf");
    }

    @Test
    void twoPathsToOneDiskAreOneDisk() throws Exception {
        smartctl.disk("/dev/sda", "sat", Capture.of("captured/perm-nobody-sda"))
                .disk("/dev/sdb", "sat", WESTERN)
                .disk("/dev/sdc", "sat", WESTERN);

        assertThat(ids(core.check(monitor()))).containsExactly("device:/dev/sda", WESTERN_ID);
    }

    @Test
    void twoDisksThatClaimOneNameAreToldApartBySerialNumber() throws Exception {
        smartctl.disk("/dev/sdb", "sat", WESTERN)
                .disk("/dev/sdc", "sat", WESTERN.with(text -> text.replace("9RK1XXXX", "9RK2YYYY")));

        assertThat(ids(core.check(monitor()))).containsExactly(WESTERN_ID + "-9RK1XXXX", WESTERN_ID + "-9RK2YYYY");
    }

    @Test
    void aNameThatMeansNothingIsNoIdentity() throws Exception {
        smartctl.disk(
                "/dev/sdb",
                "sat",
                WESTERN.with(text -> text.replaceFirst("\"oui\": 3274,(\\s*)\"id\": \\d+", "\"oui\": 0, \"id\": 0")));

        assertThat(ids(core.check(monitor()))).containsExactly("disk-WDC_WD140EDFZ-11A0VA0-9RK1XXXX");
    }

    @Test
    void membersOfARaidAreSeveralDisksBehindOneDevice() throws Exception {
        smartctl.disk("/dev/bus/0", "megaraid,0", Capture.of("scrutiny/smart-megaraid0"))
                .disk("/dev/bus/0", "megaraid,1", Capture.of("scrutiny/smart-megaraid1"));

        HardwareReport report = core.check(monitor());

        assertThat(report.components())
                .extracting(ComponentReport::label)
                .containsExactlyInAnyOrder(
                        "WD4000FYYX XXXXXXXXXXXX (/dev/bus/0 megaraid,0)",
                        "WD4000FYYX XXXXXXXXXXXX (/dev/bus/0 megaraid,1)");
    }

    @Test
    void theScanIsRememberedUntilTheKernelSeesOtherDisks() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN);
        SmartMonitor monitor = monitor();
        core.check(monitor);
        core.check(monitor);
        assertThat(smartctl.scans()).isEqualTo(1);

        Files.createDirectory(blocks().resolve("loop7"));
        core.check(monitor);
        assertThat(smartctl.scans()).isEqualTo(1);

        Files.createDirectory(blocks().resolve("nvme0n1"));
        smartctl.disk("/dev/nvme0", "nvme", INTEL);
        assertThat(ids(core.check(monitor))).containsExactly(WESTERN_ID, INTEL_ID);
        assertThat(smartctl.scans()).isEqualTo(2);
    }

    @Test
    void every6HoursTheScanIsRepeatedUnlessThatWouldWakeADisk() throws Exception {
        Smartctl program = new Smartctl(Optional.of(smartctl.program()), List.of(), Duration.ofSeconds(20), true);
        AtomicLong now = new AtomicLong();
        DeviceScan scan = new DeviceScan(program, List.of(), List.of(), now::get);
        TimeLeft time = TimeLeft.until(core.deadline());
        scan.refresh(Set.of(), false, time);

        now.addAndGet(Duration.ofHours(6).toNanos() - 1);
        scan.refresh(Set.of(), false, time);
        assertThat(smartctl.scans()).isEqualTo(1);

        now.incrementAndGet();
        scan.refresh(Set.of(), true, time);
        assertThat(smartctl.scans()).isEqualTo(1);
        scan.refresh(Set.of(), false, time);
        assertThat(smartctl.scans()).isEqualTo(2);
    }

    @Test
    void aDiskThatIsGoneIsLeftOutOfACompleteReport() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN).disk("/dev/nvme0", "nvme", INTEL);
        SmartMonitor monitor = monitor();
        core.check(monitor);

        smartctl.without("/dev/sda", "sat").hidden("/dev/sda", "sat", smartctl.saying(GONE));
        HardwareReport report = core.check(monitor);

        assertThat(ids(report)).containsExactly(INTEL_ID);
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void aDiskThatGotAnotherNameIsFoundInTheSameCheck() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN);
        SmartMonitor monitor = monitor();
        core.check(monitor);

        smartctl.without("/dev/sda", "sat")
                .hidden("/dev/sda", "sat", smartctl.saying(GONE))
                .disk("/dev/sdb", "sat", WESTERN);
        HardwareReport report = core.check(monitor);

        assertThat(ids(report)).containsExactly(WESTERN_ID);
        assertThat(report.components().get(0).label()).endsWith("(/dev/sdb)");
    }

    @Test
    void aConfiguredDeviceThatIsGoneIsMissingIfItWasKnownAndUnknownIfNot() throws Exception {
        Device device = new Device("/dev/sdz", "");
        smartctl.hidden("/dev/sdz", "", smartctl.saying(GONE));
        SmartMonitor monitor = monitor(device);

        HardwareReport never = core.check(monitor);
        assertThat(never.components().get(0).state()).isEqualTo(ComponentState.UNKNOWN);
        assertThat(never.components().get(0).note()).contains("hardware.smart.devices");
        assertThat(never.problem()).isEmpty();

        smartctl.hidden("/dev/sdz", "", smartctl.saying(WESTERN));
        assertThat(ids(core.check(monitor))).containsExactly(WESTERN_ID);

        smartctl.hidden("/dev/sdz", "", smartctl.saying(GONE));
        assertThat(core.check(monitor)).isEqualTo(HardwareReport.complete(List.of()));
    }

    @Test
    void aDiskBothFoundAndConfiguredThatIsGoneIsMissingToo() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN);
        SmartMonitor monitor = monitor(new Device("/dev/sda", ""));
        core.check(monitor);

        smartctl.without("/dev/sda", "sat")
                .hidden("/dev/sda", "sat", smartctl.saying(GONE))
                .hidden("/dev/sda", "", smartctl.saying(GONE));

        assertThat(core.check(monitor)).isEqualTo(HardwareReport.complete(List.of()));
        assertThat(core.check(monitor)).isEqualTo(HardwareReport.complete(List.of()));
    }

    @Test
    void aConfiguredTypeReplacesTheOneFoundAndAddsWhatTheScanOverlooks() throws Exception {
        smartctl.disk("/dev/sda", "scsi", "echo wrong type; exit 1")
                .hidden("/dev/sda", "sat", smartctl.saying(WESTERN))
                .hidden("/dev/twa0", "3ware,1", smartctl.saying(INTEL));

        HardwareReport report = core.check(monitor(new Device("/dev/sda", "sat"), new Device("/dev/twa0", "3ware,1")));

        assertThat(ids(report)).containsExactlyInAnyOrder(WESTERN_ID, INTEL_ID);
        assertThat(smartctl.callsFor("/dev/sda")).isEqualTo(1);
    }

    @Test
    void excludedDevicesAreLeftAlone() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN)
                .disk("/dev/nvme0", "nvme", INTEL)
                .disk("/dev/bus/0", "megaraid,0", Capture.of("scrutiny/smart-megaraid0"))
                .disk("/dev/bus/0", "megaraid,1", Capture.of("scrutiny/smart-megaraid1"));
        List<Device> excluded = List.of(
                new Device("/dev/sda", ""), new Device("/dev/nvme0n1", ""), new Device("/dev/bus/0", "megaraid,1"));

        HardwareReport report = core.check(smartctl.monitor(Duration.ofSeconds(20), List.of(), excluded, linux));

        assertThat(report.components())
                .filteredOn(disk -> disk.state() != ComponentState.UNSUPPORTED)
                .hasSize(1);
        assertThat(smartctl.calls())
                .noneMatch(call ->
                        call.endsWith("/dev/sda") || call.endsWith("/dev/nvme0") || call.contains("megaraid,1"));
    }

    @Test
    void aDiskThatIsNewlyExcludedIsNotTakenForMissing() throws Exception {
        Path sata = Files.createFile(folder.resolve("sda"));
        Path nameless = Files.createFile(folder.resolve("sdb"));
        Capture qemu = Capture.of("captured/sda-a");
        Files.createSymbolicLink(links().resolve("wwn-0x5000cca264eb01d7"), sata);
        Files.createSymbolicLink(links().resolve("ata-WDC_WD140EDFZ-11A0VA0_9RK1XXXX"), sata);
        Files.createSymbolicLink(links().resolve("ata-QEMU_HARDDISK_QEMUSATA01"), nameless);
        Files.createSymbolicLink(links().resolve("ata-GONE_1"), folder.resolve("gone"));
        nvme(folder.resolve("sys/class/nvme/nvme0"));
        smartctl.disk(sata.toString(), "sat", WESTERN)
                .disk(nameless.toString(), "sat", qemu)
                .disk("/dev/nvme0", "nvme", INTEL);
        HardwareReport before = core.check(monitor());

        SmartMonitor restarted = smartctl.monitor(
                Duration.ofSeconds(20),
                List.of(),
                List.of(device(sata), device(nameless), new Device("/dev/nvme0n1", "")),
                linux);
        HardwareReport after = core.check(restarted);
        core.check(restarted);

        assertThat(ids(after)).containsExactlyElementsOf(ids(before));
        assertThat(after.components()).allSatisfy(disk -> {
            assertThat(disk.state()).isEqualTo(ComponentState.UNSUPPORTED);
            assertThat(disk.note()).isEqualTo("Left out by hardware.smart.exclude");
        });
        assertThat(after.problem()).isEmpty();
        assertThat(after.components().get(1).label()).isEqualTo("QEMU HARDDISK QEMUSATA01 (" + nameless + ")");
        assertThat(core.events()).isEmpty();
    }

    @Test
    void anExcludedDiskThatCannotBeIdentifiedIsNamedByItsDevice() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN).disk("/dev/bus/0", "megaraid,1", INTEL);
        List<Device> excluded = List.of(new Device("/dev/sda", ""), new Device("/dev/bus/0", ""));

        HardwareReport report = core.check(smartctl.monitor(Duration.ofSeconds(20), List.of(), excluded, linux));

        assertThat(ids(report)).containsExactly("device:/dev/sda", "device:/dev/bus/0:megaraid_1");
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void anExcludedPathToADiskHidesNotTheOther() throws Exception {
        Path excluded = Files.createFile(folder.resolve("sdb"));
        Files.createSymbolicLink(links().resolve("wwn-0x5000cca264eb01d7"), excluded);
        smartctl.disk("/dev/sda", "sat", WESTERN).disk(excluded.toString(), "sat", WESTERN);

        HardwareReport report =
                core.check(smartctl.monitor(Duration.ofSeconds(20), List.of(), List.of(device(excluded)), linux));

        assertThat(report.components()).extracting(ComponentReport::state).containsExactly(ComponentState.OK);
    }

    @Test
    void anNvmeDiskThatMayNotBeReadIsKnownByWhatTheKernelTells() throws Exception {
        nvme(blocks().resolve("nvme0n1/device"));
        smartctl.hidden("/dev/nvme0n1", "", smartctl.saying(Capture.of("captured/perm-nobody-nvme0")));

        HardwareReport report = core.check(monitor(new Device("/dev/nvme0n1", "")));

        assertThat(ids(report)).containsExactly(INTEL_ID);
        assertThat(report.components().get(0).state()).isEqualTo(ComponentState.UNKNOWN);
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void aNameThatMeansNothingIsNoIdentityInLinksEither() {
        assertThat(DiskIdentity.ofLinks(List.of("wwn-0x5000000000000000", "wwn-0x0000000000000000")))
                .isEmpty();
        assertThat(DiskIdentity.ofLinks(List.of("ata-A_B_C", "wwn-0x5000000000000000")))
                .map(DiskIdentity::id)
                .hasValue("disk-A_B-C");
    }

    @Test
    void aUsbDiskThatTheScanOverlooksIsNoAlarmButAHint() throws Exception {
        usb("sdd", "0", "1953525168");
        usb("sde", "1", "1953525168");
        usb("sdf", "0", "0");
        usb("sdg", "0", "1953525168");
        usb("sdh", "0", "1953525168");
        Files.delete(folder.resolve("dev/sdh"));
        attached("pci0000:00/ata1", "sdi", "0", "1953525168");
        smartctl.disk("/dev/sda", "sat", WESTERN);
        String overlooked = folder.resolve("dev/sdd").toString();
        SmartMonitor monitor =
                smartctl.monitor(Duration.ofSeconds(20), List.of(), List.of(device(folder.resolve("dev/sdg"))), linux);

        HardwareReport report = core.check(monitor);

        assertThat(report.components())
                .extracting(ComponentReport::state)
                .containsExactly(ComponentState.OK, ComponentState.UNSUPPORTED);
        ComponentReport hint = report.components().get(1);
        assertThat(hint.label()).isEqualTo(overlooked);
        assertThat(hint.note()).contains("smartctl -i -d sat " + overlooked, overlooked + "@sat");
        assertThat(smartctl.calls()).noneMatch(call -> call.endsWith(overlooked));

        smartctl.scanning("exit 1");
        usb("sdj", "0", "1");
        assertThat(core.check(monitor).components()).hasSize(1);
    }

    @Test
    void aUsbDiskThatIsConfiguredIsNotOverlooked() throws Exception {
        usb("sdd", "0", "1953525168");
        String disk = folder.resolve("dev/sdd").toString();
        smartctl.hidden(disk, "sat", smartctl.saying(WESTERN));

        assertThat(ids(core.check(monitor(new Device(disk, "sat"))))).containsExactly(WESTERN_ID);
    }

    @Test
    void aSleepingDiskIsNotWokenAndRemembered() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN);
        SmartMonitor monitor = monitor();
        core.check(monitor);

        smartctl.disk("/dev/sda", "sat", ASLEEP);
        HardwareReport report = core.check(monitor);

        assertThat(report)
                .isEqualTo(HardwareReport.complete(
                        List.of(ComponentReport.sleeping(WESTERN_ID, "WDC WD140EDFZ-11A0VA0 9RK1XXXX (/dev/sda)"))));
    }

    @Test
    void aDiskThatSleepsFromTheStartIsKnownByItsLinkIfThereIsOne() throws Exception {
        Path device = Files.createFile(folder.resolve("sda"));
        smartctl.disk(device.toString(), "sat", ASLEEP);
        assertThat(core.check(monitor()).problem()).contains("could not be found out");

        Files.createSymbolicLink(links().resolve("wwn-0x5000cca264eb01d7-part1"), folder);
        Files.createSymbolicLink(links().resolve("wwn-0x5000cca264eb01d7"), device);
        HardwareReport report = core.check(monitor());

        assertThat(ids(report)).containsExactly(WESTERN_ID);
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void aMachineWithoutDisksHasACompleteEmptyReport() throws Exception {
        smartctl.scanning(smartctl.saying(Capture.of("real-local/scan-open-nodev")));

        assertThat(core.check(monitor())).isEqualTo(HardwareReport.complete(List.of()));
    }

    @Test
    void aScanWithoutRightsProvesNothingMissing() throws Exception {
        smartctl.scanning(smartctl.saying(Capture.of("captured/perm-nobody-scan-open")));
        for (String name : List.of("/dev/sda", "/dev/sdb", "/dev/sdc")) {
            smartctl.hidden(name, "", smartctl.saying(Capture.of("captured/perm-nobody-sda")));
        }
        smartctl.hidden("/dev/nvme0", "nvme", smartctl.saying(Capture.of("captured/perm-nobody-nvme0")));

        HardwareReport report = core.check(monitor());

        assertThat(report.components()).hasSize(4).allMatch(disk -> disk.state() == ComponentState.UNKNOWN);
        assertThat(report.problem()).contains("may not open /dev/sda, /dev/sdb, /dev/sdc, /dev/nvme0");
    }

    @Test
    void theCapturedScansAreUnderstood() throws Exception {
        smartctl.scanning(smartctl.saying(Capture.of("captured/scan-open")));
        core.check(monitor());
        assertThat(smartctl.calls().stream().skip(1).map(call -> call.replaceFirst(".*selftest ", "")))
                .containsExactlyInAnyOrder(
                        "-d sat /dev/sda", "/dev/sdb", "/dev/sdc", "-d megaraid,0 /dev/bus/6", "-d nvme /dev/nvme0");
    }

    @Test
    void aFailedScanKeepsTheDisksThatAreKnown() throws Exception {
        smartctl.disk("/dev/sda", "sat", WESTERN);
        SmartMonitor monitor = monitor();
        core.check(monitor);

        smartctl.scanning("exit 1");
        Files.createDirectory(blocks().resolve("sdb"));
        HardwareReport report = core.check(monitor);

        assertThat(ids(report)).containsExactly(WESTERN_ID);
        assertThat(report.problem()).contains("no answer in JSON (exit 1)");
    }

    private static void nvme(Path shown) throws Exception {
        Files.createDirectories(shown);
        Files.writeString(shown.resolve("model"), "INTEL SSDPEKNW010T8                     \n");
        Files.writeString(shown.resolve("serial"), "BTNH93710FS91P0B    \n");
    }

    private void usb(String name, String removable, String size) throws Exception {
        attached("pci0000:00/usb2/2-1", name, removable, size);
    }

    private void attached(String bus, String name, String removable, String size) throws Exception {
        Path disk = Files.createDirectories(
                folder.resolve("sys/devices").resolve(bus).resolve("block").resolve(name));
        Files.writeString(disk.resolve("removable"), removable + "\n");
        Files.writeString(disk.resolve("size"), size + "\n");
        Files.createSymbolicLink(blocks().resolve(name), disk);
        Files.createFile(folder.resolve("dev").resolve(name));
    }

    private static Device device(Path file) {
        return new Device(file.toString(), "");
    }

    private Path blocks() {
        return folder.resolve("sys/block");
    }

    private Path links() {
        return folder.resolve("dev/disk/by-id");
    }

    private SmartMonitor monitor(Device... devices) {
        return smartctl.monitor(Duration.ofSeconds(20), List.of(devices), List.of(), linux);
    }

    private static List<String> ids(HardwareReport report) {
        return report.components().stream().map(ComponentReport::id).toList();
    }
}
