package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.LOOPBACK;
import static io.heartbeat.internal.net.Links.address;
import static io.heartbeat.internal.net.Links.ethernet;
import static io.heartbeat.internal.net.Links.interfaces;
import static io.heartbeat.internal.net.Links.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfacesTest {

    @Test
    void everyNetworkOfEveryInterfaceHasOneBroadcastAddress() {
        Interfaces interfaces = interfaces(
                LOOPBACK,
                ethernet("eth0", 2, address("192.0.2.7", 24, "192.0.2.255"), address("10.1.0.1", 16, "10.1.255.255")),
                ethernet("eth1", 3, address("198.51.100.1", 24, "198.51.100.255")),
                ethernet("wlan0", 4, address("192.0.2.9", 24, "192.0.2.255")));

        assertThat(interfaces.broadcastAddresses(21999))
                .containsExactly(at("192.0.2.255"), at("10.1.255.255"), at("198.51.100.255"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 8, 10.255.255.255",
        "10.1.2.3, 20, 10.1.15.255",
        "10.1.2.3, 24, 10.1.2.255",
        "10.1.2.201, 29, 10.1.2.207",
        "10.1.2.1, 30, 10.1.2.3",
    })
    void anUnsetBroadcastAddressIsTheLastOfTheNetwork(String address, int prefixLength, String broadcast) {
        assertThat(interfaces(ethernet("eth0", 2, address(address, prefixLength)))
                        .broadcastAddresses(21999))
                .containsExactly(at(broadcast));
        assertThat(interfaces(ethernet("eth0", 2, address(address, prefixLength, "0.0.0.0")))
                        .broadcastAddresses(21999))
                .containsExactly(at(broadcast));
    }

    @Test
    void loopbackPointToPointAndTinyNetworksHaveNoBroadcastAddress() {
        Link tunnel = new Link("tun0", 2, false, true, true, List.of(address("10.8.0.1", 24)));
        Link tiny = ethernet("eth0", 3, address("192.0.2.1", 32), address("192.0.2.2", 31));
        Link ipv6 = ethernet("eth1", 4, address("2001:db8::1", 64));

        assertThat(interfaces(LOOPBACK, tunnel, tiny, ipv6).broadcastAddresses(21999))
                .isEmpty();
    }

    @Test
    void aGroupIsCarriedByTheInterfacesOfItsFamily() {
        Link ipv4 = ethernet("eth0", 2, address("192.0.2.1", 24));
        Link ipv6 = ethernet("eth1", 3, address("fe80::1", 64));
        Link both = ethernet("eth2", 4, address("198.51.100.1", 24), address("fe80::2", 64));
        Link mute = new Link("dummy0", 5, false, false, false, List.of(address("203.0.113.1", 24)));
        Interfaces interfaces = interfaces(LOOPBACK, ipv4, ipv6, both, mute);

        assertThat(interfaces.multicast(ip("239.1.2.3"))).containsExactly(ipv4, both);
        assertThat(interfaces.multicast(ip("ff02::4842"))).containsExactly(ipv6, both);
    }

    @Test
    void loopbackCarriesAGroupOnlyIfNothingElseDoes() {
        assertThat(interfaces(LOOPBACK).multicast(ip("239.1.2.3"))).containsExactly(LOOPBACK);
        assertThat(interfaces(LOOPBACK).multicast(ip("ff02::4842"))).isEmpty();
    }

    @Test
    void looksAtTheRealMachineWithoutComplaint() {
        assertThat(new LastInterfaces().present().broadcastAddresses(21999))
                .allMatch(address -> !address.getAddress().isAnyLocalAddress());
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(ip(address), 21999);
    }
}
