package io.heartbeat.hardware.smart;

import io.heartbeat.spi.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of one disk from check to check. Used by one thread at a time. */
final class Disk {
    private final Device device;
    private @Nullable DiskIdentity identity;
    private volatile @Nullable Child hanging;
    private int silences;
    private List<Condition> lastFound = List.of();

    Disk(Device device) {
        this.device = device;
    }

    Device device() {
        return device;
    }

    /** Who it is, once it has told. */
    Optional<DiskIdentity> identity() {
        return Optional.ofNullable(identity);
    }

    /** Asks how it is, unless the one that was asked before still hangs. */
    Reply examine(Smartctl smartctl, TimeLeft time) throws InterruptedException {
        Child earlier = hanging;
        if (earlier != null && earlier.isAlive()) {
            return new Reply.Silent(earlier);
        }
        hanging = null;
        Duration limit = time.forOne(smartctl.timeout());
        return limit.isZero()
                ? new Reply.Failed("The check had no time left for this disk")
                : smartctl.examine(device, limit, child -> hanging = child);
    }

    /** Takes note of who it is, and of how often in a row it has not answered. */
    void learn(Reply reply) {
        if (reply instanceof Reply.Silent silent) {
            hanging = silent.child();
            silences++;
        } else if (reply instanceof Reply.Answered answered) {
            silences = 0;
            DiskIdentity.of(answered.answer()).ifPresent(told -> identity = told);
        }
    }

    void identify(DiskIdentity known) {
        identity = known;
    }

    /** Whether a smartctl that was asked about it still hangs. */
    boolean hangs() {
        Child left = hanging;
        return left != null && left.isAlive();
    }

    int silences() {
        return silences;
    }

    List<Condition> lastFound() {
        return lastFound;
    }

    void found(List<Condition> conditions) {
        lastFound = List.copyOf(conditions);
    }

    /** Kills what still hangs. */
    void abandon() {
        Child left = hanging;
        if (left != null) {
            left.killNow();
        }
    }
}
