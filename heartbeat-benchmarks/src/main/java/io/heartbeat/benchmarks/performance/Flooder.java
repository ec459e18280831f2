package io.heartbeat.benchmarks.performance;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A process that sends datagrams as fast as one processor can: many with each call of the system (sendmmsg), or many as one that the
 * kernel cuts into pieces, which is faster than anybody can receive. Does what its standard input says: {@code load TRAFFIC COUNT},
 * {@code send ADDRESS PORT PER-SECOND segments|calls}.
 */
final class Flooder {
    private static final int PER_CALL = 60;

    private final Magazine magazine;
    private final Channel channel;
    private ByteBuffer loaded = ByteBuffer.allocateDirect(0);

    private Flooder(Magazine magazine) throws InterruptedException {
        this.magazine = magazine;
        channel = new Bootstrap()
                .group(new EpollEventLoopGroup(1))
                .channel(EpollDatagramChannel.class)
                .option(ChannelOption.SO_BROADCAST, true)
                .handler(new ChannelInboundHandlerAdapter())
                .bind(0)
                .sync()
                .channel();
    }

    /** {@code HOSTS GAP-MILLIS}; see {@link Keys} for the environment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Flooder flooder = new Flooder(
                new Magazine(Keys.groupKeysFromEnvironment(), Integer.parseInt(args[0]), Long.parseLong(args[1])));
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(flooder.obey(order.split(" ", -1)));
        }
        System.exit(0);
    }

    private String obey(String[] order) throws InterruptedException {
        if (order[0].equals("load")) {
            int bytes = Integer.parseInt(order[2]) * Magazine.LENGTH;
            if (loaded.capacity() != bytes) {
                loaded = ByteBuffer.allocateDirect(bytes);
            }
            magazine.fill(loaded, Traffic.valueOf(order[1]));
            return "loaded";
        }
        InetSocketAddress target = new InetSocketAddress(order[1], Integer.parseInt(order[2]));
        long perSecond = Long.parseLong(order[3]);
        boolean segmented = order[4].equals("segments");
        return "sent "
                + channel.eventLoop()
                        .submit(() -> send(target, perSecond, segmented))
                        .sync()
                        .getNow();
    }

    /** Answers how many nanoseconds it took. What is not sent is seen at the other end. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private long send(InetSocketAddress target, long perSecond, boolean segmented) {
        ByteBuf all = Unpooled.wrappedBuffer(loaded.duplicate());
        long begin = System.nanoTime();
        int count = all.readableBytes() / Magazine.LENGTH;
        for (int sent = 0; sent < count; ) {
            int number = Math.min(PER_CALL, count - sent);
            if (segmented) {
                ByteBuf part = all.retainedSlice(sent * Magazine.LENGTH, number * Magazine.LENGTH);
                channel.write(new SegmentedDatagramPacket(part, Magazine.LENGTH, target), channel.voidPromise());
            } else {
                for (int i = 0; i < number; i++) {
                    ByteBuf part = all.retainedSlice((sent + i) * Magazine.LENGTH, Magazine.LENGTH);
                    channel.write(new DatagramPacket(part, target), channel.voidPromise());
                }
            }
            channel.flush();
            sent += number;
            while (perSecond > 0 && (System.nanoTime() - begin) / 1e9 * perSecond < sent) {
                Thread.onSpinWait();
            }
        }
        all.release();
        return System.nanoTime() - begin;
    }
}
