package io.heartbeat.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ComplaintsTest {
    private final AtomicInteger lines = new AtomicInteger();
    private boolean memoryIsShort;
    private final Complaints complaints = new Complaints((Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                if (memoryIsShort) {
                    throw new OutOfMemoryError("for the test");
                }
                lines.incrementAndGet();
                return null;
            }));

    @Test
    void whatFailsAgainAndAgainIsSaidOnceAMinute() {
        complaints.add("It failed", new IllegalStateException());
        complaints.add("It failed", new IllegalStateException());

        assertThat(lines).hasValue(1);
    }

    @Test
    void whatCannotBeSaidForLackOfMemoryHarmsNobodyAndIsSaidLater() {
        memoryIsShort = true;
        assertThatCode(() -> complaints.add("It failed", new OutOfMemoryError()))
                .doesNotThrowAnyException();
        memoryIsShort = false;
        complaints.add("It failed", new OutOfMemoryError());

        assertThat(lines).hasValue(1);
    }
}
