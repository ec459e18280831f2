package io.heartbeat.notifier.pushbullet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One HTTP client for several users; the last one to let go closes the connections. Sends each request once and nowhere else: no
 * redirect, no silent repetition. What is left afterwards are OkHttp's own daemon threads, which end when idle for a minute.
 *
 * <p>Looking up the host name takes as long as the system takes for it: neither a timeout nor an interrupt ends that.
 */
final class SharedClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int IDLE_CONNECTIONS = 2;
    /** Shorter than servers keep idle connections: a request on one that is closed meanwhile would be lost. */
    private static final int IDLE_SECONDS = 4;

    private final OkHttpClient client;
    private final Duration timeout;
    private final AtomicInteger users;

    SharedClient(Duration timeout, int users) {
        this(new OkHttpClient(), timeout, users);
    }

    SharedClient(OkHttpClient base, Duration timeout, int users) {
        this.client = base.newBuilder()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .socketFactory(new InterruptibleSockets())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(SharedClient::withoutImmediateRetry)
                .connectTimeout(CONNECT)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .build();
        this.timeout = timeout;
        this.users = new AtomicInteger(users);
    }

    /**
     * Sends the request and waits for the answer.
     *
     * @param most how long that may take, if less than the timeout
     * @throws InterruptedException if interrupted before there is an answer
     */
    Answer send(Request request, Duration most) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Call call = client.newCall(request);
        Duration shorter = most.compareTo(timeout) < 0 ? most : timeout;
        call.timeout().timeout(Math.max(1, shorter.toMillis()), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            return Answer.of(response);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
    }

    /** One user less. */
    void release() {
        if (users.decrementAndGet() == 0) {
            client.connectionPool().evictAll();
        }
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
