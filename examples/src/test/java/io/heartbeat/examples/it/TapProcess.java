package io.heartbeat.examples.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The process of a {@link Tap}: prints {@code SOURCE HEX} for each datagram, and obeys the lines
 * {@code send ADDRESS PORT HEX}.
 */
final class TapProcess {
    private TapProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(true);
            socket.setBroadcast(true);
            socket.bind(new InetSocketAddress(Integer.parseInt(arguments[0])));
            System.out.println(TestProcess.READY);
            Thread speaker = new Thread(() -> obey(socket));
            speaker.setDaemon(true);
            speaker.start();
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            while (true) {
                packet.setLength(2_048);
                socket.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                System.out.println(packet.getAddress().getHostAddress() + " "
                        + HexFormat.of().formatHex(bytes));
            }
        }
    }

    private static void obey(DatagramSocket socket) {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(order -> obey(order, socket));
    }

    private static void obey(String[] order, DatagramSocket socket) {
        try {
            InetAddress address = InetAddress.getByName(order[1]);
            InetSocketAddress target = new InetSocketAddress(address, Integer.parseInt(order[2]));
            byte[] bytes = HexFormat.of().parseHex(order[3]);
            socket.send(new DatagramPacket(bytes, bytes.length, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
