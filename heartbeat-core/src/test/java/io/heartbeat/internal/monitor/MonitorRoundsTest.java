package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.PacketType;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a round that takes long is a stall of the monitor, and when it is not. */
class MonitorRoundsTest {
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);

    private final List<HeartbeatEvent> events = new ArrayList<>();
    private final MonitorEngine engine = engine();
    private final MonitorRounds rounds = new MonitorRounds(engine, at(0));

    @Test
    void aFloodThatTakesLongToHearIsNoStall() {
        rounds.begin(at(0));
        for (int millis = 1; millis < 6_000; millis++) {
            rounds.heard(at(millis));
        }
        rounds.judge(at(0));
        rounds.begin(at(6_000));

        assertThat(events).isEmpty();
    }

    @Test
    void aPauseBetweenTwoDatagramsIsAStall() {
        rounds.begin(at(0));
        rounds.heard(at(1));
        rounds.heard(at(5_999));
        rounds.judge(at(0));
        rounds.begin(at(6_000));

        assertThat(events).extracting(HeartbeatEvent::type).containsExactly("MONITOR_ISOLATED");
        assertThat(events.get(0).summary()).contains("this monitor did not run for 5.0 s");
    }

    @Test
    void aPauseBetweenTwoRoundsIsAStall() {
        rounds.begin(at(0));
        rounds.heard(at(1));
        long next = rounds.judge(at(0)) / 1_000_000;
        rounds.begin(at(next + 6_000));

        assertThat(events).extracting(HeartbeatEvent::type).containsExactly("MONITOR_ISOLATED");
    }

    @Test
    void afterATableThatTookLongTheNextOneRestsTwentyTimesAsLong() {
        changes("a", 0);
        assertThat(rounds.savingIsDue(at(0))).isTrue();
        rounds.takeTable(at(0));
        rounds.tableTook(200_000_000);
        changes("b", 1_000);

        assertThat(rounds.savingIsDue(at(4_199))).isFalse();
        assertThat(rounds.savingIsDue(at(4_200))).isTrue();
    }

    @Test
    void afterATableThatTookNoTimeTheNextOneIsTakenAtOnce() {
        changes("a", 0);
        rounds.takeTable(at(0));
        rounds.tableTook(9_000_000);
        changes("b", 10);

        assertThat(rounds.savingIsDue(at(10))).isTrue();
    }

    private void changes(String host, long millis) {
        byte[] beat = new BeatSealer(KEY, host).seal(PacketType.BEAT, 0, 1, 0, millis, 2_000, 0, 1, 0, null);
        engine.receive(ByteBuffer.wrap(beat), new InetSocketAddress("192.0.2.7", 49_152), at(millis));
        rounds.judge(at(millis));
        assertThat(events).extracting(HeartbeatEvent::host).contains(host);
    }

    /** Where the system does not tell that the machine was awake, it may have slept. */
    @Test
    void aStepOfTheWallClockIsToldAsWhatMayHaveBeenASleep() {
        rounds.begin(new Moment(0, 3_600_000));

        assertThat(events).extracting(HeartbeatEvent::type).containsExactly("MONITOR_ISOLATED");
        assertThat(events.get(0).summary()).contains("the machine was asleep, or its clock was set forward");
    }

    private MonitorEngine engine() {
        MonitorSettings settings =
                new MonitorSettings("desk", new KeyRing(List.of(KEY)), DetectionTarget.usual(), 10, 0, null, Set::of);
        return new MonitorEngine(settings, List.of(), events::add, (question, to) -> {}, at(0));
    }

    private static Moment at(long millis) {
        return new Moment(millis * 1_000_000, millis);
    }
}
