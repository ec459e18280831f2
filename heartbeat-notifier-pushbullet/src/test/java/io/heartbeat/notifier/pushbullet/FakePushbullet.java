package io.heartbeat.notifier.pushbullet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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

/** A server on loopback that plays one scripted scene after the other, byte for byte, and remembers what it was asked. */
final class FakePushbullet implements AutoCloseable {

    /** What the server does with a request; throwing closes the connection. */
    interface Scene {
        void play(Socket socket) throws Exception;
    }

    /** A request as it came. */
    record Received(int connection, String requestLine, List<String> headers, String body) {
        String header(String name) {
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

    FakePushbullet() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
    }

    FakePushbullet(ServerSocket listening, String scheme) {
        this.listening = listening;
        this.scheme = scheme;
        daemon(this::accept);
    }

    String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    int port() {
        return listening.getLocalPort();
    }

    void next(Scene scene) {
        scenes.add(scene);
    }

    /** Answers with this status line rest, these header lines and this body. */
    void next(String status, String body, String... headers) {
        next(answer(status, body.getBytes(UTF_8), headers));
    }

    static Scene answer(String status, byte[] body, String... headers) {
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

    /** An error as the live service words it. */
    static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"type\":\"invalid_request\",\"message\":\"" + message
                + "\",\"cat\":\"~(=^‥^)\"},\"error_code\":\"" + code + "\"}";
    }

    static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    List<Received> requests() {
        return List.copyOf(requests);
    }

    Received only() {
        if (requests.size() != 1) {
            throw new AssertionError("Expected one request, but there were " + requests);
        }
        return requests.get(0);
    }

    /** Waits until a request has come. */
    Received await() throws InterruptedException {
        Received received = arrivals.poll(30, TimeUnit.SECONDS);
        if (received == null) {
            throw new AssertionError("No request came");
        }
        return received;
    }

    int openedConnections() {
        return connections.size();
    }

    List<Socket> connections() {
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
                int length = Integer.parseInt(new Received(0, "", headers, "").header("Content-Length"));
                Received received =
                        new Received(number, requestLine, headers, new String(in.readNBytes(length), UTF_8));
                requests.add(received);
                arrivals.add(received);
                Scene scene = scenes.poll();
                (scene == null ? answer("200 OK", "{}".getBytes(UTF_8)) : scene).play(socket);
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
        Thread thread = new Thread(work, "fake-pushbullet");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
