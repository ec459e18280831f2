package io.heartbeat.examples.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process of a {@link Flood}: obeys the lines {@code flood ADDRESS PORT KINDS HEX...} and {@code stop}, upon which it prints how many
 * datagrams it sent. Each kind has a thread that sends as fast as it can.
 */
final class FloodProcess {
    /** So many different datagrams are made beforehand: making them must not be what takes the time. */
    private static final int VARIETY = 4_096;

    private final AtomicLong sent = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private FloodProcess() {}

    public static void main(String[] arguments) throws Exception {
        FloodProcess flood = new FloodProcess();
        System.out.println(TestProcess.READY);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ", -1);
            if (order[0].equals("flood")) {
                flood.begin(order);
            } else {
                flood.end();
            }
        }
    }

    private void begin(String[] order) {
        InetSocketAddress target = new InetSocketAddress(order[1], Integer.parseInt(order[2]));
        List<byte[]> genuine = Arrays.stream(order)
                .skip(4)
                .map(hex -> HexFormat.of().parseHex(hex))
                .toList();
        sent.set(0);
        stopped = false;
        for (String kind : order[3].split(",", -1)) {
            List<ByteBuffer> datagrams = FloodKind.valueOf(kind).datagrams(genuine, VARIETY);
            Thread thread = new Thread(() -> pour(datagrams, target));
            threads.add(thread);
            thread.start();
        }
    }

    private void end() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
        System.out.println(sent.get());
    }

    private void pour(List<ByteBuffer> datagrams, InetSocketAddress target) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(target);
            while (!stopped) {
                for (ByteBuffer datagram : datagrams) {
                    sent.addAndGet(send(channel, datagram.duplicate()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int send(DatagramChannel channel, ByteBuffer datagram) {
        try {
            channel.write(datagram);
            return 1;
        } catch (IOException nobodyListens) {
            return 0;
        }
    }
}
