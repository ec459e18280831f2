package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real sender on the loopback, and a monitor's bare socket that beats go to and questions come from. */
@Timeout(120)
class AnsweringTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long FRESH_NANOS = 100_000_000;

    private final Secret secret = Secret.generate();
    private final GroupKey key = secret.key(Defaults.GROUP);
    private final BeatOpener opener = new BeatOpener(new KeyRing(List.of(key)), id -> null, rejection -> {
        throw new AssertionError(rejection);
    });
    private @Nullable DatagramSocket monitor;
    private @Nullable SocketAddress host;
    private long challenge;

    @AfterEach
    void closeTheMonitor() {
        if (monitor != null) {
            monitor.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aQuestionIsAnsweredWhereTheBeatCameFrom(String address) throws IOException {
        try (Heartbeat heartbeat = beating(address, Duration.ofHours(1))) {
            Beat beat = hearOneThatIsNoAnswerToWhatComesNow();
            for (int i = 0; i < 5; i++) {
                ask(question(beat));
                Beat answer = hear();
                assertThat(answer.host()).isEqualTo(heartbeat.name());
                assertThat(answer.solicited()).isTrue();
                assertThat(answer.epoch()).isEqualTo(beat.epoch());
                assertThat(answer.nextBeatMillis()).isBetween(1L, beat.nextBeatMillis());
            }
        }
    }

    @Test
    void onlyTheQuestionIsAnsweredOfAllThatComesIn() throws IOException {
        try (Heartbeat heartbeat = beating("127.0.0.1", Duration.ofHours(1))) {
            Beat beat = hearOneThatIsNoAnswerToWhatComesNow();
            ask(new byte[0]);
            ask(new byte[2_048]);
            byte[] question = question(beat);
            question[question.length - 1] ^= 1;
            ask(question);
            ask(question(beat));

            assertThat(hear().solicited()).as("of %s", heartbeat.name()).isTrue();
            assertThat(heartbeat.name()).isEqualTo("nas");
        }
        Beat goodbye = hear();
        assertThat(goodbye.type()).isEqualTo(PacketType.GOODBYE);
        assertThat(goodbye.sequence()).isEqualTo(3);
    }

    @Test
    void aFloodHoldsUpNoBeat() throws IOException {
        try (Heartbeat heartbeat = beating("127.0.0.1", Duration.ofMillis(100))) {
            hear();
            byte[] garbage = new byte[1_000];
            garbage[0] = 'H';
            garbage[1] = 'B';
            for (int beats = 0; beats < 10; ) {
                for (int i = 0; i < 100; i++) {
                    ask(garbage);
                }
                beats += hearIfThereIsSomething() ? 1 : 0;
            }
            assertThat(heartbeat.name()).isEqualTo("nas");
        }
    }

    @Test
    void aPauseIsAnnouncedAndEndedByResume() throws IOException {
        try (Heartbeat heartbeat = beating("127.0.0.1", Duration.ofHours(1))) {
            Beat beat = hearOneThatIsNoAnswerToWhatComesNow();
            heartbeat.pause(Duration.ofHours(5));
            for (int i = 0; i < 3; i++) {
                Beat announcement = hear();
                assertThat(announcement.planned()).isTrue();
                assertThat(announcement.nextBeatMillis()).isBetween(5 * HOUR_MILLIS - 60_000, 5 * HOUR_MILLIS);
            }
            ask(question(beat));
            Beat answer = hear();
            assertThat(answer.solicited()).isTrue();
            assertThat(answer.planned()).isTrue();

            heartbeat.resume();

            Beat again = hear();
            assertThat(again.planned()).isFalse();
            assertThat(again.nextBeatMillis()).isBetween(HOUR_MILLIS, HOUR_MILLIS + HOUR_MILLIS / 20 + 1);
            heartbeat.pause(Duration.ofHours(5));
        }
        Beat last;
        do {
            last = hear();
        } while (last.planned());
        assertThat(last.type()).isEqualTo(PacketType.GOODBYE);
    }

    @Test
    void aPauseThatIsTooShortOrTooLongIsRefusedAtOnce() throws IOException {
        try (Heartbeat heartbeat = beating("127.0.0.1", Duration.ofHours(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> heartbeat.pause(Duration.ofMillis(999)))
                    .withMessageContaining("PT0.999S")
                    .withMessageContaining("1 second");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> heartbeat.pause(Duration.ofDays(7).plusMillis(1)))
                    .withMessageContaining("7 days");
        }
    }

    @Test
    void aClosedHeartbeatTakesNoOrders() throws IOException {
        Heartbeat heartbeat = beating("127.0.0.1", Duration.ofHours(1));
        heartbeat.close();
        heartbeat.pause(Duration.ofHours(1));
        heartbeat.resume();
        heartbeat.close();
    }

    private Heartbeat beating(String address, Duration interval) throws IOException {
        InetAddress loopback = InetAddress.getByName(address);
        assumeTrue(!(loopback instanceof Inet6Address) || NetworkInterface.getByInetAddress(loopback) != null);
        DatagramSocket socket = new DatagramSocket(0, loopback);
        monitor = socket;
        return Heartbeat.start(HeartbeatConfig.builder()
                .secret(secret)
                .port(socket.getLocalPort())
                .name("nas")
                .targets(address)
                .interval(interval)
                .build());
    }

    /** Right after a regular beat no question is answered: that beat is the answer. */
    private Beat hearOneThatIsNoAnswerToWhatComesNow() throws IOException {
        Beat beat = hear();
        for (long end = System.nanoTime() + FRESH_NANOS, left = FRESH_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return beat;
    }

    private Beat hear() throws IOException {
        monitor().setSoTimeout(60_000);
        return receive();
    }

    private Beat receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        monitor().receive(packet);
        host = packet.getSocketAddress();
        Opened opened = opener.open(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        return Objects.requireNonNull(opened).beat();
    }

    private boolean hearIfThereIsSomething() throws IOException {
        monitor().setSoTimeout(1);
        try {
            receive();
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private void ask(byte[] datagram) throws IOException {
        monitor().send(new DatagramPacket(datagram, datagram.length, Objects.requireNonNull(host)));
    }

    private byte[] question(Beat heard) {
        return new BeatSealer(key, "nas").sealSolicit(heard.epoch(), heard.sequence(), challenge++, 0, 400);
    }

    private DatagramSocket monitor() {
        return Objects.requireNonNull(monitor);
    }
}
