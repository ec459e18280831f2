package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.LOOPBACK;
import static io.heartbeat.internal.net.Links.interfaces;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real loopback sockets: what a socket does is the point. */
@Timeout(60)
class BeatReceiverTest {
    private static final long LONG = SECONDS.toNanos(10);

    private final ManualClock clock = new ManualClock();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Test
    void hearsWhatABeatSocketSendsOverIpv4() throws IOException {
        BeatReceiver receiver = listen("*", 0);

        sendTo("127.0.0.1", receiver.port(), "beat");

        assertThat(nextFrom(receiver)).isEqualTo("beat");
    }

    @Test
    void tellsWhereADatagramCameFrom() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1", 0);
        sendTo("127.0.0.1", receiver.port(), "beat");

        receiver.await(LONG);
        InetSocketAddress source = receiver.receive(buffer);

        assertThat(source).isNotNull().extracting(InetSocketAddress::getAddress).isEqualTo(Links.ip("127.0.0.1"));
    }

    @Test
    void drainsWhatIsQueuedAndThenSaysSo() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1", 0);
        sendTo("127.0.0.1", receiver.port(), "one");
        sendTo("127.0.0.1", receiver.port(), "two");

        assertThat(nextFrom(receiver)).isEqualTo("one");
        assertThat(nextFrom(receiver)).isEqualTo("two");
        assertThat(receiver.receive(buffer)).isNull();
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void anEmptyDatagramIsADatagram() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1", 0);
        sendTo("127.0.0.1", receiver.port(), "");
        sendTo("127.0.0.1", receiver.port(), "beat");

        assertThat(nextFrom(receiver)).isEmpty();
        assertThat(nextFrom(receiver)).isEqualTo("beat");
    }

    @Test
    void listensOnSeveralAddresses() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1,127.0.0.2", 0);

        sendTo("127.0.0.1", receiver.port(), "one");
        assertThat(nextFrom(receiver)).isEqualTo("one");
        sendTo("127.0.0.2", receiver.port(), "two");
        assertThat(nextFrom(receiver)).isEqualTo("two");
    }

    @Test
    void hearsAGroupOnAMachineThatHasNothingButLoopback() throws IOException {
        BeatReceiver receiver = BeatReceiver.open(
                ListeningPoint.of(Bind.parseAll("multicast:239.255.72.66")), 0, clock, loopbackOnly());
        opened.add(receiver);
        List<Target> group = Target.parseAll("multicast:239.255.72.66:" + receiver.port(), 1);
        BeatSocket sender = new BeatSocket(group, loopbackOnly(), NameLookup.of(List.of(), clock), new ChannelOutlet());
        opened.add(sender);

        sender.send(ByteBuffer.wrap("beat".getBytes(StandardCharsets.UTF_8)));

        assertThat(nextFrom(receiver)).isEqualTo("beat");
    }

    @Test
    void twoReceiversShareAPort() throws IOException {
        BeatReceiver first = listen("*", 0);

        assertThat(listen("*", first.port()).port()).isEqualTo(first.port());
    }

    @Test
    void aPortThatIsNotSharedIsRefusedInClearWords() throws IOException {
        DatagramChannel selfish = DatagramChannel.open();
        opened.add(selfish);
        selfish.bind(new InetSocketAddress(0));
        int port = selfish.socket().getLocalPort();

        assertThatIOException()
                .isThrownBy(() -> listen("*", port))
                .withMessageContaining("UDP port " + port + " (all addresses)")
                .withMessageContaining("set another port");
    }

    @Test
    void anAddressThatIsNotOursIsRefusedInClearWords() {
        assertThatIOException()
                .isThrownBy(() -> listen("192.0.2.1", 21999))
                .withMessageContaining("UDP port 21999 (192.0.2.1)")
                .withMessageContaining("monitor.bind");
    }

    @Test
    void aRefusalLeavesNothingOpen() throws IOException {
        BeatReceiver before = listen("127.0.0.1", 0);
        int port = before.port();
        before.close();

        assertThatIOException().isThrownBy(() -> listen("127.0.0.1,192.0.2.1", port));

        DatagramChannel alone = DatagramChannel.open();
        opened.add(alone);
        assertThat(alone.bind(new InetSocketAddress(Links.ip("127.0.0.1"), port))
                        .isOpen())
                .isTrue();
    }

    @Test
    void aBrokenChannelIsOpenedAnewOnTheSamePortAfterAPause() throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        BeatReceiver receiver = receiverRecording(channels);
        int port = receiver.port();

        channels.get(0).close();
        receiver.await(0);
        assertThat(receiver.receive(buffer)).isNull();
        clock.advance(Duration.ofMillis(999));
        receiver.await(0);
        assertThat(channels).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        receiver.await(0);
        assertThat(channels).hasSize(2);
        sendTo("127.0.0.1", port, "beat");
        assertThat(nextFrom(receiver)).isEqualTo("beat");
    }

    @Test
    void wakeupEndsTheWait() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1", 0);

        receiver.wakeup();
        receiver.await(LONG);

        assertThat(receiver.receive(buffer)).isNull();
    }

    @Test
    void anInterruptEndsOneWaitAndBreaksNothing() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1", 0);

        Thread.currentThread().interrupt();
        receiver.await(LONG);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        sendTo("127.0.0.1", receiver.port(), "beat");
        assertThat(nextFrom(receiver)).isEqualTo("beat");
    }

    @Test
    void afterCloseItHearsNothingAndThePortIsFree() throws IOException {
        BeatReceiver receiver = listen("127.0.0.1", 0);
        int port = receiver.port();

        receiver.close();
        receiver.close();
        receiver.wakeup();
        receiver.await(LONG);

        assertThat(receiver.receive(buffer)).isNull();
        DatagramChannel next = DatagramChannel.open();
        opened.add(next);
        assertThat(next.bind(new InetSocketAddress(Links.ip("127.0.0.1"), port)).isOpen())
                .isTrue();
    }

    private BeatReceiver listen(String binds, int port) throws IOException {
        BeatReceiver receiver = BeatReceiver.open(Bind.parseAll(binds), port, clock);
        opened.add(receiver);
        return receiver;
    }

    private InterfaceWatch loopbackOnly() {
        return new InterfaceWatch(() -> interfaces(LOOPBACK), clock);
    }

    private BeatReceiver receiverRecording(List<DatagramChannel> channels) throws IOException {
        ListeningPoint point = new ListeningPoint("loopback", List.of(), port -> {
            DatagramChannel channel = ListeningChannels.open(new InetSocketAddress(Links.ip("127.0.0.1"), port));
            channels.add(channel);
            return channel;
        });
        BeatReceiver receiver = BeatReceiver.open(List.of(List.of(point)), 0, clock, loopbackOnly());
        opened.add(receiver);
        return receiver;
    }

    private void sendTo(String address, int port, String text) throws IOException {
        try (BeatSocket socket = BeatSocket.open(List.of(new Target.Named(address, port)), clock)) {
            socket.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String nextFrom(BeatReceiver receiver) {
        while (receiver.receive(buffer) == null) {
            receiver.await(LONG);
        }
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }
}
