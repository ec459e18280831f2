package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void broadcastGoesToTheDefaultPortUnlessOneIsGiven() {
        assertThat(Target.parse("broadcast", 21999)).isEqualTo(new Target.Broadcast(21999));
        assertThat(Target.parse(" broadcast:5000 ", 21999)).isEqualTo(new Target.Broadcast(5000));
    }

    @Test
    void multicastNamesAGroup() {
        assertThat(Target.parse("multicast:239.1.2.3", 21999)).isEqualTo(new Target.Multicast(ip("239.1.2.3"), 21999));
        assertThat(Target.parse("multicast:239.1.2.3:5000", 21999))
                .isEqualTo(new Target.Multicast(ip("239.1.2.3"), 5000));
        assertThat(Target.parse("multicast:ff02::4842", 21999))
                .isEqualTo(new Target.Multicast(ip("ff02::4842"), 21999));
        assertThat(Target.parse("multicast:[ff02::4842]:5000", 21999))
                .isEqualTo(new Target.Multicast(ip("ff02::4842"), 5000));
    }

    @ParameterizedTest
    @CsvSource({
        "nas, nas, 21999",
        "nas:5000, nas, 5000",
        "nas.example.org., nas.example.org., 21999",
        "büro_2, büro_2, 21999",
        "192.0.2.1, 192.0.2.1, 21999",
        "192.0.2.1:1, 192.0.2.1, 1",
        "255.255.255.255, 255.255.255.255, 21999",
        "2001:db8::1, 2001:db8::1, 21999",
        "[2001:db8::1], 2001:db8::1, 21999",
        "[2001:db8::1]:65535, 2001:db8::1, 65535",
        "fe80::1%eth0, fe80::1%eth0, 21999",
        "[fe80::1%eth0]:5000, fe80::1%eth0, 5000",
    })
    void anythingElseIsAHostByNameOrAddress(String text, String host, int port) {
        assertThat(Target.parse(text, 21999)).isEqualTo(new Target.Named(host, port));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| is empty",
                ":5000| is empty",
                "nas:| port must be a number from 1 to 65535, not ''",
                "nas:0| port must be a number from 1 to 65535, not '0'",
                "nas:65536| port must be a number from 1 to 65535, not '65536'",
                "nas:x| port must be a number from 1 to 65535, not 'x'",
                "broadcast:x| port must be a number",
                "na s| neither a host name nor an address",
                "-nas| neither a host name nor an address",
                "192.0.2.256| is not an IPv4 address",
                "192.0.2| is not an IPv4 address",
                "2001:db8::1::2| is not an IPv6 address",
                "[2001:db8::1| write [IPV6-ADDRESS]",
                "[2001:db8::1]5000| write [IPV6-ADDRESS]",
                "[192.0.2.1]:5000| only an IPv6 address stands in brackets",
                "multicast:192.0.2.1| is not a multicast address",
                "multicast:nas| is not a multicast address",
                "multicast:[ff02::1%eth0]| write ff02::1 without the interface",
                "239.1.2.3| write multicast:239.1.2.3",
                "0.0.0.0| is no destination",
            })
    void nonsenseIsRefusedWithAWordOnWhatIsWrong(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(text, 21999))
                .withMessageContaining(problem.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"broadcast:5000", "multicast:239.1.2.3:5000", "nas:5000", "[fe80::1%eth0]:5000"})
    void printsAsItIsWritten(String text) {
        assertThat(Target.parse(text, 21999)).hasToString(text);
    }

    @Test
    void aListKeepsItsOrderAndDropsDuplicates() {
        assertThat(Target.parseAll("broadcast, nas,broadcast:21999", 21999))
                .containsExactly(new Target.Broadcast(21999), new Target.Named("nas", 21999));
    }

    @Test
    void aListHasNoGaps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parseAll("broadcast,,nas", 21999))
                .withMessageContaining("is empty");
    }
}
