package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineWheelTest {
    private static final int HOSTS = 40;
    private static final long TICK = 1 << 20;

    private final DeadlineWheel wheel = new DeadlineWheel(at(0));
    private final WatchedHost first = host("first");
    private final WatchedHost second = host("second");

    @Test
    void hostsComeOutInOrderOfTimeAndNotBefore() {
        wheel.schedule(second, at(20 * TICK));
        wheel.schedule(first, at(5));
        assertThat(wheel.due(at(4))).isNull();
        assertThat(wheel.due(at(5))).isSameAs(first);
        assertThat(wheel.due(at(5))).isNull();
        assertThat(wheel.due(at(30 * TICK))).isSameAs(second);
        assertThat(wheel.due(at(1_000 * TICK))).isNull();
    }

    @Test
    void theLastLookThatIsScheduledIsTheOneThatCounts() {
        wheel.schedule(first, at(5));
        wheel.schedule(first, at(50 * TICK));
        wheel.schedule(second, at(50 * TICK));
        wheel.schedule(second, at(5));
        assertThat(wheel.due(at(6))).isSameAs(second);
        assertThat(wheel.due(at(6))).isNull();
        assertThat(wheel.due(at(50 * TICK))).isSameAs(first);
        assertThat(wheel.due(at(50 * TICK))).isNull();
    }

    @Test
    void aLookAtLatestDoesNotPutOffAnEarlierOne() {
        wheel.schedule(first, at(5));
        wheel.scheduleAtLatest(first, at(50));
        wheel.schedule(second, at(50));
        wheel.scheduleAtLatest(second, at(6));
        assertThat(wheel.due(at(5))).isSameAs(first);
        assertThat(wheel.due(at(6))).isSameAs(second);
        assertThat(wheel.due(at(50))).isNull();
    }

    @Test
    void aHostThatCameOutCanBeQueuedAgain() {
        wheel.schedule(first, at(5));
        assertThat(wheel.due(at(5))).isSameAs(first);
        wheel.schedule(first, at(9));
        assertThat(wheel.due(at(9))).isSameAs(first);
    }

    @Test
    void aForgottenHostNeverComesOut() {
        wheel.schedule(first, at(5));
        wheel.schedule(second, at(6));
        first.forgotten = true;
        assertThat(wheel.due(at(10))).isSameAs(second);
        assertThat(wheel.due(at(10))).isNull();
    }

    @Test
    void theNextLookIsTheEarliestUnlessThatIsTooLate() {
        assertThat(wheel.next(at(100))).isEqualTo(at(100));
        wheel.schedule(first, at(50));
        assertThat(wheel.next(at(100))).isEqualTo(at(50));
        assertThat(wheel.next(at(20))).isEqualTo(at(20));
    }

    @Test
    void aLookThatABeatPutOffIsNoReasonToWake() {
        wheel.schedule(first, at(5));
        wheel.schedule(first, at(50 * TICK));
        assertThat(wheel.next(at(100 * TICK))).isEqualTo(at(50 * TICK));
    }

    @Test
    void whatIsScheduledForNowComesOutThoughNowWasSweptAlready() {
        assertThat(wheel.due(at(5))).isNull();
        wheel.schedule(first, at(3));
        assertThat(wheel.next(at(100))).isLessThanOrEqualTo(at(5));
        assertThat(wheel.due(at(5))).isSameAs(first);
    }

    @Test
    void aSweepThatFailedLeavesNobodyOut() {
        wheel.schedule(first, at(5));
        wheel.schedule(second, at(6));
        WatchedHost found = wheel.due(at(9));
        // and whoever asked fails
        WatchedHost other = found == first ? second : first;
        wheel.schedule(other, at(7));
        assertThat(wheel.due(at(3 * TICK))).isSameAs(other);
        assertThat(wheel.due(at(3 * TICK))).isNull();
    }

    @Test
    void amongManyHostsTheNextLookIsToldToWithinATick() {
        for (int i = 0; i < 10_000; i++) {
            wheel.schedule(host("host-" + i), at(100 * TICK + i));
        }
        assertThat(wheel.next(at(1_000 * TICK))).isBetween(at(100 * TICK), at(102 * TICK));
        assertThat(takeAll(at(103 * TICK))).hasSize(10_000);
    }

    @Test
    void whoIsTakenOutOfTheMiddleLeavesTheOthersWhereTheyAre() {
        WatchedHost third = host("third");
        List.of(first, second, third).forEach(host -> wheel.schedule(host, at(50 * TICK)));
        wheel.schedule(second, at(5));
        wheel.schedule(first, at(6));
        assertThat(takeAll(at(7))).containsExactlyInAnyOrder(first, second);
        assertThat(takeAll(at(50 * TICK))).containsExactly(third);
    }

    /** All hosts of a network that fell silent wait in one slot for a witness; searching it for each took minutes. */
    @Test
    void aWitnessForAWholeNetworkIsNoReasonToSearchForEachOfItsHosts() {
        List<WatchedHost> silent = Stream.generate(() -> new WatchedHost("h", first.sessions, first.detector))
                .limit(300_000)
                .toList();
        silent.forEach(host -> wheel.schedule(host, at(900 * TICK)));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> silent.forEach(host -> wheel.scheduleAtLatest(host, at(5))));

        assertThat(takeAll(at(6))).hasSameSizeAs(silent);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsScheduledComesOutInItsTimeAndOnlyThen(long seed) {
        Random random = new Random(seed);
        long grain = seed % 2 == 0 ? 1 : 256 * TICK; // in which many are to be looked at in the same tick
        List<WatchedHost> hosts = Stream.generate(() -> host("h")).limit(HOSTS).toList();
        Map<WatchedHost, Long> expected = new HashMap<>();
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            WatchedHost host = hosts.get(random.nextInt(HOSTS));
            long look = (now + (long) (Math.exp(24 * random.nextDouble()) - 2)) / grain * grain;
            if (host.forgotten) {
                continue;
            }
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    wheel.schedule(host, at(look));
                    expected.put(host, look);
                }
                case 2 -> {
                    wheel.scheduleAtLatest(host, at(look));
                    expected.merge(host, look, Math::min);
                }
                case 3 -> {
                    host.forgotten = random.nextInt(1_000) == 0;
                }
                default -> {
                    now += (long) Math.exp(random.nextInt(50) == 0 ? 25 : 21 * random.nextDouble());
                    long asOf = now;
                    Set<WatchedHost> due = expected.keySet().stream()
                            .filter(each -> expected.get(each) <= asOf)
                            .collect(Collectors.toSet());
                    expected.keySet().removeAll(due);
                    due.removeIf(each -> each.forgotten);
                    assertThat(takeAll(at(now))).containsExactlyInAnyOrderElementsOf(due);
                    long next = expected.values().stream()
                            .min(Long::compare)
                            .map(at -> Math.min(at, asOf + 1_000 * TICK))
                            .orElse(asOf + 1_000 * TICK);
                    assertThat(wheel.next(at(now + 1_000 * TICK))).isEqualTo(at(next));
                }
            }
        }
    }

    private List<WatchedHost> takeAll(long now) {
        return Stream.iterate(wheel.due(now), Objects::nonNull, before -> wheel.due(now))
                .toList();
    }

    /** Monotonic time may overflow. */
    private static long at(long nanos) {
        return Long.MAX_VALUE - 10 + nanos;
    }

    private static WatchedHost host(String name) {
        return new WatchedHost(
                name, new HostSessions(), new FailureDetector(DetectionTarget.usual(), new LatenessModel()));
    }
}
