package io.heartbeat.notifier.http;

import static io.heartbeat.notifier.http.Given.attempt;
import static io.heartbeat.notifier.http.Given.flatlined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.ScriptedServer;
import io.heartbeat.testkit.SelfSigned;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClientTest {
    @Test
    void isOneForAllNotifiers() throws Exception {
        try (ScriptedServer service = new ScriptedServer()) {
            for (Notifier notifier : Given.notifiers(service, "token", "first,second")) {
                notifier.deliver(flatlined(), attempt());
            }
            Given.notifier(service).deliver(flatlined(), attempt());

            assertThat(service.requests()).hasSize(3);
            assertThat(service.openedConnections()).isOne();
        }
    }

    @Test
    void closesItsConnectionsWithANotifierAndGoesOnForTheOthers() throws Exception {
        try (ScriptedServer service = new ScriptedServer()) {
            List<Notifier> notifiers = Given.notifiers(service, "token", "first,second");
            notifiers.get(0).deliver(flatlined(), attempt());

            notifiers.get(0).close();
            assertThat(ended(service)).isTrue();

            assertThat(notifiers.get(1).deliver(flatlined(), attempt())).isEqualTo(Outcome.delivered());
        }
    }

    private static boolean ended(ScriptedServer service) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!service.connections().get(0).isClosed() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return service.connections().get(0).isClosed();
    }

    @Test
    void leavesNoThreadThatKeepsTheProgramAlive() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ScriptedServer service = new ScriptedServer()) {
            Notifier notifier = Given.notifier(service);
            notifier.deliver(flatlined(), attempt());
            Set<Thread> during = new HashSet<>(Thread.getAllStackTraces().keySet());
            during.removeAll(before);
            notifier.close();

            assertThat(during).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void speaksTlsAndCanBeInterruptedThere(@TempDir Path directory) throws Exception {
        SelfSigned keys = new SelfSigned(directory);
        try (ScriptedServer service = overTls(keys)) {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys.trusted());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            OkHttpClient.Builder trusting = Client.settings()
                    .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0]);
            Client client = new Client(trusting, Duration.ofSeconds(30));
            service.next("200 OK", "{\"id\":\"u\"}");

            assertThat(client.send(request(service), Duration.ofSeconds(30), attempt())
                            .text())
                    .isEqualTo("{\"id\":\"u\"}");

            Thread caller = Thread.currentThread();
            service.next(socket -> {
                caller.interrupt();
                socket.getInputStream().read();
            });
            long start = System.nanoTime();
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> client.send(request(service), Duration.ofSeconds(30), attempt()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void tellsNothingToWhomItDoesNotTrust(@TempDir Path directory) throws Exception {
        try (ScriptedServer service = overTls(new SelfSigned(directory))) {
            Outcome outcome = Given.notifier(service).deliver(flatlined(), attempt());

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.reason()).startsWith("No trusted connection to 127.0.0.1:"));
            assertThat(service.requests()).isEmpty();
        }
    }

    private static Request request(ScriptedServer service) {
        return new Request.Builder()
                .url(service.url())
                .post(RequestBody.create("{}".getBytes(UTF_8)))
                .build();
    }

    private static ScriptedServer overTls(SelfSigned keys) throws Exception {
        return new ScriptedServer(
                keys.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                "https");
    }
}
