package io.heartbeat.benchmarks.performance;

import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Datagrams of one length, made before they are sent, each host's turn coming after those of all others. */
final class Magazine {
    /** With a name of 12 bytes and a process id. */
    static final int LENGTH = 128;

    private static final int KEY_ID = 4;
    private static final int SENDER_ID = 8;

    private final BeatSealer[] hosts;
    private final long[] sequences;
    private final SplittableRandom random = new SplittableRandom();
    private final long epoch = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();
    private final long gapMillis;
    private int turn;

    /** @param keys each host has the next one of these */
    Magazine(List<GroupKey> keys, int hosts, long gapMillis) {
        this.gapMillis = gapMillis;
        this.hosts = IntStream.range(0, hosts)
                .mapToObj(host -> new BeatSealer(keys.get(host % keys.size()), name(host)))
                .toArray(BeatSealer[]::new);
        this.sequences = new long[hosts];
    }

    private static String name(int host) {
        return "host-%07d".formatted(host);
    }

    void fill(ByteBuffer space, Traffic traffic) {
        space.clear();
        while (space.remaining() >= LENGTH) {
            space.put(next(traffic));
        }
        space.flip();
    }

    private byte[] next(Traffic traffic) {
        switch (traffic) {
            case GARBAGE -> {
                return noise();
            }
            case STRANGERS -> {
                byte[] datagram = noise();
                System.arraycopy(beat(), 0, datagram, 0, SENDER_ID);
                return datagram;
            }
            case WRONG_KEY -> {
                byte[] datagram = beat();
                datagram[KEY_ID]++;
                return datagram;
            }
            case BAD_TAGS -> {
                byte[] datagram = beat();
                datagram[LENGTH - 1]++;
                return datagram;
            }
            default -> {
                return beat();
            }
        }
    }

    private byte[] noise() {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] beat() {
        int host = turn;
        turn = (turn + 1) % hosts.length;
        long uptimeMicros = (System.nanoTime() - startNanos) / 1_000;
        long processId = ProcessHandle.current().pid();
        byte[] beat = hosts[host].seal(
                PacketType.BEAT,
                epoch,
                sequences[host]++,
                uptimeMicros,
                System.currentTimeMillis(),
                gapMillis,
                0,
                processId,
                0,
                null);
        if (beat.length != LENGTH) {
            throw new IllegalStateException("a beat of " + beat.length + " bytes");
        }
        return beat;
    }
}
