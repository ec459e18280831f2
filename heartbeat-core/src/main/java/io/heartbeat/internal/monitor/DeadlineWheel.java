package io.heartbeat.internal.monitor;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which host to look at next: a hashed timing wheel (Varghese and Lauck, <a href="https://doi.org/10.1145/41457.37504">Hashed and
 * hierarchical timing wheels</a>, 1987), where neither queuing a host nor taking it out costs more if there are more of them.
 *
 * <p>A beat does not move its host in the wheel: when the old look comes up, the host is queued again for the new one, so the cost follows
 * looks and not beats. Each host has its link already, so nothing here takes memory, and whoever fails leaves nobody out.
 */
final class DeadlineWheel {
    /** A tick is 2<sup>20</sup> ns, about a millisecond; within one, hosts come out in any order. */
    private static final int TICK_BITS = 20;

    /** A turn takes 4.3 s; who is to be looked at later is passed over once a turn. A power of two. */
    private static final int SLOTS = 4096;

    /** Of more hosts than these, the next look is not searched for among them but told to within a tick. */
    private static final int MOST_SEARCHED = 64;

    /** The next look at a host, which is its place in the wheel as well. */
    static final class Look {
        private final WatchedHost host;
        private long atNanos;
        private long tick;
        private @Nullable Look next;
        private @Nullable Look previous;
        private boolean queued;

        Look(WatchedHost host) {
            this.host = host;
        }
    }

    private final long startNanos;
    private final @Nullable Look[] slots = new Look[SLOTS];
    private final BitSet occupied = new BitSet(SLOTS);

    /** Nobody is queued for an earlier one. */
    private long tick;

    /** The time of the present sweep, and whether it has taken this tick's slot. */
    private long sweepNanos;

    private boolean taken;

    /** What was in that slot and is still to be asked. */
    private @Nullable Look left;

    DeadlineWheel(long startNanos) {
        this.startNanos = startNanos;
    }

    /** Looks at the host at this time, whatever was scheduled before. */
    void schedule(WatchedHost host, long atNanos) {
        Look look = host.look;
        look.atNanos = atNanos;
        if (look.queued && tickOf(atNanos) < look.tick) {
            unlink(look);
        }
        if (!look.queued) {
            link(look);
        }
    }

    /** Looks at the host at this time, or earlier if that is scheduled. */
    void scheduleAtLatest(WatchedHost host, long atNanos) {
        if (!host.look.queued || atNanos - host.look.atNanos < 0) {
            schedule(host, atNanos);
        }
    }

    /** Takes out a host whose time has come, unless it is forgotten; null ends the sweep, and the next call begins another. */
    @Nullable
    WatchedHost due(long nowNanos) {
        if (sweepNanos != nowNanos) {
            sweepNanos = nowNanos;
            taken = false;
        }
        while (left != null || take(tickOf(nowNanos))) {
            Look look = left;
            if (look != null) {
                unlink(look);
                if (look.atNanos - nowNanos > 0) {
                    link(look);
                } else if (!look.host.forgotten) {
                    return look.host;
                }
            }
        }
        taken = false;
        return null;
    }

    /** Takes the next slot that is not empty, as far as that tick; all slots come up in one turn, however long ago the last sweep was. */
    private boolean take(long last) {
        if (taken && tick >= last) {
            return false;
        }
        tick = Math.max(tick, last - SLOTS + 1);
        tick = Math.min(last, nextOccupied(taken ? tick + 1 : tick));
        taken = true;
        int slot = slotOf(tick);
        left = slots[slot];
        slots[slot] = null;
        occupied.clear(slot);
        return true;
    }

    /** When {@link #due} will have something, or the given time if that is earlier; may be early, and a tick late. */
    long next(long latestNanos) {
        long next = latestNanos;
        int searched = 0;
        for (long at = nextOccupied(tick); nanosOf(at) - next < 0; at = nextOccupied(at + 1)) {
            for (Look look = slots[slotOf(at)]; look != null; look = look.next) {
                searched++;
                if (searched > MOST_SEARCHED) {
                    return earlier(next, nanosOf(at + 1));
                }
                next = earlier(next, look.atNanos);
            }
        }
        return next;
    }

    private void link(Look look) {
        look.tick = Math.max(tick, tickOf(look.atNanos));
        look.queued = true;
        int slot = slotOf(look.tick);
        Look first = slots[slot];
        look.next = first;
        if (first != null) {
            first.previous = look;
        }
        slots[slot] = look;
        occupied.set(slot);
    }

    /** All hosts of a network that fell silent may be in one slot, so nobody is searched for there. */
    private void unlink(Look look) {
        Look next = look.next;
        Look previous = look.previous;
        if (previous != null) {
            previous.next = next;
        } else if (left == look) {
            left = next;
        } else {
            slots[slotOf(look.tick)] = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        look.next = null;
        look.previous = null;
        look.queued = false;
    }

    /** This tick, or the first after it whose slot is not empty; a turn later if all are. */
    private long nextOccupied(long from) {
        if (occupied.isEmpty()) {
            return from + SLOTS;
        }
        int slot = slotOf(from);
        int next = occupied.nextSetBit(slot);
        return from - slot + (next < 0 ? SLOTS + occupied.nextSetBit(0) : next);
    }

    private long tickOf(long nanos) {
        return (nanos - startNanos) >> TICK_BITS;
    }

    private long nanosOf(long ofTick) {
        return startNanos + (ofTick << TICK_BITS);
    }

    private static int slotOf(long ofTick) {
        return (int) ofTick & (SLOTS - 1);
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
