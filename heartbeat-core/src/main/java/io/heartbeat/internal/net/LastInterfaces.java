package io.heartbeat.internal.net;

import java.net.SocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's interfaces now, or as they were when the system told last: a process without a file descriptor left is told nothing, which
 * does not mean that it is off the network. Thread-safe.
 */
public final class LastInterfaces {
    private static final Logger log = LoggerFactory.getLogger(LastInterfaces.class);

    private final Interfaces.Source source;
    private volatile Interfaces last = Interfaces.NONE;

    public LastInterfaces() {
        this(Interfaces::present);
    }

    LastInterfaces(Interfaces.Source source) {
        this.source = source;
    }

    /** Looks at them. */
    public Interfaces present() {
        try {
            last = source.look();
        } catch (SocketException e) {
            log.debug("The system does not tell its interfaces; they are taken to be those of before", e);
        }
        return last;
    }
}
