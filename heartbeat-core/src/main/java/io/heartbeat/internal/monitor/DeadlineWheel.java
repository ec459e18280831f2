package io.heartbeat.internal.monitor;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which host to look at next: a hashed timing wheel (Varghese and Lauck, <a href="https://doi.org/10.1145/41457.37504">Hashed and
 * hierarchical timing wheels</a>, 1987), where neither queuing a host nor taking it out costs more if there are more of them.
 *
 * <p>A beat does not move its host in the wheel: when the old look comes up, the host is queued again for the new one, so the cost follows
 * looks and not beats.
 *
 * <p>What a look needs is in arrays, by the place of the host: hosts that beat one after the other are side by side there, which makes a
 * look at a million of them ten times as fast as links between objects. Only a host more than ever before takes memory.
 */
final class DeadlineWheel {
    /** The place of a host that is not queued, and the end of a list of places. */
    static final int NONE = -1;

    /** A tick is 2<sup>20</sup> ns, about a millisecond; within one, hosts come out in any order. */
    private static final int TICK_BITS = 20;

    /** A turn takes 4.3 s; who is to be looked at later is passed over once a turn. A power of two. */
    private static final int SLOTS = 4096;

    /** Of more hosts than these, the next look is not searched for among them but told to within a tick. */
    private static final int MOST_SEARCHED = 64;

    private static final int FIRST_PLACES = 16;

    private final long startNanos;

    /** By slot: the first place of those to be looked at in a tick. */
    private final int[] slots = new int[SLOTS];

    private final BitSet occupied = new BitSet(SLOTS);

    /** By place: who is there, when to look, in which tick that comes up, and the places beside it in its slot. */
    private @Nullable WatchedHost[] hosts = new WatchedHost[FIRST_PLACES];

    private long[] atNanos = new long[FIRST_PLACES];
    private long[] ticks = new long[FIRST_PLACES];
    private int[] next = new int[FIRST_PLACES];
    private int[] previous = new int[FIRST_PLACES];

    /** The first of the places that were left, which are linked by {@link #next}. */
    private int vacant = NONE;

    /** From here on no place was ever taken. */
    private int places;

    /** Nobody is queued for an earlier one. */
    private long tick;

    /** The time of the present sweep, and whether it has taken this tick's slot. */
    private long sweepNanos;

    private boolean taken;

    /** The first place of those that were in that slot and are still to be asked. */
    private int left = NONE;

    DeadlineWheel(long startNanos) {
        this.startNanos = startNanos;
        Arrays.fill(slots, NONE);
    }

    /** Looks at the host at this time, whatever was scheduled before. */
    void schedule(WatchedHost host, long nanos) {
        int place = host.place;
        if (place == NONE) {
            link(settle(host), nanos);
        } else if (tickOf(nanos) < ticks[place]) {
            unlink(place);
            link(place, nanos);
        } else {
            atNanos[place] = nanos;
        }
    }

    /** Looks at the host at this time, or earlier if that is scheduled. */
    void scheduleAtLatest(WatchedHost host, long nanos) {
        if (host.place == NONE || nanos - atNanos[host.place] < 0) {
            schedule(host, nanos);
        }
    }

    /** Takes out a host whose time has come, unless it is forgotten; null ends the sweep, and the next call begins another. */
    @Nullable
    WatchedHost due(long nowNanos) {
        if (sweepNanos != nowNanos) {
            sweepNanos = nowNanos;
            taken = false;
        }
        while (left != NONE || take(tickOf(nowNanos))) {
            int place = left;
            unlink(place);
            if (atNanos[place] - nowNanos > 0) {
                link(place, atNanos[place]);
            } else {
                WatchedHost host = leave(place);
                if (!host.forgotten) {
                    return host;
                }
            }
        }
        taken = false;
        return null;
    }

    /** Takes the next slot that is not empty, as far as that tick; all slots come up in one turn, however long ago the last sweep was. */
    private boolean take(long last) {
        while (!taken || tick < last) {
            tick = Math.max(tick, last - SLOTS + 1);
            tick = Math.min(last, nextOccupied(taken ? tick + 1 : tick));
            taken = true;
            int slot = slotOf(tick);
            left = slots[slot];
            slots[slot] = NONE;
            occupied.clear(slot);
            if (left != NONE) {
                return true;
            }
        }
        return false;
    }

    /** When {@link #due} will have something, or the given time if that is earlier; may be early, and a tick late. */
    long next(long latestNanos) {
        long earliest = latestNanos;
        int searched = 0;
        for (long at = nextOccupied(tick); nanosOf(at) - earliest < 0; at = nextOccupied(at + 1)) {
            for (int place = slots[slotOf(at)]; place != NONE; place = next[place]) {
                searched++;
                if (searched > MOST_SEARCHED) {
                    return earlier(earliest, nanosOf(at + 1));
                }
                earliest = earlier(earliest, atNanos[place]);
            }
        }
        return earliest;
    }

    private int settle(WatchedHost host) {
        int place = vacant;
        if (place == NONE) {
            if (places == hosts.length) {
                grow(2 * places);
            }
            place = places;
            places++;
        } else {
            vacant = next[place];
        }
        hosts[place] = host;
        host.place = place;
        return place;
    }

    /** All of the new ones are made first: without memory, everything stays as it was. */
    private void grow(int more) {
        @Nullable WatchedHost[] moreHosts = Arrays.copyOf(hosts, more);
        long[] moreNanos = Arrays.copyOf(atNanos, more);
        long[] moreTicks = Arrays.copyOf(ticks, more);
        int[] moreNext = Arrays.copyOf(next, more);
        previous = Arrays.copyOf(previous, more);
        next = moreNext;
        ticks = moreTicks;
        atNanos = moreNanos;
        hosts = moreHosts;
    }

    private WatchedHost leave(int place) {
        WatchedHost host = Objects.requireNonNull(hosts[place]);
        host.place = NONE;
        hosts[place] = null;
        next[place] = vacant;
        vacant = place;
        return host;
    }

    private void link(int place, long nanos) {
        long at = Math.max(tick, tickOf(nanos));
        int slot = slotOf(at);
        int first = slots[slot];
        atNanos[place] = nanos;
        ticks[place] = at;
        next[place] = first;
        previous[place] = NONE;
        if (first != NONE) {
            previous[first] = place;
        }
        slots[slot] = place;
        occupied.set(slot);
    }

    /** All hosts of a network that fell silent may be in one slot, so nobody is searched for there. */
    private void unlink(int place) {
        int after = next[place];
        int before = previous[place];
        if (before != NONE) {
            next[before] = after;
        } else if (left == place) {
            left = after;
        } else {
            slots[slotOf(ticks[place])] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
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
