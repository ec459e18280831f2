package io.heartbeat.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** A server on this machine that lets everyone connect and never answers. */
final class SilentServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int MOMENT_MILLIS = 200;

    private final ServerSocket socket;

    SilentServer() {
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(MOMENT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    /** Whether somebody connects, now or within a moment; that connection is closed. */
    boolean wasCalled() {
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
