package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.store.StateFile;
import io.heartbeat.spi.HardwareReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is on the disk when, and what a restart makes of it. */
@Timeout(60)
class HardwareLoopMemoryTest extends RunningHardware {
    @Test
    void aRestartRepeatsNothing() throws IOException, InterruptedException {
        AtomicBoolean sick = new AtomicBoolean(true);
        monitors.put("disk", context -> HardwareReport.complete(List.of(sick.get() ? part("a", hot()) : part("a"))));
        startWithState(CheckTiming.every(LONG)).awaitFirstChecks();
        assertThat(told.next()).isEqualTo("WARNING disk:a hot");
        close();

        HardwareLoop again = startWithState(CheckTiming.every(LONG));
        assertThat(again.conditions()).hasSize(1);
        again.awaitFirstChecks();
        close();
        assertThat(told.waiting).isEmpty();

        sick.set(false);
        startWithState(FAST);
        assertThat(told.next()).isEqualTo("over disk:a hot");
    }

    @Test
    void whatIsTheComingTellingIsWrittenAheadAndAsToldOnlyWhenStored() throws IOException, InterruptedException {
        monitors.put("disk", context -> HardwareReport.complete(List.of(part("a", hot()))));
        told.peekInto(directory);
        startWithState(CheckTiming.every(LONG));
        told.next();
        close();

        assertThat(told.seen)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("condition\thot\tWARNING\t-\t"));
        assertThat(Told.condition(directory)).startsWith("condition\thot\tWARNING\tWARNING\t");
    }

    @Test
    void whatCouldNotBeStoredIsToldAgainUnderTheSameId() throws IOException, InterruptedException {
        monitors.put("disk", context -> HardwareReport.complete(List.of(part("a", hot()))));
        told.failing = true;
        startWithState(FAST);
        told.next();
        close();
        assertThat(Told.condition(directory)).startsWith("condition\thot\tWARNING\t-\t");

        told.failing = false;
        startWithState(CheckTiming.every(LONG));
        assertThat(told.next()).isEqualTo("WARNING disk:a hot");
        close();
        assertThat(told.ids).hasSize(2).containsOnly(told.ids.get(0));
        assertThat(Told.condition(directory)).startsWith("condition\thot\tWARNING\tWARNING\t");
    }

    @Test
    void aDiskThatFailsKeepsNobodyFromBeingTold() throws IOException, InterruptedException {
        monitors.put("disk", context -> HardwareReport.complete(List.of(part("a", hot()))));
        Path inTheWay = directory.resolve("hardware.tmp");
        Files.createDirectories(inTheWay.resolve("full"));
        startWithState(FAST);
        assertThat(told.next()).isEqualTo("WARNING disk:a hot");
        Files.deleteIfExists(inTheWay.resolve("full"));
        close();

        assertThat(Told.condition(directory)).startsWith("condition\thot\tWARNING\tWARNING\t");
    }

    @Test
    void aCheckThatFindsNothingNewWakesNoDisk() throws IOException, InterruptedException {
        CountDownLatch checks = new CountDownLatch(2);
        monitors.put("disk", context -> {
            checks.countDown();
            return HardwareReport.complete(List.of(part("a", hot())));
        });
        startWithState(CheckTiming.every(LONG)).awaitFirstChecks();
        close();
        byte[] before = Files.readAllBytes(directory.resolve("hardware"));
        leapNanos.addAndGet(TimeUnit.HOURS.toNanos(100));
        startWithState(CheckTiming.every(LONG)).awaitFirstChecks();
        checks.await();
        close();

        assertThat(Files.readAllBytes(directory.resolve("hardware"))).isEqualTo(before);
    }

    @Test
    void aDamagedMemoryIsSetAside() throws IOException, InterruptedException {
        StateFile.unlocked(directory, "hardware").write(List.of("something else"));
        monitors.put("disk", context -> HardwareReport.complete(List.of(part("a", hot()))));
        startWithState(CheckTiming.every(LONG));

        assertThat(told.next()).isEqualTo("WARNING disk:a hot");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("hardware.damaged-"));
        }
    }
}
