package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindTest {

    @Test
    void listensEverywhereAtAnAddressOrInAGroup() {
        assertThat(Bind.parseAll("*, 192.0.2.1, [2001:db8::1], nas, multicast:239.1.2.3, multicast:[ff02::4842], *"))
                .containsExactly(
                        new Bind.Everywhere(),
                        new Bind.Address("192.0.2.1"),
                        new Bind.Address("2001:db8::1"),
                        new Bind.Address("nas"),
                        new Bind.Multicast(ip("239.1.2.3")),
                        new Bind.Multicast(ip("ff02::4842")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| is empty",
                "192.0.2.1:21999| is not an IPv6 address",
                "239.1.2.3| write multicast:239.1.2.3",
                "multicast:192.0.2.1| is not a multicast address",
                "na/s| neither a host name nor an address",
            })
    void nonsenseIsRefusedWithAWordOnWhatIsWrong(String text, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bind.parse(text)).withMessageContaining(problem.strip());
    }
}
