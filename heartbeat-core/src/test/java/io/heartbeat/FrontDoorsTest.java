package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real senders and real monitors on the loopback: what holds for threads, sockets, files and listeners. */
@Timeout(120)
class FrontDoorsTest {
    private final Secret secret = Secret.generate();
    private final BlockingQueue<HeartbeatEvent> events = new LinkedBlockingQueue<>();
    private int port;

    @TempDir
    Path state;

    @BeforeEach
    void othersAreGone() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!threads().isEmpty()) {
            assertThat(System.nanoTime() - deadline)
                    .as("still there: " + threads())
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @BeforeEach
    void takeAFreePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @Test
    void monitorHearsAHeartbeatAndItsGoodbye() throws InterruptedException {
        try (Monitor monitor = Monitor.start(watching().build(), events::add)) {
            Heartbeat heartbeat = Heartbeat.start(beating().build());
            assertThat(next(HostDiscovered.class).host()).isEqualTo("nas");
            assertThat(monitor.hosts()).singleElement().satisfies(nas -> {
                assertThat(nas.state()).isEqualTo(HostState.ALIVE);
                assertThat(nas.verified()).isTrue();
                assertThat(nas.loss()).isZero();
            });

            heartbeat.close();

            assertThat(next(HostDeparted.class).host()).isEqualTo("nas");
            assertThat(monitor.hosts()).extracting(HostSnapshot::state).containsExactly(HostState.DEPARTED);
        }
    }

    @Test
    void oneThreadToBeatThreeToWatchNoneAfterwards() throws InterruptedException {
        Heartbeat heartbeat = Heartbeat.start(beating().build());
        assertThat(threads()).containsExactly("heartbeat-sender");

        Monitor monitor = Monitor.start(watching().build(), events::add);
        next(HostDiscovered.class);
        assertThat(threads())
                .containsExactlyInAnyOrder(
                        "heartbeat-sender", "heartbeat-monitor", "heartbeat-events", "heartbeat-state");

        heartbeat.close();
        monitor.close();
        assertThat(threads()).isEmpty();
    }

    @Test
    void closingTwiceIsFine() {
        Heartbeat heartbeat = Heartbeat.start(beating().build());
        Monitor monitor = Monitor.start(watching().build(), events::add);
        heartbeat.close();
        heartbeat.close();
        monitor.close();
        monitor.close();
        assertThat(threads()).isEmpty();
    }

    @Test
    void whoClosesWhileInterruptedLosesNeitherTheGoodbyeNorTheMemory() throws InterruptedException {
        Monitor monitor = Monitor.start(watching().build(), events::add);
        Heartbeat heartbeat = Heartbeat.start(beating().build());
        next(HostDiscovered.class);

        Thread.currentThread().interrupt();
        heartbeat.close();
        assertThat(Thread.interrupted()).isTrue();
        next(HostDeparted.class);
        Thread.currentThread().interrupt();
        monitor.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads()).isEmpty();
        assertThat(Monitor.remembered(state)).extracting(HostSnapshot::state).containsExactly(HostState.DEPARTED);
    }

    @Test
    void monitorWithoutAListenerIsRefusedAndLeavesNothingBehind() {
        assertThatThrownBy(() -> Monitor.start(watching().build(), nobody())).isInstanceOf(NullPointerException.class);
        assertThat(threads()).isEmpty();
        Monitor.start(watching().build(), events::add).close();
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static MonitorListener nobody() {
        return null;
    }

    @Test
    void ownProcessIsIgnoredUnlessAskedFor() throws InterruptedException {
        try (Monitor monitor = Monitor.start(watching().includeOwn(false).build(), events::add);
                Heartbeat heartbeat = Heartbeat.start(beating().build())) {
            assertThat(heartbeat.name()).isEqualTo("nas");
            while (monitor.reception().rejected(Rejection.OWN_BEAT) < 3) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(monitor.hosts()).isEmpty();
            assertThat(events).isEmpty();
        }
    }

    @Test
    void rememberedHostsAreGreetedWithAndCauseNoEvent() throws InterruptedException {
        try (Heartbeat heartbeat = Heartbeat.start(beating().build())) {
            try (Monitor monitor = Monitor.start(watching().build(), events::add)) {
                next(HostDiscovered.class);
                assertThat(monitor.hosts()).hasSize(1);
            }
            BlockingQueue<List<HostSnapshot>> greetings = new LinkedBlockingQueue<>();
            try (Monitor monitor = Monitor.start(watching().build(), new MonitorListener() {
                @Override
                public void onStart(List<HostSnapshot> remembered) {
                    greetings.add(remembered);
                }

                @Override
                public void onEvent(HeartbeatEvent event) {
                    events.add(event);
                }
            })) {
                assertThat(greetings.poll(30, TimeUnit.SECONDS))
                        .extracting(HostSnapshot::host)
                        .containsExactly(heartbeat.name());
                while (monitor.reception().accepted() < 3) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                assertThat(events).isEmpty();
            }
        }
        assertThat(Monitor.remembered(state)).extracting(HostSnapshot::host).containsExactly("nas");
    }

    @Test
    void forgottenHostIsNewAgain() throws InterruptedException {
        try (Monitor monitor = Monitor.start(watching().build(), events::add);
                Heartbeat heartbeat = Heartbeat.start(beating().build())) {
            next(HostDiscovered.class);
            assertThat(monitor.forget("nobody")).isFalse();
            assertThat(monitor.forget(heartbeat.name())).isTrue();
            assertThat(next(HostDiscovered.class).host()).isEqualTo("nas");
        }
    }

    @Test
    void listenerThatThrowsGetsTheNextEvent() throws InterruptedException {
        MonitorListener failing = event -> {
            events.add(event);
            throw new IllegalStateException("a listener's own fault");
        };
        try (Monitor monitor = Monitor.start(watching().build(), failing)) {
            Heartbeat.start(beating().build()).close();
            next(HostDiscovered.class);
            next(HostDeparted.class);
            assertThat(monitor.hosts()).hasSize(1);
        }
    }

    @Test
    void listenerThatHangsKeepsNobodyFromBeingHeard() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        MonitorListener hanging = event -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Monitor monitor = Monitor.start(watching().build(), hanging);
                Heartbeat heartbeat = Heartbeat.start(beating().build())) {
            while (monitor.reception().accepted() < 5) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(monitor.hosts()).extracting(HostSnapshot::host).containsExactly(heartbeat.name());
            release.countDown();
        }
    }

    @Test
    void listenerMayCloseTheMonitor() throws InterruptedException {
        AtomicReference<Monitor> self = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        Monitor monitor = Monitor.start(watching().build(), event -> {
            self.get().close();
            closed.countDown();
        });
        self.set(monitor);
        try (Heartbeat heartbeat = Heartbeat.start(beating().build())) {
            assertThat(closed.await(30, TimeUnit.SECONDS)).as(heartbeat.name()).isTrue();
        }
        monitor.close();
    }

    @Test
    void secondMonitorOnOneStateDirectoryIsRefusedAndLeavesNothingBehind() {
        try (Monitor monitor = Monitor.start(watching().build(), events::add)) {
            Set<String> before = threads();
            assertThatThrownBy(() -> Monitor.start(watching().build(), events::add))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(state.toString())
                    .hasMessageContaining("state-dir");
            assertThat(threads()).isEqualTo(before);
            assertThat(monitor.hosts()).isEmpty();
        }
    }

    @Test
    void portOfSomebodyElseIsRefusedByName() throws IOException {
        try (DatagramSocket occupied = new DatagramSocket(null)) {
            occupied.setReuseAddress(false);
            occupied.bind(new InetSocketAddress(port));
            assertThatThrownBy(() -> Monitor.start(watching().build(), events::add))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void twoMonitorsInOneProcessAndTwoGroupsOnOnePortDoNotDisturbEachOther() throws InterruptedException {
        BlockingQueue<HeartbeatEvent> others = new LinkedBlockingQueue<>();
        MonitorConfig other = MonitorConfig.builder()
                .secret(secret)
                .group("other")
                .port(port)
                .bind("127.0.0.1")
                .includeOwn(true)
                .withoutState()
                .build();
        try (Monitor mine = Monitor.start(watching().bind("127.0.0.2").build(), events::add);
                Monitor theirs = Monitor.start(other, others::add);
                Heartbeat heartbeat = Heartbeat.start(
                        beating().targets("127.0.0.1", "127.0.0.2").build())) {
            assertThat(next(HostDiscovered.class).host()).isEqualTo(heartbeat.name());
            while (theirs.reception().rejected(Rejection.UNKNOWN_KEY) < 3) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(mine.hosts()).hasSize(1);
            assertThat(theirs.hosts()).isEmpty();
            assertThat(others).isEmpty();
        }
    }

    @Test
    void startAgainUnderTheSameNameIsARecovery() throws InterruptedException {
        try (Monitor monitor = Monitor.start(watching().build(), events::add)) {
            Heartbeat.start(beating().build()).close();
            next(HostDiscovered.class);
            next(HostDeparted.class);
            try (Heartbeat again = Heartbeat.start(beating().build())) {
                HostRecovered recovered = next(HostRecovered.class);
                assertThat(recovered.host()).isEqualTo(again.name());
                assertThat(recovered.previous()).isEqualTo(HostState.DEPARTED);
                assertThat(recovered.restarted()).isTrue();
            }
            assertThat(monitor.hosts()).hasSize(1);
        }
    }

    private <T extends HeartbeatEvent> T next(Class<T> kind) throws InterruptedException {
        return kind.cast(
                assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(kind).actual());
    }

    private HeartbeatConfig.Builder beating() {
        return HeartbeatConfig.builder()
                .secret(secret)
                .port(port)
                .name("nas")
                .targets("127.0.0.1")
                .interval(Duration.ofMillis(100));
    }

    private MonitorConfig.Builder watching() {
        return MonitorConfig.builder()
                .secret(secret)
                .port(port)
                .includeOwn(true)
                .flatlineAfter(Duration.ofSeconds(20))
                .stateDirectory(state);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("heartbeat-"))
                .collect(Collectors.toSet());
    }
}
