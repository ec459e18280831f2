package io.heartbeat.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Puts one datagram on its way to one destination, or says why it could not. */
interface Outlet extends AutoCloseable {

    /** Sends without blocking; consumes the buffer. */
    void send(ByteBuffer datagram, Destination destination) throws IOException;

    @Override
    void close();
}
