package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
    private final DeadlineQueue queue = new DeadlineQueue();
    private final WatchedHost first = host("first");
    private final WatchedHost second = host("second");

    @Test
    void hostsComeOutInOrderOfTimeAndNotBefore() {
        queue.schedule(second, at(20));
        queue.schedule(first, at(5));
        assertThat(queue.due(at(4))).isNull();
        assertThat(queue.due(at(5))).isSameAs(first);
        assertThat(queue.due(at(5))).isNull();
        assertThat(queue.due(at(30))).isSameAs(second);
        assertThat(queue.due(at(1_000))).isNull();
    }

    @Test
    void aLaterLookDoesNotReplaceAnEarlierOne() {
        queue.schedule(first, at(5));
        queue.schedule(first, at(50));
        assertThat(queue.due(at(5))).isSameAs(first);
        assertThat(queue.due(at(50))).isNull();
    }

    @Test
    void anEarlierLookReplacesALaterOne() {
        queue.schedule(first, at(50));
        queue.schedule(first, at(5));
        assertThat(queue.due(at(5))).isSameAs(first);
        assertThat(queue.due(at(50))).isNull();
    }

    @Test
    void aHostThatCameOutCanBeQueuedAgain() {
        queue.schedule(first, at(5));
        assertThat(queue.due(at(5))).isSameAs(first);
        queue.schedule(first, at(9));
        assertThat(queue.due(at(9))).isSameAs(first);
    }

    @Test
    void aForgottenHostNeverComesOut() {
        queue.schedule(first, at(5));
        queue.schedule(second, at(6));
        first.forgotten = true;
        assertThat(queue.due(at(10))).isSameAs(second);
        assertThat(queue.due(at(10))).isNull();
    }

    @Test
    void theNextLookIsTheEarliestUnlessThatIsTooLate() {
        assertThat(queue.next(at(100))).isEqualTo(at(100));
        queue.schedule(first, at(50));
        assertThat(queue.next(at(100))).isEqualTo(at(50));
        assertThat(queue.next(at(20))).isEqualTo(at(20));
    }

    /** Monotonic time may overflow. */
    private static long at(int nanos) {
        return Long.MAX_VALUE - 10 + nanos;
    }

    private static WatchedHost host(String name) {
        return new WatchedHost(
                name, new HostSessions(), new FailureDetector(DetectionTarget.usual(), new LatenessModel()));
    }
}
