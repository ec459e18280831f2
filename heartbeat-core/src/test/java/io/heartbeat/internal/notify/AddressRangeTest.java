package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.7",
        "192.0.2.6, 192.0.2.7, 192.0.2.6/31",
        "192.0.2.1, 192.0.2.200, 192.0.2.0/24",
        "10.0.0.1, 10.255.0.1, 10.0.0.0/8",
        "10.0.0.1, 192.0.2.1, ",
        "10.0.0.1, 2001:db8::1, ",
        "2001:db8::1, 2001:db8::2, 2001:db8::/126",
        "2001:db8:1::1, 2001:db8:2::1, 2001:db8::/46",
        "2001:db8::1, fe80::1, ",
        "fe80::1%eth0, fe80::2%3, fe80::/126",
        "192.0.2.1, '', ",
        "192.0.2.1, nas.example, ",
        "192.0.2.1, 999.0.2.1, ",
    })
    void theSmallestNetworkThatHoldsBoth(String one, String other, String range) {
        assertThat(AddressRange.of(List.of(one, other))).isEqualTo(range);
        assertThat(AddressRange.of(List.of(other, one))).isEqualTo(range);
    }
}
