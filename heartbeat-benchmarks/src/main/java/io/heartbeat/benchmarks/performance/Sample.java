package io.heartbeat.benchmarks.performance;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one round of a flood came to.
 *
 * @param cpuNanos processor time of the receiving thread
 * @param bytes allocated by it
 */
record Sample(long sent, long received, long cpuNanos, long bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SETTLED_MILLIS = 100;

    /** Sends all that is loaded, and waits until the receiver has nothing left to do. */
    static Sample of(Receiver receiver, Flood flood, long perSecond, boolean segmented) throws InterruptedException {
        long thread = receiver.threadId();
        long receivedBefore = receiver.received();
        long cpuBefore = THREADS.getThreadCpuTime(thread);
        long bytesBefore = THREADS.getThreadAllocatedBytes(thread);
        long sent = flood.send("127.0.0.1", receiver.port(), perSecond, segmented);
        long received = receiver.received();
        for (long last = -1; received != last; ) {
            last = received;
            Thread.sleep(SETTLED_MILLIS);
            received = receiver.received();
        }
        return new Sample(
                sent,
                received - receivedBefore,
                THREADS.getThreadCpuTime(thread) - cpuBefore,
                THREADS.getThreadAllocatedBytes(thread) - bytesBefore);
    }

    double nanosEach() {
        return (double) cpuNanos / received;
    }

    double bytesEach() {
        return (double) bytes / received;
    }

    double share() {
        return (double) received / sent;
    }
}
