package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An application that beats and watches, and takes everything for itself when told to: {@code memory}, {@code descriptors} or
 * {@code threads}, until {@code release}, or for some seconds if it is memory; {@code threads?} asks for the threads of the library; {@code close}
 * ends it. Prints each event as {@code TYPE HOST}.
 */
final class StarvedApplication {
    private static final long HOARDED_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int SMALLEST_ARRAY = 16;

    private static volatile CountDownLatch release = new CountDownLatch(0);

    private StarvedApplication() {}

    public static void main(String[] arguments) throws Exception {
        Secret secret = Secret.of(System.getenv("HEARTBEAT_SECRET"));
        int port = Integer.parseInt(arguments[0]);
        MonitorConfig watching = MonitorConfig.builder()
                .secret(secret)
                .port(port)
                .bind("127.0.0.1")
                .stateDirectory(Path.of(arguments[2]))
                .build();
        HeartbeatConfig beating = HeartbeatConfig.builder()
                .secret(secret)
                .name("starved")
                .targets("127.0.0.1:" + arguments[1])
                .interval(Duration.ofMillis(200))
                .build();
        Heartbeat heartbeat = Heartbeat.start(beating);
        Monitor monitor = Monitor.start(watching, StarvedApplication::print);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say("ready");
        for (String order = orders.readLine();
                order != null && !"close".equals(order); // whoever gives orders may be gone
                order = orders.readLine()) {
            if ("release".equals(order)) {
                release.countDown();
            } else if ("threads?".equals(order)) {
                say("threads: " + threads());
            } else if ("memory".equals(order)) {
                takeMemory();
            } else {
                release = new CountDownLatch(1);
                String what = order;
                new Thread(() -> take(what)).start();
            }
        }
        long begin = System.nanoTime();
        monitor.close();
        heartbeat.close();
        say("closed " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private static void take(String what) {
        if ("descriptors".equals(what)) {
            takeDescriptors();
        } else {
            takeThreads();
        }
        say("released");
    }

    /** All of it, down to the last bytes, and for some seconds whatever others give back, too. Meanwhile no order could be read. */
    @SuppressWarnings("ThreadPriorityCheck") // others may have what they can get
    private static void takeMemory() {
        byte[][] hoard = new byte[1 << 18][];
        int size = 1 << 20;
        long allTakenNanos = 0;
        for (int i = 0; allTakenNanos == 0 || System.nanoTime() - allTakenNanos < HOARDED_NANOS; ) {
            try {
                hoard[i] = new byte[size];
                i = Math.min(i + 1, hoard.length - 1);
            } catch (OutOfMemoryError taken) {
                if (size == 1 << 20) {
                    System.out.println("taken");
                }
                if (size > SMALLEST_ARRAY) {
                    size /= 2;
                } else if (allTakenNanos == 0) {
                    allTakenNanos = System.nanoTime();
                }
                Thread.yield();
            }
        }
    }

    private static void takeDescriptors() {
        List<FileInputStream> open = new ArrayList<>();
        try {
            while (true) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException taken) {
            System.out.println("taken");
        }
        awaitRelease();
        for (FileInputStream file : open) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void takeThreads() {
        for (long stackSize = 64 << 20; stackSize >= 1 << 20; stackSize /= 4) {
            takeThreads(stackSize);
        }
        System.out.println("taken");
        awaitRelease();
    }

    /** Until the address space has no room for such a stack. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void takeThreads(long stackSize) {
        try {
            while (true) {
                Thread thread = new Thread(null, StarvedApplication::awaitRelease, "taken", stackSize);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (OutOfMemoryError taken) {
            Thread.yield();
        }
    }

    private static void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static void awaitMemory() {
        for (byte[] enough = null; enough == null; ) {
            try {
                enough = new byte[1 << 16];
            } catch (OutOfMemoryError none) {
                Thread.yield();
            }
        }
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("heartbeat-"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** A listener that fails for want of memory has been told all the same: so this one waits until there is some. */
    private static void print(HeartbeatEvent event) {
        awaitMemory();
        say(event.type() + " " + event.host());
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
