package io.heartbeat.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {
    private static final int PORT = 21_999;

    @TempDir
    Path proc;

    @BeforeEach
    void makeTables() throws IOException {
        Files.createDirectory(proc.resolve("fd"));
        openSocket(7, 64_161);
        Files.createSymbolicLink(proc.resolve("fd").resolve("8"), Path.of("/dev/null"));
        ipv4();
    }

    @Test
    void countsWhatWasDroppedSinceTheLastCall() throws IOException {
        KernelDrops drops = drops();
        assertThat(drops.sinceLast(PORT)).isZero();
        ipv4(row("55EF", 64_161, 0));
        assertThat(drops.sinceLast(PORT)).isZero();
        ipv4(row("55EF", 64_161, 1_234));
        assertThat(drops.sinceLast(PORT)).isEqualTo(1_234);
        assertThat(drops.sinceLast(PORT)).isZero();
        ipv4(row("55EF", 64_161, 1_240));
        assertThat(drops.sinceLast(PORT)).isEqualTo(6);
    }

    @Test
    void countsOnAllOurSocketsOfBothProtocols() throws IOException {
        openSocket(9, 70_000);
        ipv4(row("55EF", 64_161, 1));
        Files.write(
                proc.resolve("udp6"), List.of("header", row("00000000000000000000000000000000", "55EF", 70_000, 10)));

        assertThat(drops().sinceLast(PORT)).isEqualTo(11);
    }

    @Test
    void otherPortsAndTheSocketsOfOtherProcessesDoNotCount() throws IOException {
        ipv4(row("55F0", 64_161, 100), row("55EF", 99_999, 100));

        assertThat(drops().sinceLast(PORT)).isZero();
    }

    @Test
    void aSocketThatIsOpenedLaterCounts() throws IOException {
        KernelDrops drops = drops();
        drops.sinceLast(PORT);
        openSocket(10, 80_000);
        ipv4(row("55EF", 80_000, 5));

        assertThat(drops.sinceLast(PORT)).isEqualTo(5);
    }

    @Test
    void whatCannotBeReadCountsAsNone() throws IOException {
        ipv4("", "nonsense", row("55EF", 64_161, 5).replace(" 5", " many"));

        assertThat(drops().sinceLast(PORT)).isZero();
        Path nowhere = proc.resolve("nowhere");
        assertThat(new KernelDrops(List.of(nowhere), nowhere).sinceLast(PORT)).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRealSocketThatNobodyReadsDropsWhatDoesNotFit() throws IOException {
        KernelDrops drops = KernelDrops.ofThisProcess();
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket flood = new DatagramSocket()) {
            deaf.setReceiveBufferSize(4_096);
            assertThat(drops.sinceLast(deaf.getLocalPort())).isZero();
            byte[] datagram = new byte[1_000];
            for (int i = 0; i < 100; i++) {
                flood.send(new DatagramPacket(datagram, datagram.length, deaf.getLocalSocketAddress()));
            }

            assertThat(drops.sinceLast(deaf.getLocalPort())).isBetween(50L, 100L);
            assertThat(drops.sinceLast(deaf.getLocalPort())).isZero();
        }
    }

    private KernelDrops drops() {
        return new KernelDrops(List.of(proc.resolve("udp"), proc.resolve("udp6")), proc.resolve("fd"));
    }

    private void openSocket(int descriptor, int inode) throws IOException {
        Files.createSymbolicLink(proc.resolve("fd").resolve("" + descriptor), Path.of("socket:[" + inode + "]"));
    }

    private void ipv4(String... rows) throws IOException {
        String header =
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"
                        + " ref pointer drops             ";
        Files.writeString(proc.resolve("udp"), header + "\n" + String.join("\n", rows) + "\n");
    }

    private static String row(String port, int inode, int drops) {
        return row("00000000", port, inode, drops);
    }

    private static String row(String address, String port, int inode, int drops) {
        return " 3170: " + address + ":" + port + " " + address
                + ":0000 07 00000000:00000000 00:00000000 00000000  1000        0 " + inode + " 2 0000000000000000 "
                + drops;
    }
}
