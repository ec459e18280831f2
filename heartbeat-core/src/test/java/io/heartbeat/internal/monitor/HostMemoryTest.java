package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import io.heartbeat.internal.monitor.RememberedHost.RememberedFlapping;
import io.heartbeat.internal.monitor.RememberedHost.RememberedIdentity;
import io.heartbeat.internal.monitor.RememberedHost.RememberedSession;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.SenderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostMemoryTest {
    private static final long T = 1_795_305_600_123L;
    private static final OpenCondition PENDING = condition("disk.pending", Severity.CRITICAL, "Büro 名", "replace it");
    private static final OpenCondition HOT = condition("disk.hot", Severity.WARNING, "", "");

    @Test
    void nobodyIsRememberedAsHeadingsAlone() {
        assertThat(HostMemory.lines(List.of())).hasSize(2);
        assertThat(HostMemory.parse(HostMemory.lines(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatIsWrittenIsRead(RememberedHost host) {
        assertThat(reread(host)).isEqualTo(HostMemory.lines(List.of(host)));
    }

    static Stream<RememberedHost> hosts() {
        return Stream.of(
                host(
                        "nas",
                        HostState.ALIVE,
                        2_000,
                        "192.0.2.1",
                        new RememberedSession(T, 42, 84_000_000, T - 1, true, List.of())),
                host("the big one (ground floor) é 名", HostState.FLATLINED, 1, "fe80::1%eth0", null),
                host(
                        "-",
                        HostState.LATE,
                        0xffff_ffffL,
                        "",
                        new RememberedSession(0, 0, 0, -62_000_000_000_000L, false, List.of(T, T + 1))),
                host(
                        "x",
                        HostState.DEPARTED,
                        5,
                        "",
                        new RememberedSession(Long.MAX_VALUE, Long.MAX_VALUE, 1, T, true, List.of(Long.MAX_VALUE))));
    }

    @ParameterizedTest
    @EnumSource(value = HostState.class, names = "FLAPPING", mode = EnumSource.Mode.EXCLUDE)
    void everyStateIsKept(HostState state) {
        RememberedHost host = host("nas", state, 2_000, "", null);
        assertThat(reread(host)).isEqualTo(HostMemory.lines(List.of(host)));
    }

    @Test
    void theOrderIsKept() {
        List<RememberedHost> hosts = hosts().toList();
        assertThat(HostMemory.parse(HostMemory.lines(hosts)))
                .extracting(RememberedHost::name)
                .isEqualTo(hosts.stream().map(RememberedHost::name).toList());
    }

    @Test
    void aPersonCanReadIt() {
        RememberedHost nas = hosts().toList().get(0);
        assertThat(HostMemory.lines(List.of(nas)).get(2).split("\t"))
                .startsWith("nas", "ALIVE", "2026-11-22T00:00:00.123Z");
    }

    @Test
    void anotherHeadingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostMemory.parse(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMemory.parse(List.of("heartbeat hosts v4")))
                .withMessage("the heading is not that of a table of hosts, version 1 to 3");
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', line 3 is not a host: its name",
        "1, ASLEEP, line 3 is not a host",
        "2, yesterday, line 3 is not a host",
        "4, +1000000000-12-31T23:59:59.999999999Z, line 3 is not a host",
        "5, 0, line 3 is not a host: a gap of 0 ms",
        "5, 4294967296, line 3 is not a host: a gap of 4294967296 ms",
        "7, 1.5, line 3 is not a host: a loss of 1.5",
        "7, NaN, line 3 is not a host: a loss of NaN",
        "8, many, line 3 is not a host",
        "13, 1;2, line 3 is not a host",
        "11, -, line 3 is not a host",
        "1, FLAPPING, line 3 is not a host: a state of FLAPPING",
        "14, never, line 3 is not a host",
        "17, 1 2 3, line 3 is not a host: 3 facts of quality instead of 5",
        "17, 1 2 -3 4 5, line 3 is not a host: a duration of -3 s",
        "18, -, line 3 is not a host",
        "18, lost 1 2, line 3 is not a host",
    })
    void aLineThatIsNoHostIsNamed(int column, String value, String message) {
        List<String> lines =
                new ArrayList<>(HostMemory.lines(List.of(hosts().toList().get(0))));
        String[] columns = lines.get(2).split("\t");
        columns[column] = value;
        lines.set(2, String.join("\t", columns));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMemory.parse(lines))
                .withMessageStartingWith(message);
    }

    @Test
    void aLineThatIsCutOffIsNamed() {
        List<String> lines = HostMemory.lines(hosts().toList());
        String cut = lines.get(3).substring(0, 30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMemory.parse(List.of(lines.get(0), lines.get(1), lines.get(2), cut)))
                .withMessageStartingWith("line 4 is not a host: ");
    }

    @Test
    void whatIsWrongWithAHostFollowsItsLine() {
        RememberedHost nas = sick("nas", PENDING, HOT);
        RememberedHost pi = sick("pi");
        RememberedHost attic = sick("attic", HOT);
        List<String> lines = HostMemory.lines(List.of(nas, pi, attic));

        assertThat(lines)
                .extracting(line -> line.startsWith("\t"))
                .containsExactly(false, true, false, true, true, false, false, true);
        assertThat(lines.get(3).split("\t"))
                .startsWith("", "smart:x", "disk.pending", "WARNING", "CRITICAL", "2026-11-22T00:00:00.123Z");
        assertThat(HostMemory.lines(HostMemory.parse(lines))).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource({
        "'\tsmart:x\tdisk.pending', line 4 is not a condition: 2 columns instead of 9",
        "'\ta\tb\tBAD\tWARNING\t2026-11-22T00:00:00Z\tc\td\te\tf', line 4 is not a condition: ",
        "'\ta\tb\tWARNING\t-\t2026-11-22T00:00:00Z\tc\td\te\tf', line 4 is not a condition: ",
        "'\ta\tb\tWARNING\tWARNING\tyesterday\tc\td\te\tf', line 4 is not a condition: ",
    })
    void aLineThatIsNoConditionIsNamed(String line, String message) {
        List<String> lines = new ArrayList<>(HostMemory.lines(List.of(sick("nas"))));
        lines.add(line);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMemory.parse(lines))
                .withMessageStartingWith(message);
    }

    @Test
    void aConditionOfNobodyIsRefused() {
        List<String> lines = new ArrayList<>(HostMemory.lines(List.of(sick("nas", PENDING))));
        lines.remove(2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMemory.parse(lines))
                .withMessageStartingWith("line 3 is not a host: 10 columns instead of 22");
    }

    @Test
    void aTableOfVersion1IsReadAndItsHostsHaveTaughtNothing() {
        List<RememberedHost> read = HostMemory.parse(asWrittenByVersion(1, 14, hosts().toList()));

        assertThat(read)
                .extracting(RememberedHost::name)
                .containsExactlyElementsOf(hosts().map(RememberedHost::name).toList());
        assertThat(read.get(0).learnt().model().beats()).isZero();
        assertThat(read.get(0).flapping()).isNull();
    }

    @Test
    void whatWasLearntAndThatAHostFlapsIsKept() {
        FailureDetector detector = new FailureDetector(DetectionTarget.usual(), new LatenessModel());
        for (int i = 0; i < 600; i++) {
            if (i % 7 != 0) {
                long sent = i * 2_000_000_000L;
                detector.heard(sent + i * i % 50 * 1_000_000L, i, sent, 2_000_000_000L, 0, false, false);
            }
        }
        RememberedFlapping flapping = new RememberedFlapping(List.of(T - 900_000, T - 500_000, T), T, T + 60_000);
        RememberedHost nas = new RememberedHost(
                "nas", HostState.LATE, T, T, T, 2_000, "", 0.14, flapping, Learnt.of(detector), null, null, List.of());

        RememberedHost read = HostMemory.parse(HostMemory.lines(List.of(nas))).get(0);
        assertThat(HostMemory.lines(List.of(read))).isEqualTo(HostMemory.lines(List.of(nas)));
        assertThat(read.flapping()).isEqualTo(flapping);
        assertThat(read.snapshot().state()).isEqualTo(HostState.FLAPPING);
        assertThat(read.learnt().model().beats()).isEqualTo(nas.learnt().model().beats());
        Duration before = Duration.ofNanos(detector.detectionBoundNanos());
        WatchedHost host = read.recall(DetectionTarget.usual(), new Moment(0, T));
        assertThat(Duration.ofNanos(host.detector.detectionBoundNanos())).isCloseTo(before, Duration.ofSeconds(1));
        assertThat(host.flaps()).isTrue();
    }

    @Test
    void byWhatABeatWasSealedIsKept() {
        RememberedIdentity identity =
                new RememberedIdentity(new SenderId(-1, 0x1234), new HeldKeys(0xd239c029, 0x9f3c21ab, List.of(-2, 3)));
        RememberedHost nas = new RememberedHost(
                "nas", HostState.ALIVE, T, T, T, 2_000, "", 0, null, Learnt.nothing(), identity, null, List.of());

        RememberedHost read = HostMemory.parse(HostMemory.lines(List.of(nas))).get(0);

        assertThat(read.identity()).isEqualTo(identity);
        assertThat(read.snapshot().keys()).containsExactly("d239c029", "fffffffe", "00000003");
        assertThat(read.snapshot().token()).isEqualTo("9f3c21ab");
        assertThat(RememberedHost.of(read.recall(DetectionTarget.usual(), new Moment(0, T)), new Moment(0, T))
                        .identity())
                .isEqualTo(identity);
    }

    @Test
    void aTableOfVersion2IsReadAndItsHostsHaveNoKeys() {
        RememberedHost read =
                HostMemory.parse(asWrittenByVersion(2, 19, hosts().toList())).get(0);

        assertThat(read.identity()).isNull();
        assertThat(read.snapshot().keys()).isEmpty();
    }

    private static List<String> asWrittenByVersion(int version, int columns, List<RememberedHost> hosts) {
        List<String> lines = new ArrayList<>(HostMemory.lines(hosts));
        lines.replaceAll(line -> line.startsWith("\t")
                ? line
                : String.join("\t", List.of(line.split("\t")).subList(0, columns)));
        lines.set(0, lines.get(0).replace("hosts v3", "hosts v" + version));
        return lines;
    }

    private static List<String> reread(RememberedHost host) {
        return HostMemory.lines(HostMemory.parse(HostMemory.lines(List.of(host))));
    }

    private static OpenCondition condition(String code, Severity told, String label, String advice) {
        Instant since = Instant.ofEpochMilli(T);
        return new OpenCondition(
                new HardwareCondition("smart:x", label, code, Severity.WARNING, "sick", advice, "", since), told);
    }

    private static RememberedHost sick(String name, OpenCondition... conditions) {
        return new RememberedHost(
                name, HostState.ALIVE, T, T, T, 2_000, "", 0, null, Learnt.nothing(), null, null, List.of(conditions));
    }

    private static RememberedHost host(
            String name, HostState state, long gapMillis, String address, @Nullable RememberedSession session) {
        return new RememberedHost(
                name,
                state,
                T,
                T - 1_000,
                T + 1_000,
                gapMillis,
                address,
                0.0123,
                null,
                Learnt.nothing(),
                null,
                session,
                List.of());
    }
}
