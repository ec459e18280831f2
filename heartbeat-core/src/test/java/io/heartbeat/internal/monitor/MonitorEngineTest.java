package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.Rejection;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.LegacyPacket;
import io.heartbeat.internal.wire.PacketType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the simulated network cannot show: several secrets, several processes on one machine, and the tool of 2014. */
class MonitorEngineTest {
    private static final long WALL = 1_795_305_600_000L;
    private static final long OWN_PROCESS = 99;
    private static final InetSocketAddress OWN = address(192, 0, 2, 1);
    private static final InetSocketAddress LOOPBACK = address(127, 0, 0, 1);
    private static final InetSocketAddress OTHER = address(192, 0, 2, 77);

    private final GroupKey oldKey = GroupKey.ofKey(new byte[32]);
    private final GroupKey newKey = GroupKey.ofKey(new byte[32], "new");
    private final List<HeartbeatEvent> events = new ArrayList<>();
    private long wallErrorMillis;
    private boolean deaf;
    private long dropped;
    private boolean memoryIsShort;
    private final MonitorEngine engine =
            new MonitorEngine(settings(), List.of(), this::tell, (question, to) -> {}, at(0));

    @Test
    void beatsOfItsOwnProcessDoNotCount() {
        beat(oldKey, "me", 0, OTHER, OWN_PROCESS, 1);

        assertThat(events).isEmpty();
        assertThat(engine.reception().rejected(Rejection.OWN_BEAT)).isEqualTo(1);
    }

    @Test
    void aHostThatChangesItsSecretIsStillTheSameHost() {
        beat(oldKey, "nas", 0, OTHER, 1, 1);
        beat(newKey, "nas", 2, OTHER, 2, 1);
        beat(newKey, "nas", 4, OTHER, 2, 2);

        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
        assertThat(engine.hosts()).hasSize(1);
    }

    @Test
    void theSessionInWhichAHostWasToldNewIsNoRestartThoughTheMonitorCrashedAndItsNextBeatIsLate() {
        beat(oldKey, "nas", 1, OTHER, 7, 1);
        String id = events.get(0).id();
        events.clear();
        RememberedHost nas = RememberedHost.heardOnce("nas", WALL + 1_000, 2_000, "192.0.2.77")
                .toldNewAs(id);
        MonitorEngine next = new MonitorEngine(settings(), List.of(nas), events::add, (question, to) -> {}, at(2));
        next.receive(sealed(oldKey, "nas", 2, 7, 2), OTHER, at(4));
        next.receive(sealed(oldKey, "nas", 4, 7, 3), OTHER, at(5));
        assertThat(types()).isEmpty();

        next.receive(sealed(oldKey, "nas", 6, 8, 1), OTHER, at(6));
        assertThat(types()).containsExactly("HOST_RESTARTED");
    }

    @Test
    void hostsOnTheMonitorsOwnMachineAreNeitherExcusedNorCountedWhenEverybodyElseFallsSilent() {
        for (int second = 0; second <= 10; second += 2) {
            beat(oldKey, "local", second, LOOPBACK, 1, second);
            beat(oldKey, "by-own-address", second, OWN, 2, second);
            beat(oldKey, "a", second, OTHER, 3, second);
            beat(oldKey, "b", second, OTHER, 4, second);
            beat(oldKey, "c", second, OTHER, 5, second);
        }
        for (int second = 12; second <= 60; second++) {
            beat(oldKey, "local", second, LOOPBACK, 1, second);
            engine.advance(at(second));
        }

        assertThat(types()).contains("MONITOR_ISOLATED").doesNotContain("MONITOR_REJOINED");
        assertThat(events)
                .filteredOn(event -> event.type().equals("HOST_FLATLINED"))
                .extracting(HeartbeatEvent::host)
                .containsExactly("by-own-address");
    }

    @Test
    void hostsOnTheMonitorsOwnMachineThatDiedBeforeItWasRestartedAreNotExcusedByBeingAllThatIsSilent() {
        for (String host : List.of("a", "b", "c", "living")) {
            beat(oldKey, host, 0, LOOPBACK, 1, 1);
        }
        events.clear();
        MonitorEngine next =
                new MonitorEngine(settings(), engine.remember(at(1)), events::add, (question, to) -> {}, at(1));
        for (int second = 2; second <= 60; second++) {
            next.receive(sealed(oldKey, "living", second, 1, second), LOOPBACK, at(second));
            next.advance(at(second));
        }

        assertThat(events)
                .filteredOn(event -> !event.type().equals("HOST_LATE"))
                .extracting(event -> event.type() + " " + event.host())
                .containsExactlyInAnyOrder("HOST_FLATLINED a", "HOST_FLATLINED b", "HOST_FLATLINED c");
    }

    @Test
    void aPlaintextBeatIsAHostThatIsMarkedUnverifiedAndGivenTheLongGapsOfItsTool() {
        legacy("3477", "hb1.lan", 0);
        engine.advance(at(100));
        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE");
        engine.advance(at(128));

        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
        assertThat(engine.hosts()).singleElement().satisfies(host -> {
            assertThat(host.host()).isEqualTo("hb1.lan");
            assertThat(host.verified()).isFalse();
        });
    }

    @Test
    void aPlaintextBeatNeverCountsForAHostThatWasHeardSealed() {
        beat(oldKey, "nas", 0, OTHER, 1, 1);
        for (int second = 1; second < 60; second++) {
            legacy("3477", "nas", second);
            engine.advance(at(second));
        }

        assertThat(engine.hosts()).extracting(HostSnapshot::state).containsExactly(HostState.FLATLINED);
        assertThat(engine.reception().rejected(Rejection.BAD_SEAL)).isEqualTo(59);
    }

    @Test
    void aHostMovesFromPlaintextToSealedBeatsWithoutANewName() {
        legacy("3477", "nas", 0);
        beat(oldKey, "nas", 5, OTHER, 1, 1);

        assertThat(engine.hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.verified()).isTrue());
        assertThat(types())
                .startsWith("HOST_DISCOVERED")
                .doesNotContain("HOST_FLATLINED")
                .hasSize(2);
    }

    @Test
    void aPlaintextHostKeepsTheGapItWasKnownToHaveAcrossARestartOfTheMonitor() {
        legacy("3477", "nas", 0);
        legacy("3477", "nas", 90);
        MonitorEngine next =
                new MonitorEngine(settings(), engine.remember(at(91)), events::add, (question, to) -> {}, at(91));
        next.receive(ByteBuffer.wrap(LegacyPacket.encode("3477", "nas")), OTHER, at(100));

        assertThat(next.hosts()).extracting(HostSnapshot::expectedGap).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void lossIsAShareEvenOfASessionThatIsRefusedBecauseTheHostFlatlinedUnverified() {
        wallErrorMillis = 3_600_000;
        for (int second = 0; second < 10; second += 2) {
            beat(oldKey, "nas", second, OTHER, 1, 1_000 + second / 2);
        }
        engine.advance(at(60));
        beat(oldKey, "nas", 61, OTHER, 2, 1);

        assertThat(engine.hosts()).singleElement().satisfies(nas -> {
            assertThat(nas.state()).isEqualTo(HostState.FLATLINED);
            assertThat(nas.loss()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void plaintextBeatsFillTheTableOnlyInPart() {
        for (int i = 0; i < 1_500; i++) {
            legacy("3477", "host" + i, 0);
        }

        assertThat(engine.hosts()).hasSize(1_000);
        assertThat(engine.reception().rejected(Rejection.HOST_TABLE_FULL)).isEqualTo(500);
    }

    @Test
    void aPlaintextBeatWithAnotherSecretIsNobody() {
        legacy("3478", "nas", 0);

        assertThat(events).isEmpty();
        assertThat(engine.reception().rejected(Rejection.NOT_A_BEAT)).isEqualTo(1);
    }

    @Test
    void whileItsOwnBeatsAreMissingTooNobodyIsBlamed() {
        for (int second = 0; second <= 20; second += 2) {
            beat(oldKey, "me", second, OTHER, OWN_PROCESS, second);
            beat(oldKey, "nas", second, OTHER, 1, second);
            engine.advance(at(second));
        }
        passes(21, 120);
        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "MONITOR_ISOLATED");
        for (int second = 121; second <= 180; second++) {
            beat(oldKey, "me", second, OTHER, OWN_PROCESS, second);
            engine.advance(at(second));
        }

        assertThat(types())
                .containsExactly(
                        "HOST_DISCOVERED", "HOST_LATE", "MONITOR_ISOLATED", "MONITOR_REJOINED", "HOST_FLATLINED");
    }

    @Test
    void ifItsOwnBeatsNeverComeBackTheDeadAreToldAllTheSame() {
        for (int second = 0; second <= 20; second += 2) {
            beat(oldKey, "me", second, OTHER, OWN_PROCESS, second);
            beat(oldKey, "nas", second, OTHER, 1, second);
            engine.advance(at(second));
        }
        passes(21, 900);

        assertThat(types())
                .containsExactly(
                        "HOST_DISCOVERED", "HOST_LATE", "MONITOR_ISOLATED", "MONITOR_REJOINED", "HOST_FLATLINED");
    }

    @Test
    void whileItsSocketIsBrokenNobodyIsBlamed() {
        beat(oldKey, "nas", 0, OTHER, 1, 1);
        deaf = true;
        passes(1, 600);
        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "MONITOR_ISOLATED");
        deaf = false;
        passes(601, 603);
        assertThat(types()).endsWith("MONITOR_REJOINED");
        passes(604, 620);

        assertThat(types()).endsWith("MONITOR_REJOINED", "HOST_FLATLINED");
    }

    @Test
    void whatTheReceiveBufferLostExcusesSilenceButNotForEver() {
        beat(oldKey, "nas", 0, OTHER, 1, 1);
        long term = engine.hosts().get(0).quality().detectionBound().toSeconds();
        for (int second = 1; second <= 3 * term; second++) {
            dropped = 1_234;
            engine.advance(at(second));
        }
        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "MONITOR_ISOLATED");
        assertThat(((MonitorIsolated) events.get(2)).cause())
                .isEqualTo("the receive buffer overflowed: 1234 datagrams were lost; raise net.core.rmem_max");
        assertThat(engine.reception().dropped()).isGreaterThanOrEqualTo(1_234);
        for (long second = 3 * term + 1; second <= 5 * term + 10; second++) {
            dropped = 1_234;
            engine.advance(at((int) second));
        }

        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "MONITOR_ISOLATED", "HOST_FLATLINED");
    }

    @Test
    void aNewHostThatCouldNotBeToldOfIsToldAtItsNextBeat() {
        memoryIsShort = true;
        assertThatThrownBy(() -> beat(oldKey, "nas", 0, OTHER, 1, 1)).isInstanceOf(OutOfMemoryError.class);
        memoryIsShort = false;
        beat(oldKey, "nas", 2, OTHER, 1, 2);

        assertThat(types()).containsExactly("HOST_DISCOVERED");
    }

    @Test
    void aFlatlineThatCouldNotBeToldIsToldWhenThereIsMemoryAgain() {
        beat(oldKey, "nas", 0, OTHER, 1, 1);
        beat(oldKey, "nas", 2, OTHER, 1, 2);
        memoryIsShort = true;
        for (int second = 3; second <= 60; second++) {
            Moment now = at(second);
            assertThatCode(() -> engine.advance(now))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(OutOfMemoryError.class));
        }
        memoryIsShort = false;
        engine.lookAtEverybody();
        passes(61, 62);

        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_FLATLINED");
    }

    @Test
    void aRecoveryThatCouldNotBeToldIsToldAtTheNextBeat() {
        beat(oldKey, "nas", 0, OTHER, 1, 1);
        passes(1, 60);
        memoryIsShort = true;
        assertThatThrownBy(() -> beat(oldKey, "nas", 61, OTHER, 1, 32)).isInstanceOf(OutOfMemoryError.class);
        memoryIsShort = false;
        beat(oldKey, "nas", 63, OTHER, 1, 33);

        assertThat(types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
    }

    private void tell(HeartbeatEvent event) {
        if (memoryIsShort) {
            throw new OutOfMemoryError("for the test");
        }
        events.add(event);
    }

    private void passes(int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second++) {
            engine.advance(at(second));
        }
    }

    private final class OwnMachine implements OwnSide {
        @Override
        public Set<InetAddress> addresses() {
            return Set.of(OWN.getAddress());
        }

        @Override
        public boolean deaf() {
            return deaf;
        }

        @Override
        public long dropped() {
            long news = dropped;
            dropped = 0;
            return news;
        }
    }

    private MonitorSettings settings() {
        return new MonitorSettings(
                "watcher",
                new KeyRing(List.of(newKey, oldKey)),
                DetectionTarget.usual(),
                100_000,
                OWN_PROCESS,
                "3477",
                new OwnMachine());
    }

    private List<String> types() {
        return events.stream().map(HeartbeatEvent::type).toList();
    }

    private void legacy(String secret, String name, int second) {
        engine.receive(ByteBuffer.wrap(LegacyPacket.encode(secret, name)), OTHER, at(second));
    }

    private void beat(GroupKey key, String name, int second, InetSocketAddress from, long process, long sequence) {
        engine.receive(sealed(key, name, second, process, sequence), from, at(second));
    }

    private ByteBuffer sealed(GroupKey key, String name, int second, long process, long sequence) {
        return ByteBuffer.wrap(new BeatSealer(key, name)
                .seal(
                        PacketType.BEAT,
                        WALL + process,
                        sequence,
                        second * 1_000_000L,
                        WALL + second * 1_000L + wallErrorMillis,
                        2_000,
                        0,
                        process,
                        0,
                        null));
    }

    private static Moment at(int second) {
        return new Moment(Long.MAX_VALUE - 5_000_000_000L + second * 1_000_000_000L, WALL + second * 1_000L);
    }

    private static InetSocketAddress address(int... bytes) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(
                            new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]}),
                    40_000);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
