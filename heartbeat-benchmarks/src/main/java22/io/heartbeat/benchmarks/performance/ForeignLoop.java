package io.heartbeat.benchmarks.performance;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives and forgets, up to 64 datagrams with each call of the system (recvmmsg), without any native code of its own; Linux on x86-64.
 * For Java 22 and later, so it is compiled where it is run: see {@link Foreign}.
 */
final class ForeignLoop implements Receiver {
    private static final int PER_CALL = 64;
    private static final int LONGEST = 2_048;
    private static final int BUFFER = 4 << 20;

    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVTIMEO = 20;
    private static final int MSG_WAITFORONE = 0x10000;
    private static final int LOOPBACK = 0x7f000001;

    /** Of struct mmsghdr, and in it where the list of buffers is and how many there are; of struct iovec, sockaddr_in, timeval. */
    private static final int MMSGHDR = 64;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int IOVEC = 16;
    private static final int SOCKADDR_IN = 16;
    private static final int TIMEVAL = 16;

    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle NAME = function("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle OPTION = function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECEIVE = function("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle CLOSE = function("close", JAVA_INT);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment headers = arena.allocate(PER_CALL * MMSGHDR, 8);
    private final AtomicLong received = new AtomicLong();
    private final int socket;
    private final int port;
    private final Thread thread;
    private volatile boolean closing;

    ForeignLoop() throws Throwable {
        socket = checked((int) SOCKET.invokeExact(AF_INET, SOCK_DGRAM, 0));
        MemorySegment value = arena.allocate(TIMEVAL, 8);
        value.set(JAVA_INT, 0, BUFFER);
        checked((int) OPTION.invokeExact(socket, SOL_SOCKET, SO_RCVBUF, value, Integer.BYTES));
        value.set(JAVA_LONG, 0, 1); // second, so that it can end
        checked((int) OPTION.invokeExact(socket, SOL_SOCKET, SO_RCVTIMEO, value, TIMEVAL));
        MemorySegment address = arena.allocate(SOCKADDR_IN, 8);
        address.set(JAVA_SHORT, 0, (short) AF_INET);
        address.set(JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), 4, LOOPBACK);
        checked((int) BIND.invokeExact(socket, address, SOCKADDR_IN));
        value.set(JAVA_INT, 0, SOCKADDR_IN);
        checked((int) NAME.invokeExact(socket, address, value));
        port = Short.toUnsignedInt(address.get(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2));
        for (int i = 0; i < PER_CALL; i++) {
            MemorySegment vector = arena.allocate(IOVEC, 8);
            vector.set(ADDRESS, 0, arena.allocate(LONGEST, 8));
            vector.set(JAVA_LONG, Long.BYTES, LONGEST);
            headers.set(ADDRESS, (long) i * MMSGHDR + MSG_IOV, vector);
            headers.set(JAVA_LONG, (long) i * MMSGHDR + MSG_IOVLEN, 1);
        }
        thread = new Thread(this::run, "foreign");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long count = 0;
        try {
            while (!closing) {
                int filled = (int) RECEIVE.invokeExact(socket, headers, PER_CALL, MSG_WAITFORONE, MemorySegment.NULL);
                count += Math.max(0, filled);
                received.lazySet(count);
            }
            checked((int) CLOSE.invokeExact(socket));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle function(String name, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private static int checked(int result) {
        if (result < 0) {
            throw new IllegalStateException("the system refused");
        }
        return result;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long received() {
        return received.get();
    }

    @Override
    public long threadId() {
        return thread.threadId();
    }

    @Override
    public void close() {
        closing = true;
    }
}
