package io.heartbeat.notifier.http;

import io.heartbeat.spi.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The HTTP client that all notifiers share, with the time limit of one of them. Sends each request once and nowhere else: no redirect,
 * no silent repetition. What is left after closing are OkHttp's own daemon threads, which end when idle for a minute.
 *
 * <p>Looking up the host name takes as long as the system takes for it: neither a timeout nor an interrupt ends that.
 */
final class Client {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int IDLE_CONNECTIONS = 5;
    /** Shorter than servers keep idle connections: a request on one that is closed meanwhile would be lost. */
    private static final int IDLE_SECONDS = 4;

    /** Made when it is first needed. */
    private static final class Shared {
        static final OkHttpClient CLIENT = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .socketFactory(new InterruptibleSockets())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(Client::withoutImmediateRetry)
                .connectTimeout(CONNECT)
                .build();
    }

    private final OkHttpClient client;
    private final Duration timeout;

    /** @param timeout of each request in all */
    Client(Duration timeout) {
        this(settings(), timeout);
    }

    Client(OkHttpClient.Builder settings, Duration timeout) {
        this.client = settings.readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .build();
        this.timeout = timeout;
    }

    /** What all have in common. */
    static OkHttpClient.Builder settings() {
        return Shared.CLIENT.newBuilder();
    }

    /**
     * Sends the request and waits for the answer.
     *
     * @param most how long that may take, if less than the timeout
     * @throws InterruptedException if interrupted before there is an answer
     */
    Answer send(Request request, Duration most, Attempt attempt) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Call call = client.newCall(request);
        Duration shorter = most.compareTo(timeout) < 0 ? most : timeout;
        call.timeout().timeout(Math.max(1, shorter.toMillis()), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            return Answer.of(response, attempt);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
    }

    /** Closes the connections that nobody is using; whoever needs one again opens it. */
    void closeIdle() {
        client.connectionPool().evictAll();
    }

    int idleConnections() {
        return client.connectionPool().idleConnectionCount();
    }

    /** On 503 OkHttp repeats the request by itself for {@code Retry-After: 0}, and fails for a number that is no {@code int}. */
    private static Response withoutImmediateRetry(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String after = response.header("Retry-After");
        if (response.code() != 503 || after == null || !after.matches("\\d+")) {
            return response;
        }
        return RetryHint.retryAfter(response.headers(), Instant.EPOCH)
                .map(wait -> response.newBuilder()
                        .header("Retry-After", Long.toString(wait.toSeconds()))
                        .build())
                .orElse(response);
    }
}
