package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.event.Evidence;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.monitor.OpenCondition;
import io.heartbeat.internal.monitor.RememberedHost;
import io.heartbeat.internal.notify.Delivery;
import io.heartbeat.internal.notify.GuardedNotifier;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the table of hosts and the ledger, whichever a crash or a damaged file has left behind follows the other. */
class RecollectionTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final HardwareCondition FAILING =
            new HardwareCondition("disk", "Disk", "failing", Severity.CRITICAL, "It fails", "", "", NOON);

    @TempDir
    private Path directory;

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private Delivery people;

    @BeforeEach
    void open() throws IOException {
        people = Delivery.open(
                List.of(new GuardedNotifier("phone", (notification, attempt) -> {
                    if (away) {
                        return Outcome.retry("it is away");
                    }
                    delivered.add(notification.type());
                    return Outcome.delivered();
                })),
                directory,
                Clock.system());
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void aHostThatWasToldNewButNotWrittenDownIsMissedWhenItDies() throws IOException {
        told(new HostDiscovered("n1", "nas", NOON, Duration.ofSeconds(2), "192.0.2.7", true));

        assertThat(recollected()).singleElement().satisfies(nas -> {
            assertThat(nas.name()).isEqualTo("nas");
            assertThat(nas.state()).isEqualTo(HostState.ALIVE);
            assertThat(nas.gapMillis()).isEqualTo(2_000);
            assertThat(nas.address()).isEqualTo("192.0.2.7");
            assertThat(nas.lastSeenMillis()).isEqualTo(NOON.toEpochMilli());
        });
    }

    @Test
    void aHostThatWasToldNewIsRememberedByTheLedgerThatIsReadAgain() throws IOException {
        told(new HostDiscovered("n1", "nas", NOON, Duration.ofSeconds(2), "192.0.2.7", true));
        close();
        open();

        assertThat(recollected()).extracting(RememberedHost::name).containsExactly("nas");
    }

    @Test
    void aHostThatIsForgottenDoesNotComeBackByWayOfTheLedger() throws IOException {
        told(new HostDiscovered("n1", "nas", NOON, Duration.ofSeconds(2), "192.0.2.7", true));
        people.beliefs().forget("nas");
        close();
        open();

        assertThat(recollected()).isEmpty();
    }

    @Test
    void aHostThatWasToldRecoveredButIsWrittenDownAsFlatlinedIsExpectedAgain() throws IOException {
        RememberedHost flatlined = host("nas", HostState.FLATLINED, NOON);
        told(flatlined(flatlined.downId(), "nas", NOON));
        told(new HostRecovered("r1", "nas", NOON.plusSeconds(60), Duration.ofMinutes(1), HostState.FLATLINED, false));

        assertThat(recollected(flatlined)).extracting(RememberedHost::state).containsExactly(HostState.ALIVE);
    }

    @Test
    void aHostThatWasToldFlatlinedButIsWrittenDownAsAliveHasFlatlined() throws IOException {
        told(flatlined("f1", "nas", NOON));

        assertThat(recollected(host("nas", HostState.ALIVE, NOON.minusSeconds(60))))
                .extracting(RememberedHost::state)
                .containsExactly(HostState.FLATLINED);
    }

    @Test
    void aLedgerThatMissedARecoveryIsToldSoAndTellsTheNextFlatline() throws IOException {
        told(flatlined("f1", "nas", NOON));

        assertThat(recollected(host("nas", HostState.ALIVE, NOON.plusSeconds(60))))
                .extracting(RememberedHost::state)
                .containsExactly(HostState.ALIVE);
        assertThat(people.beliefs().isDown("nas")).isFalse();
    }

    @Test
    void aLedgerThatMissedAFlatlineIsToldSoAndTellsTheRecovery() throws IOException {
        told(flatlined("f1", "other", NOON));

        assertThat(recollected(host("nas", HostState.FLATLINED, NOON)))
                .extracting(RememberedHost::state)
                .containsExactly(HostState.FLATLINED);
        assertThat(people.beliefs().isDown("nas")).isTrue();
    }

    @Test
    void aLedgerThatMissedAFlatlineWhoseRecoveryWaitsTellsTheNextFlatline() throws Exception {
        told(flatlined("f1", "other", NOON));
        byte[] before = Files.readAllBytes(directory.resolve("ledger"));
        RememberedHost nas = host("nas", HostState.FLATLINED, NOON);
        told(flatlined(nas.downId(), "nas", NOON));
        awaitDelivered("HOST_FLATLINED", "HOST_FLATLINED");
        away = true;
        told(new HostRecovered("r1", "nas", NOON.plusSeconds(60), Duration.ofMinutes(1), HostState.FLATLINED, false));
        restartWith(before);

        assertThat(recollected(nas)).extracting(RememberedHost::state).containsExactly(HostState.ALIVE);
        assertThat(people.beliefs().isDown("nas")).isFalse();
        away = false;
        told(flatlined("f2", "nas", NOON.plusSeconds(120)));
        awaitDelivered("HOST_FLATLINED", "HOST_FLATLINED", "HOST_RECOVERED", "HOST_FLATLINED");
    }

    @Test
    void aLedgerThatMissedAHardwareProblemWhoseEndWaitsDoesNotTellItsEndAgain() throws Exception {
        told(flatlined("f1", "other", NOON));
        byte[] before = Files.readAllBytes(directory.resolve("ledger"));
        told(HardwareProblem.of("nas", NOON, FAILING, true));
        awaitDelivered("HOST_FLATLINED", "HARDWARE_PROBLEM");
        away = true;
        told(HardwareRecovered.of("nas", NOON.plusSeconds(60), FAILING, true));
        restartWith(before);

        assertThat(recollected(host("nas", HostState.ALIVE, NOON).with(List.of(OpenCondition.found(FAILING)))))
                .flatExtracting(RememberedHost::conditions)
                .isEmpty();
        assertThat(people.beliefs().hardware("nas")).isEmpty();
    }

    private void restartWith(byte[] ledger) throws IOException {
        close();
        Files.write(directory.resolve("ledger"), ledger);
        open();
    }

    private void awaitDelivered(String... types) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (delivered.size() < types.length && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(delivered).containsExactly(types);
    }

    @Test
    void whoWasDownBeforeAnybodyWasToldAnythingIsNotSaidToHaveBeenTold() {
        recollected(host("nas", HostState.FLATLINED, NOON));

        assertThat(people.beliefs().isDown("nas")).isFalse();
    }

    @Test
    void whenBothCopiesOfTheLedgerAreLostAHostThatIsDownIsNotToldAgainButItsRecoveryIs() throws IOException {
        RememberedHost nas = host("nas", HostState.FLATLINED, NOON);
        told(flatlined(nas.downId(), "nas", NOON));
        told(HardwareProblem.of("pi", NOON, FAILING, true));
        close();
        Files.write(directory.resolve("ledger"), new byte[100]);
        Files.write(directory.resolve("ledger.previous"), new byte[100]);
        open();
        close(); // as a crash would, before anything was corrected
        open();

        recollected(nas, host("pi", HostState.ALIVE, NOON).with(List.of(OpenCondition.found(FAILING))));
        told(flatlined(nas.downId(), "nas", NOON));
        told(HardwareProblem.of("pi", NOON, FAILING, true));
        told(new HostRecovered("r1", "nas", NOON.plusSeconds(60), Duration.ofMinutes(1), HostState.FLATLINED, false));
        told(HardwareRecovered.of("pi", NOON.plusSeconds(60), FAILING, true));
        close();
        assertThat(delivered)
                .containsExactly("HOST_FLATLINED", "HARDWARE_PROBLEM", "HOST_RECOVERED", "HARDWARE_RECOVERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "ledger.previous"})
    void whicheverCopyOfTheLedgerIsDamagedNothingThatWasToldIsForgotten(String copy) throws Exception {
        told(new HostDiscovered("n1", "nas", NOON, Duration.ofSeconds(2), "192.0.2.7", true));
        awaitDelivered("HOST_DISCOVERED");
        close();
        Files.write(directory.resolve(copy), new byte[100]);
        open();

        assertThat(recollected()).extracting(RememberedHost::name).containsExactly("nas");
    }

    @Test
    void aHardwareProblemThatWasToldButNotWrittenDownIsOpenSoThatItsEndIsTold() throws IOException {
        told(HardwareProblem.of("nas", NOON, FAILING, true));

        assertThat(recollected(host("nas", HostState.ALIVE, NOON)))
                .flatExtracting(RememberedHost::conditions)
                .extracting(
                        open -> open.condition().component(),
                        open -> open.condition().code())
                .containsExactly(tuple("disk", "failing"));
    }

    @Test
    void aHardwareProblemThatOnlyTheLedgerKnewAndWhoseEndWasToldButNotWrittenDownIsToldWhenItComesAgain()
            throws IOException {
        told(HardwareProblem.of("nas", NOON.plusSeconds(1), FAILING, true));
        close();
        open();
        List<RememberedHost> table = recollected(host("nas", HostState.ALIVE, NOON.minusSeconds(60)));
        told(HardwareRecovered.of("nas", NOON.plusSeconds(60), FAILING, true));

        assertThat(recollected(table.get(0)))
                .flatExtracting(RememberedHost::conditions)
                .isEmpty();
        assertThat(people.beliefs().hardware("nas")).isEmpty();
    }

    @Test
    void aHardwareProblemWhoseEndWasToldButNotWrittenDownIsToldAgainWhenItIsThere() throws IOException {
        told(HardwareProblem.of("nas", NOON, FAILING, true));
        told(HardwareRecovered.of("nas", NOON.plusSeconds(60), FAILING, true));

        assertThat(recollected(host("nas", HostState.ALIVE, NOON).with(List.of(OpenCondition.found(FAILING)))))
                .flatExtracting(RememberedHost::conditions)
                .isEmpty();
    }

    @Test
    void withoutNotificationsTheTableStandsAsItIs() {
        List<RememberedHost> table = List.of(host("nas", HostState.FLATLINED, NOON));

        assertThat(Recollection.of(table, null)).isEqualTo(table);
    }

    private void told(HeartbeatEvent event) throws IOException {
        people.accept(event);
        people.awaitStored();
    }

    private List<RememberedHost> recollected(RememberedHost... table) {
        return Recollection.of(List.of(table), people.beliefs());
    }

    private static RememberedHost host(String name, HostState state, Instant since) {
        RememberedHost alive = RememberedHost.heardOnce(name, since.toEpochMilli(), 2_000, "192.0.2.7");
        return state == HostState.ALIVE ? alive : alive.toldDown();
    }

    private static HostFlatlined flatlined(String id, String host, Instant at) {
        Evidence evidence = new Evidence(
                5,
                Duration.ofSeconds(2),
                0,
                true,
                Duration.ZERO,
                Duration.ofSeconds(10),
                0,
                Duration.ZERO,
                "192.0.2.7",
                List.of(),
                List.of());
        return new HostFlatlined(id, host, at, at, Duration.ofSeconds(10), evidence);
    }
}
