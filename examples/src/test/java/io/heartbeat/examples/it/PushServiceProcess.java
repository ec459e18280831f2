package io.heartbeat.examples.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The process of a {@link PushService}: prints {@code ANSWER TOKEN BODY} for each request, the body in Base64, and obeys the lines
 * {@code open}, {@code close} and {@code next ANSWER...}.
 */
final class PushServiceProcess {
    private static final String DONE = "{\"active\":true,\"iden\":\"ujpah72o0sjAoRtnM0jc\",\"type\":\"note\"}";
    private static final String TROUBLE = "{\"error\":{\"type\":\"server\",\"message\":\"The service is in trouble\"}}";

    private final int port;
    private final Queue<String> next = new ArrayDeque<>();
    private @Nullable HttpServer server;

    private PushServiceProcess(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException {
        PushServiceProcess service = new PushServiceProcess(Integer.parseInt(arguments[0]));
        System.out.println(TestProcess.READY);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            service.obey(line.split(" ", -1));
        }
    }

    private synchronized void obey(String[] order) throws IOException {
        switch (order[0]) {
            case "open" -> {
                server = HttpServer.create(new InetSocketAddress(port), 0);
                server.createContext("/v2/pushes", this::push);
                server.start();
            }
            case "close" -> {
                if (server != null) {
                    server.stop(0);
                }
            }
            default -> next.addAll(Arrays.asList(order).subList(1, order.length));
        }
    }

    private synchronized void push(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String answer = next.isEmpty() ? "ok" : next.remove();
        System.out.println(answer + " " + exchange.getRequestHeaders().getFirst("Access-Token") + " "
                + Base64.getEncoder().encodeToString(body));
        if (answer.equals("drop")) {
            exchange.close();
            return;
        }
        long reset = Instant.now().plusSeconds(2).getEpochSecond();
        exchange.getResponseHeaders().set("X-Ratelimit-Reset", Long.toString(reset));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean done = answer.equals("ok");
        byte[] response = (done ? DONE : TROUBLE).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(done ? 200 : Integer.parseInt(answer), response.length);
        exchange.getResponseBody().write(response);
        exchange.close();
    }
}
