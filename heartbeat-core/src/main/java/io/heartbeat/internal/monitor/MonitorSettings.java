package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.wire.KeyRing;
import java.net.InetAddress;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor's judgement depends on.
 *
 * @param name the monitor's own host name, for events about itself
 * @param keys the secrets it opens beats with
 * @param detector how much silence is too much
 * @param maxHosts how many hosts it tracks at most
 * @param ignoredProcess beats of the process with this id do not count; 0 for none
 * @param legacySecret the plaintext secret of the 2014 tool to listen for as well, or null
 * @param ownAddresses the present non-loopback addresses of this machine; empty when it is off the network
 */
public record MonitorSettings(
        String name,
        KeyRing keys,
        FailureDetector detector,
        int maxHosts,
        long ignoredProcess,
        @Nullable String legacySecret,
        Supplier<Set<InetAddress>> ownAddresses) {}
