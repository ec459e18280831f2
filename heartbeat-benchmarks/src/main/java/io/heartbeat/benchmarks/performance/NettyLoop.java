package io.heartbeat.benchmarks.performance;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Receives and forgets with Netty's native transport, as many datagrams as there are with each call of the system (recvmmsg). */
final class NettyLoop implements Receiver {
    private static final int LONGEST = 2_048;
    private static final int PER_CALL = 64;
    private static final int BUFFER = 4 << 20;

    private final AtomicLong received = new AtomicLong();
    private final EpollEventLoopGroup group = new EpollEventLoopGroup(1, new DefaultThreadFactory("netty", true));
    private final Channel channel;
    private final long threadId;

    NettyLoop() throws InterruptedException {
        channel = new Bootstrap()
                .group(group)
                .channel(EpollDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, BUFFER)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LONGEST)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(PER_CALL * LONGEST))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        received.lazySet(received.getPlain() + 1);
                        ReferenceCountUtil.release(message);
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        threadId = channel.eventLoop()
                .submit(() -> Thread.currentThread().getId())
                .sync()
                .getNow();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public long received() {
        return received.get();
    }

    @Override
    public long threadId() {
        return threadId;
    }

    /** The process ends soon after. */
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void close() {
        channel.close();
        group.shutdownGracefully();
    }
}
