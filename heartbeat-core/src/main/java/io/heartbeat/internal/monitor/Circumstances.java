package io.heartbeat.internal.monitor;

import io.heartbeat.event.Evidence;
import io.heartbeat.internal.time.Moment;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what a verdict on a host rests on. What takes long to find out is found out once per round at most. */
final class Circumstances {
    private final Silences silences;
    private final Supplier<Function<InetAddress, List<String>>> interfaces;
    private final RoundDelays delays;

    private @Nullable Moment looked;
    private Function<InetAddress, List<String>> present = address -> List.of();

    Circumstances(
            Collection<WatchedHost> hosts, Supplier<Function<InetAddress, List<String>>> interfaces, Moment start) {
        silences = new Silences(hosts);
        this.interfaces = interfaces;
        delays = new RoundDelays(start.nanos());
    }

    /** The monitor came to a round so much later than it had planned. */
    void roundWasLate(long nanos, Moment now) {
        delays.add(nanos, now.nanos());
    }

    Evidence evidence(WatchedHost host, Moment now) {
        return new Evidence(
                host.silence(now).dividedBy(Duration.ofNanos(host.gapNanos)),
                Duration.ofNanos(host.gapNanos),
                host.detector.loss(),
                host.heard,
                Duration.ofNanos(host.detector.jitterNanos()),
                Duration.ofNanos(host.detector.deadlineNanos()),
                host.detector.solicitations(),
                Duration.ofNanos(delays.worstNanos(now.nanos())),
                host.addressText(),
                interfacesTo(host.address(), now),
                silences.with(host, now));
    }

    private List<String> interfacesTo(@Nullable InetAddress address, Moment now) {
        if (address == null) {
            return List.of();
        }
        if (!now.equals(looked)) {
            looked = now;
            present = interfaces.get();
        }
        return present.apply(address);
    }
}
