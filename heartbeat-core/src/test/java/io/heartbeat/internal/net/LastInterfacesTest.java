package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.LOOPBACK;
import static io.heartbeat.internal.net.Links.address;
import static io.heartbeat.internal.net.Links.ethernet;
import static io.heartbeat.internal.net.Links.interfaces;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import org.junit.jupiter.api.Test;

class LastInterfacesTest {
    private Interfaces present = interfaces(LOOPBACK, ethernet("eth0", 2, address("192.0.2.7", 24)));
    private boolean outOfDescriptors;
    private final LastInterfaces interfaces = new LastInterfaces(this::look);

    @Test
    void aProcessWithoutAFileDescriptorLeftIsNotTakenToBeOffTheNetwork() {
        Interfaces before = interfaces.present();
        outOfDescriptors = true;

        assertThat(interfaces.present()).isSameAs(before);
        assertThat(interfaces.present().ownAddresses()).isNotEmpty();
    }

    @Test
    void whatTheSystemTellsNextCounts() {
        interfaces.present();
        outOfDescriptors = true;
        interfaces.present();
        outOfDescriptors = false;
        present = interfaces(LOOPBACK);

        assertThat(interfaces.present().ownAddresses()).isEmpty();
    }

    private Interfaces look() throws SocketException {
        if (outOfDescriptors) {
            throw new SocketException("Too many open files");
        }
        return present;
    }
}
