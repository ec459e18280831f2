package io.heartbeat.benchmarks.performance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;

/** What Java can do at best: receives into a direct buffer and forgets. */
final class BareLoop implements Receiver {
    private static final int BUFFER = 4 << 20;

    private final DatagramChannel channel;
    private final Thread thread;
    private final int port;
    private final AtomicLong received = new AtomicLong();

    BareLoop() {
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET)
                    .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = channel.socket().getLocalPort();
        thread = new Thread(this::run, "bare");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
        long count = 0;
        try {
            while (true) {
                buffer.clear();
                channel.receive(buffer);
                count++;
                received.lazySet(count);
            }
        } catch (ClosedChannelException closed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long received() {
        return received.get();
    }

    @Override
    public long threadId() {
        return thread.getId();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
