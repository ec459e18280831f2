package io.heartbeat.internal.net;

import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The present addresses of host names, looked up away from the caller's thread: DNS may take its time or say nothing.
 * Last good addresses stay in use while a name does not resolve. Address literals are known from the start.
 */
final class NameLookup {

    /** Asks for the addresses of a name; may block for as long as it likes. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(NameLookup.class);
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long RETRY_SECONDS = 5;
    private static final int ADDRESSES_PER_NAME = 4;

    private final Clock clock;
    private final Resolver resolver;
    private final Executor background;
    private final Map<String, Name> names = new HashMap<>();
    private final Outages<String> outages = new Outages<>();
    private final AtomicBoolean running = new AtomicBoolean();

    NameLookup(Collection<String> hosts, Clock clock, Resolver resolver, Executor background) {
        this.clock = clock;
        this.resolver = resolver;
        this.background = background;
        long now = clock.monotonicNanos();
        hosts.forEach(host -> names.put(host, new Name(host, now)));
    }

    static NameLookup of(Collection<String> hosts, Clock clock) {
        return new NameLookup(hosts, clock, InetAddress::getAllByName, task -> Threads.start("resolver", task));
    }

    /** The addresses last found for one of the hosts; empty until there are any. */
    List<InetAddress> addresses(String host) {
        Name name = names.get(host);
        return name == null ? List.of() : name.addresses;
    }

    /** Starts to look up the names that are due, in the background, unless that is still going on. */
    void refresh() {
        long now = clock.monotonicNanos();
        if (names.values().stream().anyMatch(name -> name.isDue(now)) && running.compareAndSet(false, true)) {
            try {
                background.execute(() -> lookUp(now));
            } catch (RuntimeException | Error e) { // there may be no thread to be had
                running.set(false);
                log.debug("Names cannot be looked up now; they will with the next beat", e);
            }
        }
    }

    private void lookUp(long now) {
        try {
            names.values().stream().filter(name -> name.isDue(now)).forEach(this::lookUp);
        } finally {
            running.set(false);
        }
    }

    private void lookUp(Name name) {
        try {
            InetAddress[] found = resolver.resolve(name.host);
            name.addresses =
                    Stream.of(found).distinct().limit(ADDRESSES_PER_NAME).toList();
            name.dueNanos = clock.monotonicNanos() + REFRESH_NANOS;
            if (outages.ends(name.host)) {
                log.info("{} resolves again, to {}", name.host, name.addresses);
            }
        } catch (IOException | RuntimeException e) {
            name.dueNanos = clock.monotonicNanos() + TimeUnit.SECONDS.toNanos(RETRY_SECONDS);
            if (outages.begins(name.host)) {
                log.warn(
                        "Cannot find the address of {} ({}); {}. Check the name and DNS; trying again every {} s.",
                        name.host,
                        e.toString(),
                        name.addresses.isEmpty() ? "it gets no beats" : "beats still go to " + name.addresses,
                        RETRY_SECONDS);
            }
        }
    }

    private static final class Name {
        final String host;
        final boolean literal;
        volatile List<InetAddress> addresses;
        volatile long dueNanos;

        Name(String host, long now) {
            InetAddress address = IpLiteral.parse(host);
            this.host = host;
            this.literal = address != null;
            this.addresses = address == null ? List.of() : List.of(address);
            this.dueNanos = now;
        }

        boolean isDue(long now) {
            return !literal && now - dueNanos >= 0;
        }
    }
}
