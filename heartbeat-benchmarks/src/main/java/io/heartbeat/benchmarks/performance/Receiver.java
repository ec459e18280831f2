package io.heartbeat.benchmarks.performance;

/** Somebody who receives datagrams on a thread of its own. */
interface Receiver extends AutoCloseable {
    /** Where it listens, on the loopback. */
    int port();

    long received();

    /** The thread that receives. */
    long threadId();

    @Override
    void close();
}
