package io.heartbeat.notifier.http;

import static io.heartbeat.notifier.http.Given.attempt;
import static io.heartbeat.notifier.http.Given.flatlined;
import static io.heartbeat.notifier.http.Given.notifier;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who interrupts a delivery gets its thread back at once, wherever it waits. */
@Timeout(60)
class InterruptTest {
    @AutoClose
    private final ScriptedServer service = new ScriptedServer();

    @Test
    void endsTheWaitForAnAnswer() throws Exception {
        service.next(socket -> socket.getInputStream().read());

        assertInterruptible(notifier(service), service::await);
    }

    @Test
    void endsTheWaitForTheRestOfARefusal() throws Exception {
        service.next(socket -> {
            ScriptedServer.write(socket, "HTTP/1.1 400 No\r\nContent-Length: 9\r\n\r\n".getBytes(UTF_8));
            socket.getInputStream().read();
        });

        assertInterruptible(notifier(service), service::await);
    }

    @Test
    void endsTheWaitForAConnection() throws Exception {
        try (DeafServer deaf = new DeafServer()) {
            assertInterruptible(notifier(service, "url", deaf.url()), () -> {});
        }
    }

    @Test
    void isNoticedBeforeAnythingIsSent() throws Exception {
        Notifier notifier = notifier(service);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> notifier.deliver(flatlined(), attempt()));
        assertThat(service.openedConnections()).isZero();
    }

    @Test
    void leavesTheNextDeliveryAlone() throws Exception {
        service.next(socket -> socket.getInputStream().read());
        Notifier notifier = notifier(service);
        assertInterruptible(notifier, service::await);

        assertThat(notifier.deliver(flatlined(), attempt())).isEqualTo(Outcome.delivered());
    }

    private interface Moment {
        void await() throws Exception;
    }

    private static void assertInterruptible(Notifier notifier, Moment moment) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread delivery = new Thread(() -> thrown.set(catchThrowable(() -> notifier.deliver(flatlined(), attempt()))));
        delivery.start();
        moment.await();
        Thread.sleep(200); // until it surely waits
        long start = System.nanoTime();

        delivery.interrupt();
        delivery.join(30_000);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
}
