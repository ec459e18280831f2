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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What Pushbullet is to its users, with moods: it takes, refuses, hangs up, forgets to answer, is not there. Thread-safe. */
final class Service implements AutoCloseable {
    /** The first of the moods in which it takes nothing. */
    private static final int REFUSES = 85;

    private static final String DONE = "{\"active\":true,\"iden\":\"ujpah72o0sjAoRtnM0jc\",\"type\":\"note\"}";
    private static final String TROUBLE = "{\"error\":{\"type\":\"server\",\"message\":\"The service is in trouble\"}}";

    /**
     * Something the service took.
     *
     * @param told what its words say, each under the id that the outbox has for it
     * @param life of the runner that sent it
     * @param answered whether the runner was told so
     * @param problem what is wrong with its words; empty if nothing is
     */
    record Taken(String title, List<Occurrence> told, int life, boolean answered, String problem) {

        List<String> ids() {
            return told.stream().map(Occurrence::id).toList();
        }

        static Taken of(String key, String title, String text, @Nullable Entry entry, int life, boolean answered) {
            List<Occurrence> read = Words.read(title, text);
            if (entry == null) { // which a full disk has no room for
                return new Taken(
                        title,
                        read.stream().map(each -> each.as(key + each.host())).toList(),
                        life,
                        answered,
                        "");
            }
            boolean same = read.size() == entry.occurrences().size();
            for (int i = 0; same && i < read.size(); i++) {
                same = read.get(i).isLike(entry.occurrences().get(i));
            }
            String problem = same ? "" : "'" + title + "' reads " + read + " and should tell " + entry;
            return new Taken(title, entry.occurrences(), life, answered, problem);
        }
    }

    private final SplittableRandom random;
    private final int port;
    private final List<Taken> taken = new ArrayList<>();
    private final Map<String, Occurrence> attempted = new HashMap<>();
    private final OutboxView outbox;
    private @Nullable HttpServer server;
    private @Nullable Runnable ambush;
    private boolean flaky = true;
    private int life;
    private int refused;

    /** @param outbox in which whatever is sent to it waits meanwhile */
    Service(SplittableRandom random, OutboxView outbox) throws IOException {
        this.random = random;
        this.outbox = outbox;
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
    synchronized List<Occurrence> attempted() {
        return List.copyOf(attempted.values());
    }

    synchronized int refused() {
        return refused;
    }

    private synchronized void push(HttpExchange exchange) throws IOException {
        int mood = flaky ? random.nextInt(ambush == null ? 100 : REFUSES) : 0;
        if (mood >= 95) { // hangs up before it has read anything
            refused++;
            exchange.close();
            return;
        }
        JsonObject body = JsonParser.parseString(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        String key = body.get("guid").getAsString();
        boolean answers = mood < 75;
        Taken push = Taken.of(
                key, body.get("title").getAsString(), body.get("body").getAsString(), outbox.byKey(key), life, answers);
        push.told().forEach(each -> attempted.put(each.id(), each));
        if (mood >= REFUSES) {
            refused++;
            answer(exchange, mood >= 90 ? 500 : 429, TROUBLE);
            return;
        }
        taken.add(push);
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
