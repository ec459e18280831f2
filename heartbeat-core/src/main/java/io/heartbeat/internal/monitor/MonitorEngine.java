package io.heartbeat.internal.monitor;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.KeyUse;
import io.heartbeat.event.Reception;
import io.heartbeat.event.Rejection;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.monitor.HostSessions.Verdict;
import io.heartbeat.internal.monitor.Liveness.Continuity;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.ConditionPage;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole judgement of a monitor without its thread, socket, disk and clock: datagrams and moments in, events out. Used by
 * one thread at a time.
 */
public final class MonitorEngine {
    private static final Logger log = LoggerFactory.getLogger(MonitorEngine.class);
    private static final long SUSPENDED_NANOS = 30_000_000_000L;
    private static final long NETWORK_RETURNS_NANOS = 10_000_000_000L;

    private final MonitorSettings settings;
    final HostTable table;
    private final BeatOpener opener;
    private final Circumstances circumstances;
    private final Announcer announcer;
    private final Listening listening;
    private final Isolation isolation;
    private final Liveness liveness;
    private final Solicitor solicitor;
    private final @Nullable LegacyIntake legacy;
    private final Denials denials;
    private final Latecomers latecomers;
    private final Refusals tableFull = new Refusals();
    private final Refusals unknownKeys = new Refusals();
    /** Counted in place, so that a flood leaves no garbage here. */
    private final Map<Rejection, AtomicLong> rejected = new EnumMap<>(Rejection.class);

    private Rejection unopened = Rejection.NOT_A_BEAT;
    private long received;
    private long accepted;

    /**
     * Begins with the hosts of an earlier run.
     *
     * @param questions takes datagrams to send, and where
     */
    public MonitorEngine(
            MonitorSettings settings,
            List<RememberedHost> remembered,
            Consumer<HeartbeatEvent> events,
            BiConsumer<byte[], InetSocketAddress> questions,
            Moment start) {
        this.settings = settings;
        table = new HostTable(settings.maxHosts());
        opener = new BeatOpener(settings.keys(), table::cipher, why -> unopened = why);
        circumstances = new Circumstances(table.all(), settings.interfaces(), start);
        announcer = new Announcer(settings.name(), events, circumstances);
        solicitor = new Solicitor(settings.keys(), questions, new SplittableRandom(), start);
        listening = new Listening(start);
        isolation = new Isolation(table.all(), settings.ownSide(), announcer, listening, solicitor::ask, start);
        liveness = new Liveness(announcer, isolation, solicitor, listening, start);
        legacy = settings.legacySecret() == null
                ? null
                : new LegacyIntake(settings.legacySecret(), table, liveness, settings.target());
        for (RememberedHost known : remembered) {
            WatchedHost host = known.recall(settings.target(), start);
            table.add(host);
            liveness.watch(host);
        }
        denials = new Denials(settings.denied());
        latecomers = new Latecomers(settings.keys(), table.all());
    }

    /** Takes one datagram from the network, whatever it holds. */
    public void receive(ByteBuffer datagram, InetSocketAddress from, Moment now) {
        received++;
        String legacyName = legacy == null ? null : legacy.read(datagram);
        if (legacy != null && legacyName != null) {
            settle(legacy.heard(legacyName, from, now));
            return;
        }
        Opened opened = opener.open(datagram);
        if (opened != null) {
            settle(admit(opened, from, now));
        } else {
            count(unopened == Rejection.UNKNOWN_KEY ? strange(datagram, from, now) : unopened);
        }
    }

    private Rejection strange(ByteBuffer datagram, InetSocketAddress from, Moment now) {
        WatchedHost late = latecomers.find(datagram);
        if (late != null) {
            explain(late, Verdict.CONTINUES, Rejection.OUTDATED_KEY, from.getAddress(), now);
            return Rejection.OUTDATED_KEY;
        }
        if (unknownKeys.notToldLately(now)) {
            log.info(
                    "Beats from {} are sealed under another secret or group: not for this monitor",
                    from.getAddress().getHostAddress());
        }
        return Rejection.UNKNOWN_KEY;
    }

    private void settle(@Nullable Rejection rejection) {
        if (rejection == null) {
            accepted++;
        } else {
            count(rejection);
        }
    }

    private void count(Rejection rejection) {
        rejected.computeIfAbsent(rejection, first -> new AtomicLong()).incrementAndGet();
    }

    @Nullable
    Rejection admit(Opened opened, InetSocketAddress from, Moment now) {
        Beat beat = opened.beat();
        if (beat.type() == PacketType.SOLICIT) {
            return Rejection.NOT_A_BEAT;
        }
        if (settings.ignoredProcess() != 0 && beat.processId() == settings.ignoredProcess()) {
            isolation.heardItself(beat, now);
            return Rejection.OWN_BEAT;
        }
        if (denials.denies(beat)) {
            if (denials.worthTelling(beat, now)) {
                announcer.rejected(beat.host(), Rejection.DENIED, from.getAddress(), advice(Rejection.DENIED), now);
            }
            return Rejection.DENIED;
        }
        WatchedHost host = table.find(opened);
        if (host == null) {
            return beat.type() == PacketType.GOODBYE ? null : discover(opened, from, now);
        }
        Verdict verdict = host.sessions.judge(opened, host.state == HostState.FLATLINED, now);
        Rejection rejection = verdict.rejection();
        doubt(host, beat, rejection, from, now);
        if (rejection != null) {
            explain(host, verdict, rejection, from.getAddress(), now);
            return rejection;
        }
        table.bind(host, opened);
        heard(host, beat, verdict, from, now);
        return null;
    }

    private @Nullable Rejection discover(Opened opened, InetSocketAddress from, Moment now) {
        Beat beat = opened.beat();
        if (table.full()) {
            if (tableFull.notToldLately(now)) {
                String advice = "this monitor watches " + settings.maxHosts()
                        + " hosts and no more: raise monitor.max-hosts, or forget hosts that are gone";
                announcer.rejected(beat.host(), Rejection.HOST_TABLE_FULL, from.getAddress(), advice, now);
            }
            return Rejection.HOST_TABLE_FULL;
        }
        WatchedHost host = new WatchedHost(
                beat.host(),
                new HostSessions(),
                new FailureDetector(settings.target(), table.learntNear(beat.nextBeatMillis() * 1_000_000)));
        host.sessions.judge(opened, false, now);
        table.add(host);
        boolean told = false;
        try {
            table.bind(host, opened);
            liveness.discovered(host, from, Sign.of(beat), now);
            told = true;
        } finally { // which takes no memory, other than to catch
            if (!told) {
                table.remove(host.name);
            }
        }
        hardware(host, beat, now);
        doubt(host, beat, null, from, now);
        return null;
    }

    /**
     * Asks the sender of a beat that may be a recording to show that it lives. One that only repeats what a living host has said is of
     * interest if it comes from elsewhere: then it may be a copy of that host.
     */
    private void doubt(WatchedHost host, Beat beat, @Nullable Rejection rejection, InetSocketAddress from, Moment now) {
        boolean proven = rejection == null && host.sessions.verified() && !host.sessions.isDoubtful();
        boolean repeated = rejection == Rejection.REPLAYED && host.state == HostState.ALIVE;
        boolean duplicate = repeated && from.equals(host.source);
        if (beat.type() == PacketType.BEAT && !proven && !duplicate) {
            solicitor.challenge(host.sessions, beat, !repeated, from, now);
        }
    }

    private void heard(WatchedHost host, Beat beat, Verdict verdict, InetSocketAddress from, Moment now) {
        if (host.refusals != null) {
            host.refusals.accepted();
        }
        if (beat.type() == PacketType.GOODBYE) {
            host.sessions.end();
            liveness.departed(host, now);
        } else if (host.state != HostState.DEPARTED || verdict != Verdict.CONTINUES) {
            liveness.heard(host, from, Sign.of(beat), continuity(verdict), now);
        }
        hardware(host, beat, now);
    }

    /** Only what the newest beat says of the hardware is so now; one that was overtaken may speak of what is over. */
    private void hardware(WatchedHost host, Beat beat, Moment now) {
        ConditionPage page = beat.conditions();
        if (page == null || !host.sessions.isNewest(beat)) {
            return;
        }
        if (host.hardware == null) {
            host.hardware = new HostHardware(List.of());
        }
        if (!host.hardware.settledOn(page)) {
            boolean news = host.hardware.hear(
                    page,
                    host.sessions.verified(),
                    condition -> announcer.problem(host, condition, now),
                    condition -> announcer.recovered(host, condition, now));
            if (news) {
                liveness.changed();
            }
        }
    }

    private static Continuity continuity(Verdict verdict) {
        return switch (verdict) {
            case BEGINS -> Continuity.NEW;
            case RESUMES -> Continuity.RESUMED;
            default -> Continuity.SAME;
        };
    }

    private void explain(WatchedHost host, Verdict verdict, Rejection rejection, InetAddress from, Moment now) {
        if (rejection == Rejection.REPLAYED || verdict == Verdict.SUPERSEDED) {
            return;
        }
        if (verdict == Verdict.RIVAL_LIVES && host.state == HostState.ALIVE) {
            if (host.conflicts().beginsAnew(now)) {
                announcer.conflict(host, from, now);
            }
        } else if (host.refusals().worthTelling(rejection, host.gapNanos, now)) {
            announcer.rejected(host.name, rejection, from, advice(rejection), now);
        }
    }

    private static String advice(Rejection rejection) {
        return switch (rejection) {
            case WRONG_CLOCK -> "set the clocks of the host and of the monitor (NTP)";
            case STALE_SESSION ->
                "its clock went backwards or it is a second machine of this name: "
                        + "correct its clock and restart its heartbeat (state-dir on the host prevents this), or forget the host";
            case DELAYED ->
                "the host was paused, its beats are held back on the way, or this monitor's clock is wrong: "
                        + "restart its heartbeat, or set the clock";
            case OUTDATED_KEY ->
                "it may have been away while the secret was replaced: give it the present one and restart its heartbeat; "
                        + "unless somebody sends recordings";
            case DENIED ->
                "if it is stolen, that is the thief; if it is yours, give it another token (monitor.deny says which are denied)";
            default -> rejection.meaning();
        };
    }

    /** For after a failure, which may have come between taking a host out of those to be looked at, and putting it back. */
    public void lookAtEverybody() {
        table.all().forEach(liveness::watch);
    }

    /** Judges everyone whose time is up; answers when to be called again at the latest, in monotonic nanoseconds. */
    public long advance(Moment now) {
        return liveness.advance(now);
    }

    /** Whether the machine is known not to have slept since this was asked last. */
    boolean wasAwake() {
        return settings.ownSide().wasAwake();
    }

    /** The caller comes later than it meant to, if only a little: nobody is blamed for it. Call before {@link #advance}. */
    public void stalled(Stall stall, Moment now) {
        circumstances.roundWasLate(stall.lateNanos(), now);
        listening.stalled(stall, now.nanos() + (stall.nanos() > SUSPENDED_NANOS ? NETWORK_RETURNS_NANOS : 0));
        isolation.stalled(stall, now);
    }

    /** Stops watching a host and loses all memory of it; false if there was none of this name. */
    public boolean forget(String name) {
        if (table.remove(name) == null) {
            return false;
        }
        liveness.changed();
        return true;
    }

    /** Every known host, first discovered first. */
    public List<HostSnapshot> hosts() {
        return table.all().stream().map(WatchedHost::snapshot).toList();
    }

    /** Who is behind while a secret is being replaced. */
    public List<KeyUse> rotationStatus() {
        return Rotation.status(settings.keys(), hosts());
    }

    /** What became of the datagrams so far. */
    public Reception reception() {
        Map<Rejection, Long> counted = new EnumMap<>(Rejection.class);
        rejected.forEach((why, count) -> counted.put(why, count.get()));
        return new Reception(received, accepted, counted, isolation.dropped());
    }

    /** How many datagrams counted so far. */
    public long accepted() {
        return accepted;
    }

    /** Whether something happened since the last call that must outlive the process at once. */
    public boolean takeChanged() {
        return liveness.takeChanged();
    }

    /** What a later run needs to know. */
    public List<RememberedHost> remember(Moment now) {
        return table.all().stream().map(host -> RememberedHost.of(host, now)).toList();
    }
}
