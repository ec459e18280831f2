package io.heartbeat.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A web server on this machine for tests of notifiers: it plays one scripted scene after the other, byte for byte, and remembers what it
 * was asked. When no scene is left, it answers {@code 200 OK} with {@code {}}, or what {@link #usually} says.
 *
 * <p>For any thread.
 */
public final class ScriptedServer implements AutoCloseable {

    /** What the server does with a request. */
    @FunctionalInterface
    public interface Scene {
        /** Throwing closes the connection. */
        void play(Socket socket) throws Exception;
    }

    /**
     * A request as it came.
     *
     * @param connection 1 for all requests on the first connection, and so on
     * @param requestLine as {@code POST /messages?a=b HTTP/1.1}
     * @param headers one line each
     * @param body decoded as UTF-8
     */
    public record Received(int connection, String requestLine, List<String> headers, String body) {

        /** Copies the headers. */
        public Received {
            headers = List.copyOf(headers);
        }

        /** The value of this header; {@code []} if there is none. */
        public String header(String name) {
            List<String> values = headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
            return values.size() == 1 ? values.get(0) : values.toString();
        }
    }

    private final ServerSocket listening;
    private final String scheme;
    private final Queue<Scene> scenes = new ConcurrentLinkedQueue<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Received> arrivals = new LinkedBlockingQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile Scene usual = answer("200 OK", "{}".getBytes(UTF_8));

    /** Listens on a free port of loopback. */
    public ScriptedServer() {
        this(listening(), "http");
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on this socket, for TLS for example. */
    public ScriptedServer(ServerSocket listening, String scheme) {
        this.listening = listening;
        this.scheme = scheme;
        daemon(this::accept);
    }

    /** Where it is, as {@code http://127.0.0.1:4711}. */
    public String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    /** On which port it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Plays this after what was scripted before. */
    public void next(Scene scene) {
        scenes.add(scene);
    }

    /**
     * Answers this after what was scripted before.
     *
     * @param status as {@code 404 Not Found}
     * @param headers one line each, as {@code Retry-After: 7}
     */
    public void next(String status, String body, String... headers) {
        next(answer(status, body.getBytes(UTF_8), headers));
    }

    /** Answers this whenever nothing is scripted. */
    public void usually(String status, String body, String... headers) {
        usual = answer(status, body.getBytes(UTF_8), headers);
    }

    /** An answer with these bytes as its body. */
    public static Scene answer(String status, byte[] body, String... headers) {
        return socket -> {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            write(socket, head.toString().getBytes(UTF_8));
            write(socket, body);
        };
    }

    /** Sends these bytes at once. */
    public static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** All requests so far, in order. */
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /** The one request that came. */
    public Received only() {
        if (requests.size() != 1) {
            throw new AssertionError("Expected one request, but there were " + requests);
        }
        return requests.get(0);
    }

    /** Waits for the next request that nobody waited for yet, half a minute at most. */
    public Received await() throws InterruptedException {
        Received received = arrivals.poll(30, TimeUnit.SECONDS);
        if (received == null) {
            throw new AssertionError("No request came");
        }
        return received;
    }

    /** How many connections were opened so far. */
    public int openedConnections() {
        return connections.size();
    }

    /** All connections so far, also those that are closed. */
    public List<Socket> connections() {
        return List.copyOf(connections);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.add(socket);
                int number = connections.size();
                daemon(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String requestLine = line(in);
                List<String> headers = new ArrayList<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    headers.add(header);
                }
                String stated = new Received(0, "", headers, "").header("Content-Length");
                int length = stated.equals("[]") ? 0 : Integer.parseInt(stated);
                Received received =
                        new Received(number, requestLine, headers, new String(in.readNBytes(length), UTF_8));
                requests.add(received);
                arrivals.add(received);
                Scene scene = scenes.poll();
                (scene == null ? usual : scene).play(socket);
            }
        } catch (Exception e) {
            // The connection is over: the client's doing, or the scene's.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
