package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing wrong proves nothing unless he finds what is. */
class OracleTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final List<Trouble> silences = new ArrayList<>();
    private final List<Trouble> monitorTroubles = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void aTrueFlatlineThatWasOwedAndItsRecoveryAreRight() {
        silences.add(trouble(100, 120));
        told("HOST_FLATLINED", 108);
        told("HOST_RECOVERED", 121);

        Oracle.Findings found = judge();

        assertThat(found.wrong()).isEmpty();
        assertThat(found.owed()).isEqualTo(1);
        assertThat(found.detections()).containsExactly(Duration.ofSeconds(8));
    }

    @Test
    void aFlatlineOfALivingHostIsFalse() {
        silences.add(trouble(100, 120));
        told("HOST_FLATLINED", 90);
        told("HOST_RECOVERED", 91);
        told("HOST_FLATLINED", 108);
        told("HOST_RECOVERED", 121);

        assertThat(judge().wrong()).singleElement().asString().startsWith("FALSE flatline");
    }

    @Test
    void aLongSilenceWithoutAFlatlineIsMissed() {
        silences.add(trouble(100, 120));

        assertThat(judge().wrong()).singleElement().asString().startsWith("MISSED flatline");
    }

    @Test
    void aMonitorThatBeginsWithTheMemoryThatAHostIsDownNeedNotTellItAgain() {
        silences.add(trouble(100, 140));
        monitorTroubles.add(trouble(90, 105));
        events.add(Event.parse(
                "{\"type\":\"REMEMBERED\",\"id\":\"r\",\"host\":\"nas\",\"down\":true,\"state\":\"FLATLINED\"}",
                nanos(106)));
        told("HOST_RECOVERED", 141);

        assertThat(judge().wrong()).isEmpty();
    }

    @Test
    void aShortSilenceMayGoEitherWay() {
        silences.add(trouble(100, 105));
        silences.add(trouble(200, 205));
        told("HOST_FLATLINED", 204);
        told("HOST_RECOVERED", 206);

        assertThat(judge().wrong()).isEmpty();
    }

    @Test
    void aMonitorInTroubleOwesNothingUntilTheBoundIsOverAnew() {
        silences.add(trouble(100, 120));
        monitorTroubles.add(trouble(95, 110));
        assertThat(judge().wrong()).isEmpty();

        silences.set(0, trouble(100, 130));
        assertThat(judge().wrong()).singleElement().asString().startsWith("MISSED flatline");
    }

    @Test
    void aHostThatStaysDownThoughItCanBeHeardIsAMissedRecovery() {
        silences.add(trouble(100, 120));
        told("HOST_FLATLINED", 108);

        assertThat(judge().wrong()).singleElement().asString().startsWith("MISSED recovery");
    }

    @Test
    void aRecoveryInTheMiddleOfASilenceIsFalse() {
        silences.add(trouble(100, 120));
        told("HOST_FLATLINED", 108);
        told("HOST_RECOVERED", 112);

        assertThat(judge().wrong()).anyMatch(finding -> finding.startsWith("FALSE recovery"));
    }

    @Test
    void twoFlatlinesInARowAreWrong() {
        silences.add(trouble(100, 120));
        told("HOST_FLATLINED", 108);
        told("HOST_FLATLINED", 112);
        told("HOST_RECOVERED", 121);

        assertThat(judge().wrong()).singleElement().asString().startsWith("told twice");
    }

    private Oracle.Findings judge() {
        return new Oracle(BOUND, Map.of("nas", silences), monitorTroubles, events, nanos(1_000)).judge();
    }

    private void told(String type, long second) {
        events.add(Event.parse(
                "{\"type\":\"" + type + "\",\"host\":\"nas\",\"previous\":\"FLATLINED\",\"id\":\"" + events.size()
                        + "\"}",
                nanos(second)));
    }

    private static Trouble trouble(long from, long until) {
        return new Trouble("killed", nanos(from), nanos(from), nanos(until), nanos(until));
    }

    private static long nanos(long seconds) {
        return seconds * 1_000_000_000L;
    }
}
