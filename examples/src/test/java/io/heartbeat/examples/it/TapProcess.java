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
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The process of a {@link Tap}: prints {@code SOURCE HEX} for each datagram, and obeys the lines
 * {@code send|flood ADDRESS PORT HEX}.
 */
final class TapProcess {
    private static final int FLOOD_PER_SECOND = 20_000;
    private static final int LONGEST_NOISE = 1_400;

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
            if (order[0].equals("send")) {
                socket.send(new DatagramPacket(bytes, bytes.length, target));
            } else {
                flood(target, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flood(InetSocketAddress target, byte[] genuine) throws IOException {
        Random random = new Random(1);
        try (DatagramSocket socket = new DatagramSocket()) {
            long start = System.nanoTime();
            for (long sent = 0; true; sent++) {
                byte[] rubbish = random.nextBoolean() ? noise(random) : damaged(genuine, random);
                socket.send(new DatagramPacket(rubbish, rubbish.length, target));
                LockSupport.parkNanos(start + sent * 1_000_000_000L / FLOOD_PER_SECOND - System.nanoTime());
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(LONGEST_NOISE)];
        random.nextBytes(noise);
        return noise;
    }

    /** Nearly right is what costs a monitor most. */
    private static byte[] damaged(byte[] genuine, Random random) {
        byte[] damaged = genuine.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        return damaged;
    }
}
