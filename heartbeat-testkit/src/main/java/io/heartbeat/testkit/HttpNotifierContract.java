package io.heartbeat.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.ScriptedServer.Received;
import io.heartbeat.testkit.ScriptedServer.Scene;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is to be expected of a notifier that reaches its service over HTTP, whatever the service: that it keeps the {@link
 * NotifierContract}, and takes everything that may come back over a connection. A scripted server plays it all:
 *
 * <pre>{@code
 * HttpNotifierContract.of(new PagerNotifierFactory())
 *         .at("url", "/v1")
 *         .with("token", "not-a-real-token")
 *         .success("202 Accepted", "{\"id\":\"p-1\"}")
 *         .verify();
 * }</pre>
 */
public final class HttpNotifierContract {
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String TROUBLE = "<html><body><h1>Bad Gateway</h1></body></html>";

    private final NotifierFactory factory;
    private final Map<String, String> given = new HashMap<>();
    private final Findings findings = new Findings();
    private final Caller caller = new Caller();
    private String key = "url";
    private String path = "";
    private String status = "200 OK";
    private String body = "{}";
    private boolean quota;
    private int requests = 1;
    private Secrets secrets = Secrets.of(TestSettings.of(Map.of()));

    private HttpNotifierContract(NotifierFactory factory) {
        this.factory = factory;
    }

    /** The contract of this factory and of the notifiers that it makes. */
    public static HttpNotifierContract of(NotifierFactory factory) {
        return new HttpNotifierContract(factory);
    }

    /** Adds a setting that is needed to deliver. */
    public HttpNotifierContract with(String key, String value) {
        given.put(key, value);
        return this;
    }

    /** The setting that says where the service is ({@code url}, if this is not called), and the path to put behind the server's address. */
    public HttpNotifierContract at(String key, String path) {
        this.key = key;
        this.path = path;
        return this;
    }

    /** How the service says that it has taken a notification; {@code 200 OK} and an empty object, if this is not called. */
    public HttpNotifierContract success(String status, String body) {
        this.status = status;
        this.body = body;
        return this;
    }

    /** The service means by 429 that the account is used up, not that it is asked too often. */
    public HttpNotifierContract tooManyIsUsedUp() {
        quota = true;
        return this;
    }

    /** The service repeats nothing when the same notification comes again, but is asked about it with so many requests. */
    public HttpNotifierContract requestsForOne(int requests) {
        this.requests = requests;
        return this;
    }

    /**
     * Verifies all of it; that takes some ten seconds.
     *
     * @throws AssertionError naming everything that breaks the contract
     */
    public void verify() {
        try (ScriptedServer server = server()) {
            NotifierContract contract = NotifierContract.of(factory).unreachableWith(key, "http://127.0.0.1:1" + path);
            settings(server).forEach(contract::with);
            contract.verify();
        }
        verifyAnswers();
        verifyConnections();
        findings.throwIfAny(factory.getClass().getName(), "a notifier over HTTP");
    }

    private void verifyAnswers() {
        expect("500 Oops", answer("500 Oops", ""), retry(Optional.empty()));
        expect("502 and a page for people", answer("502 Bad Gateway", TROUBLE), retry(Optional.empty()));
        expect("503 until later", answer("503 No", "", "Retry-After: 120"), retry(Optional.of(Duration.ofMinutes(2))));
        expect("503 right now", answer("503 No", "", "Retry-After: 0"), retry(Optional.of(Duration.ofSeconds(1))));
        expect("408", answer("408 Request Timeout", ""), retry(Optional.empty()));
        expect(
                "429 for a while",
                answer("429 Too Many Requests", "", "Retry-After: 7"),
                quota ? Outcome.Quota.class::isInstance : retry(Optional.of(Duration.ofSeconds(7))));
        expect("400 in other words", answer("400 Bad Request", TROUBLE), Outcome.Rejected.class::isInstance);
        expect("400 without words", answer("400 Bad Request", ""), Outcome.Rejected.class::isInstance);
        expect("401", answer("401 Unauthorized", ""), HttpNotifierContract::isNotTheMessagesFault);
        expect("404", answer("404 Not Found", TROUBLE), HttpNotifierContract::isNotTheMessagesFault);
        expect("a broken object", answer("500 Oops", "{\"error\":{\"message\":\"half"), retry(Optional.empty()));
        expect("an array", answer("500 Oops", "[[[]]]"), retry(Optional.empty()));
        verifyRedirect();
        verifyEchoes();
        verifyRepetition();
    }

    private void verifyConnections() {
        expect("a close before the answer", HttpNotifierContract::hangUp, retry(Optional.empty()));
        expect(
                "something else than HTTP",
                socket -> {
                    ScriptedServer.write(socket, "SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(UTF_8));
                    hangUp(socket);
                },
                retry(Optional.empty()));
        expect(
                "a refusal that breaks off",
                socket -> {
                    ScriptedServer.write(socket, "HTTP/1.1 400 No\r\nContent-Length: 9\r\n\r\n{".getBytes(UTF_8));
                    hangUp(socket);
                },
                retry(Optional.empty()));
        expect(
                "a refusal that drips",
                socket -> {
                    ScriptedServer.write(socket, "HTTP/1.1 400 No\r\nContent-Length: 9999\r\n\r\n".getBytes(UTF_8));
                    while (true) {
                        ScriptedServer.write(socket, new byte[] {' '});
                        Thread.sleep(20);
                    }
                },
                retry(Optional.empty()));
        expect(
                "an answer without end",
                socket -> {
                    ScriptedServer.write(socket, "HTTP/1.1 500 Oops\r\n\r\n{\"error\":\"".getBytes(UTF_8));
                    byte[] block = "x".repeat(1 << 16).getBytes(UTF_8);
                    while (true) {
                        ScriptedServer.write(socket, block);
                    }
                },
                retry(Optional.empty()));
    }

    /** A secret must not follow to another address. */
    private void verifyRedirect() {
        try (ScriptedServer elsewhere = server()) {
            Scene redirect = answer("302 Found", "", "Location: " + elsewhere.url() + "/login");
            expect("a redirect", redirect, HttpNotifierContract::isNotTheMessagesFault);
            findings.expect(
                    elsewhere.openedConnections() == 0,
                    "a redirect must not be followed: whoever answers could ask for the secret anywhere");
        }
    }

    /** Services repeat what they were sent. */
    private void verifyEchoes() {
        Map<String, String> values = new HashMap<>(given);
        values.put(key, "http://127.0.0.1:1" + path);
        TestSettings read = TestSettings.of(values);
        factory.create(read).forEach(Notifier::close);
        for (String secret : read.secretsRead().values()) {
            if (!secret.isEmpty() && secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                String words = "{\"error\":\"no " + secret + "\",\"message\":\"" + secret + "\",\"description\":\""
                        + secret + "\",\"id\":\"" + secret + "\"}";
                for (String answered : List.of(status, "400 No " + secret, "401 No", "403 No", "404 No", "500 Oops")) {
                    expect("its secret", answer(answered, words), outcome -> true);
                }
            }
        }
    }

    /** After a lost answer nobody knows whether the notification arrived: the second request must be the first one again. */
    private void verifyRepetition() {
        try (ScriptedServer server = server()) {
            Attempt attempt = SampleNotifications.attempt();
            with(server, notifier -> {
                deliver(notifier, attempt);
                deliver(notifier, SampleNotifications.again(attempt));
            });
            List<Received> received = server.requests();
            findings.expect(
                    received.size() == 2 * requests,
                    "each attempt must make " + requests + " request, but two of them made " + received.size());
            if (received.size() == 2 * requests) {
                Received first = received.get(requests - 1);
                Received second = received.get(2 * requests - 1);
                findings.expect(
                        first.requestLine().equals(second.requestLine())
                                && first.body().equals(second.body()),
                        "the same notification must be sent in the same words again, but first it was "
                                + first.requestLine() + " " + first.body() + " and then " + second.requestLine() + " "
                                + second.body());
            }
        }
    }

    private void expect(String what, Scene scene, Predicate<Outcome> expected) {
        try (ScriptedServer server = server()) {
            for (int i = 0; i < requests; i++) {
                server.next(scene);
            }
            with(server, notifier -> {
                long start = System.nanoTime();
                Call<Outcome> call =
                        deliver(notifier, SampleNotifications.attempt(what.contains("drips") ? SHORT : TIME));
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                findings.expect(took.compareTo(TIME) < 0, what + " must not take " + took);
                findings.expect(
                        call.result().filter(expected).isPresent(), "on " + what + ", deliver " + call.outcome());
                findings.expect(
                        server.requests().size() <= requests,
                        "one attempt must ask once, but on " + what + " there were "
                                + server.requests().size() + " requests");
            });
        }
    }

    private void with(ScriptedServer server, Consumer<Notifier> use) {
        TestSettings settings = TestSettings.of(settings(server));
        List<Notifier> notifiers = factory.create(settings);
        secrets = Secrets.of(settings);
        if (notifiers.isEmpty() || !settings.errors().isEmpty()) {
            findings.add("the given settings have errors: " + settings.errors());
            return;
        }
        use.accept(notifiers.get(0));
        notifiers.forEach(Notifier::close);
    }

    private Call<Outcome> deliver(Notifier notifier, Attempt attempt) {
        Call<Outcome> call = caller.call(() -> notifier.deliver(SampleNotifications.problem(), attempt));
        call.result().ifPresent(outcome -> secrets.verifyAbsent(outcome.toString(), "an outcome", findings));
        secrets.verifyAbsent(call.thrown(), "what deliver throws", findings);
        return call;
    }

    private Map<String, String> settings(ScriptedServer server) {
        Map<String, String> settings = new HashMap<>(given);
        settings.put(key, server.url() + path);
        return settings;
    }

    private ScriptedServer server() {
        ScriptedServer server = new ScriptedServer();
        server.usually(status, body);
        return server;
    }

    private static Scene answer(String status, String body, String... headers) {
        return ScriptedServer.answer(status, body.getBytes(UTF_8), headers);
    }

    private static void hangUp(Socket socket) throws IOException {
        socket.close();
        throw new EOFException();
    }

    private static Predicate<Outcome> retry(Optional<Duration> after) {
        return outcome ->
                outcome instanceof Outcome.Retry retry && retry.after().equals(after);
    }

    private static boolean isNotTheMessagesFault(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected && rejected.refusal() != Refusal.PAYLOAD;
    }
}
