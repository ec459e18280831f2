package io.heartbeat.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A burst of beats has to wait somewhere, and where the system grants too little, somebody has to say so. */
class ReceiveBufferTest {
    private static final int WANTED = 4 << 20;

    @Test
    @EnabledOnOs(OS.LINUX)
    void asksForFourMegabytesOrWhatTheSystemGrants() throws IOException {
        int most = Integer.parseInt(
                Files.readAllLines(Path.of("/proc/sys/net/core/rmem_max")).get(0));
        try (DatagramChannel channel = ListeningChannels.openIpv4Wildcard(0)) {
            assertThat(channel.getOption(StandardSocketOptions.SO_RCVBUF)).isEqualTo(Math.min(most, WANTED));
        }
    }

    @Test
    void aSmallBufferIsToldWithTheCommandThatRaisesIt() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 64 << 10);

            assertThat(ListeningChannels.bufferAdvice(channel))
                    .startsWith("The system grants 64 KiB of receive buffer instead of 4096 KiB")
                    .endsWith("sysctl -w net.core.rmem_max=4194304");
        }
    }
}
