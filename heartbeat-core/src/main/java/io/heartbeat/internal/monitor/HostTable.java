package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.LatenessModel;
import io.heartbeat.internal.wire.HostCipher;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.SenderId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All hosts the monitor knows, by name; bounded. A host keeps its name when its secret, and so its sender id, changes. */
final class HostTable {
    private static final int MOST_ASKED = 16;
    private static final int ENOUGH_BEATS = 1_000;

    private final int capacity;
    private final Map<String, WatchedHost> byName = new LinkedHashMap<>();
    private final SenderTable bySender = new SenderTable();
    /** Whose cipher was asked for last. */
    private @Nullable WatchedHost claimed;

    HostTable(int capacity) {
        this.capacity = capacity;
    }

    boolean full() {
        return byName.size() >= capacity;
    }

    @Nullable
    WatchedHost find(String name) {
        return byName.get(name);
    }

    /** The cipher that opened the last beat of this sender, or null. */
    @Nullable
    HostCipher cipher(SenderId sender) {
        claimed = bySender.find(sender);
        return claimed == null ? null : claimed.cipher;
    }

    /** Whose beat it is. Its cipher has just been asked for, which spares a second look into a table that fits no cache. */
    @Nullable
    WatchedHost find(Opened opened) {
        WatchedHost host = claimed;
        return host != null && host.cipher == opened.cipher()
                ? host
                : find(opened.beat().host());
    }

    void add(WatchedHost host) {
        byName.put(host.name, host);
    }

    /** Keeps the host's ready cipher, so that its next beat needs no key derivation. */
    void bind(WatchedHost host, Opened opened) {
        host.keys = opened.beat().keys();
        if (!opened.beat().sender().equals(host.sender())) {
            unbind(host);
            bySender.add(opened.cipher().sender(), host);
            host.cipher = opened.cipher();
        }
    }

    private void unbind(WatchedHost host) {
        if (host.cipher != null) {
            bySender.remove(host.cipher.sender());
            host.cipher.retire();
        }
    }

    @Nullable
    WatchedHost remove(String name) {
        WatchedHost host = byName.remove(name);
        if (host != null) {
            host.forgotten = true;
            unbind(host);
        }
        return host;
    }

    /**
     * What a host with this gap, which is new, can inherit: what was learnt of the one with the same gap that taught most. Only a few are
     * asked.
     */
    LatenessModel learntNear(long gapNanos) {
        LatenessModel best = new LatenessModel();
        int asked = 0;
        for (WatchedHost host : byName.values()) {
            boolean alike = Math.abs(host.gapNanos - gapNanos) <= gapNanos / 4;
            if (alike && host.detector.model().beats() > Math.max(best.beats(), ENOUGH_BEATS)) {
                best = host.detector.model();
            }
            if (++asked == MOST_ASKED) {
                break;
            }
        }
        return best.inherited();
    }

    /** In the order in which they were first heard. */
    Collection<WatchedHost> all() {
        return byName.values();
    }
}
