package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Puts one datagram on its way to one destination, or says why it could not; and takes what comes back. */
interface Outlet extends AutoCloseable {

    /** Sends without blocking; consumes the buffer. */
    void send(ByteBuffer datagram, Destination destination) throws IOException;

    /** Fills the buffer with the next datagram that came to where was sent from; answers its source, or null if there is none. */
    @Nullable
    InetSocketAddress receive(ByteBuffer buffer);

    /** Waits for one; any thread may {@link #wakeup} the one that waits. */
    void await(long timeoutNanos);

    void wakeup();

    @Override
    void close();
}
