package io.heartbeat.examples.torture;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What Pushbullet is to its users, with moods: it takes, refuses, hangs up, forgets to answer, is not there. Thread-safe. */
final class Service implements AutoCloseable {
    private static final String DONE = "{\"active\":true,\"iden\":\"ujpah72o0sjAoRtnM0jc\",\"type\":\"note\"}";
    private static final String TROUBLE = "{\"error\":{\"type\":\"server\",\"message\":\"The service is in trouble\"}}";

    /**
     * Something the service took.
     *
     * @param life of the runner that sent it
     * @param answered whether the runner was told so
     */
    record Taken(Told told, int life, boolean answered) {}

    private final SplittableRandom random;
    private final int port;
    private final List<Taken> taken = new ArrayList<>();
    private final List<Told> attempted = new ArrayList<>();
    private @Nullable HttpServer server;
    private @Nullable Runnable ambush;
    private boolean flaky = true;
    private int life;
    private int refused;

    Service(SplittableRandom random) throws IOException {
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = server.getAddress().getPort();
        open(server);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Refuses connections until it is {@linkplain #up up} again. */
    synchronized void down() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    synchronized void up() {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
                open(server);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void open(HttpServer opened) {
        opened.createContext("/v2/pushes", this::push);
        opened.start();
    }

    /** From now on it does what it should. */
    synchronized void behave() {
        flaky = false;
        ambush = null;
        up();
    }

    /** A new runner begins to send; that is to happen as soon as it has sent something, or nothing. */
    synchronized void begin(int itsLife, @Nullable Runnable itsAmbush) {
        life = itsLife;
        ambush = itsAmbush;
    }

    /** Everything it took, in order. */
    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** Everything that was sent to it, whatever became of that. */
    synchronized List<Told> attempted() {
        return List.copyOf(attempted);
    }

    synchronized int refused() {
        return refused;
    }

    private synchronized void push(HttpExchange exchange) throws IOException {
        int mood = flaky ? random.nextInt(100) : 0;
        if (mood >= 95) { // hangs up before it has read anything
            refused++;
            exchange.close();
            return;
        }
        JsonObject body = JsonParser.parseString(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        Told told = Told.of(
                body.get("guid").getAsString(),
                body.get("title").getAsString(),
                body.get("body").getAsString());
        attempted.add(told);
        if (mood >= 85) {
            refused++;
            answer(exchange, mood >= 90 ? 500 : 429, TROUBLE);
            return;
        }
        boolean answers = mood < 75;
        taken.add(new Taken(told, life, answers));
        Runnable attack = ambush;
        ambush = null;
        if (attack != null && random.nextBoolean()) {
            attack.run();
            attack = null;
        }
        if (answers) {
            answer(exchange, 200, DONE);
        } else {
            exchange.close();
        }
        if (attack != null) {
            attack.run();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) {
        byte[] response = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(status, response.length);
            exchange.getResponseBody().write(response);
        } catch (IOException theRunnerIsDead) {
            return;
        }
    }

    @Override
    public void close() {
        down();
    }
}
