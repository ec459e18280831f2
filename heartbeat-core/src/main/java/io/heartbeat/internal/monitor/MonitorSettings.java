package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.wire.KeyRing;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor's judgement depends on.
 *
 * @param name the monitor's own host name, for events about itself
 * @param keys the secrets it opens beats with
 * @param target how much silence is too much
 * @param maxHosts how many hosts it tracks at most
 * @param ignoredProcess beats of the process with this id do not count; 0 for none
 * @param legacySecret the plaintext secret of the 2014 tool to listen for as well, or null
 * @param denied names of hosts and numbers of tokens whose beats do not count
 * @param ownSide what it can find out about its own ability to hear
 * @param interfaces looks at the machine's network interfaces, to say on which of them the network of an address is
 */
public record MonitorSettings(
        String name,
        KeyRing keys,
        DetectionTarget target,
        int maxHosts,
        long ignoredProcess,
        @Nullable String legacySecret,
        Set<String> denied,
        OwnSide ownSide,
        Supplier<Function<InetAddress, List<String>>> interfaces) {

    /** Copies the set. */
    public MonitorSettings {
        denied = Set.copyOf(denied);
    }

    /** Of a monitor that denies nobody and does not tell its interfaces apart. */
    public MonitorSettings(
            String name,
            KeyRing keys,
            DetectionTarget target,
            int maxHosts,
            long ignoredProcess,
            @Nullable String legacySecret,
            OwnSide ownSide) {
        this(name, keys, target, maxHosts, ignoredProcess, legacySecret, Set.of(), ownSide, () -> address -> List.of());
    }
}
