package io.heartbeat.internal.monitor;

import io.heartbeat.internal.net.BeatReceiver;
import io.heartbeat.internal.net.LastInterfaces;
import io.heartbeat.internal.time.SleepWatch;
import java.net.InetAddress;
import java.util.Set;

/** What a monitor can find out about its own ability to hear. Asked by the thread that judges. */
@FunctionalInterface
public interface OwnSide {

    /** The present non-loopback addresses of this machine; empty when it is off the network. */
    Set<InetAddress> addresses();

    /** Whether a socket that listens is broken at present. */
    default boolean deaf() {
        return false;
    }

    /** How many datagrams the system threw away since the last call because the receive buffer was full; 0 if it does not tell. */
    default long dropped() {
        return 0;
    }

    /** Whether this machine is known not to have slept since the last call, so that its wall clock was set if that jumped. */
    default boolean wasAwake() {
        return false;
    }

    /** Of a monitor that hears through this receiver. */
    static OwnSide of(BeatReceiver receiver) {
        LastInterfaces interfaces = new LastInterfaces();
        SleepWatch sleep = SleepWatch.begin();
        return new OwnSide() {
            @Override
            public Set<InetAddress> addresses() {
                return interfaces.present().ownAddresses();
            }

            @Override
            public boolean deaf() {
                return receiver.deaf();
            }

            @Override
            public long dropped() {
                return receiver.dropped();
            }

            @Override
            public boolean wasAwake() {
                return sleep.wasAwake();
            }
        };
    }
}
