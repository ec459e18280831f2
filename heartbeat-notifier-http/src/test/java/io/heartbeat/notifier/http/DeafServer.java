package io.heartbeat.notifier.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server that accepts nobody: whoever connects waits for ever, because its queue is full. */
final class DeafServer implements AutoCloseable {
    private static final int ENOUGH = 3;
    private static final int MOMENT_MILLIS = 50;

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queue = new ArrayList<>();

    DeafServer() throws IOException {
        for (int i = 0; i < ENOUGH; i++) {
            Socket waiting = new Socket();
            queue.add(waiting);
            try {
                waiting.connect(socket.getLocalSocketAddress(), MOMENT_MILLIS);
            } catch (IOException e) {
                return; // the queue of connections to accept is full
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket waiting : queue) {
            waiting.close();
        }
        socket.close();
    }
}
