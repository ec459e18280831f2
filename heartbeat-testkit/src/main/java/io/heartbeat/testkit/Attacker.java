package io.heartbeat.testkit;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody with full power over a {@link SimulatedNetwork} who does not know the secret: records every datagram, holds back what
 * it likes, and sends what it likes to every monitor at any time.
 *
 * <p>To hold beats back and release them later, {@linkplain #suppress suppress} a host and {@linkplain #send send} what was recorded
 * of it. Records from the moment it comes to the network. For one thread at a time.
 */
public final class Attacker {
    private final SimulatedNetwork network;
    private final InetAddress address;
    private final List<RecordedDatagram> recording = new ArrayList<>();
    private final List<byte[]> questions = new ArrayList<>();
    private final Set<SimulatedHost> suppressed = new HashSet<>();

    Attacker(SimulatedNetwork network, InetAddress address) {
        this.network = network;
        this.address = address;
    }

    /** {@return every datagram that a host sent so far, suppressed or not, oldest first} */
    public List<RecordedDatagram> recording() {
        return List.copyOf(recording);
    }

    /** Keeps everything this host sends from reaching anybody. */
    public void suppress(SimulatedHost host) {
        suppressed.add(host);
    }

    /** Lets what this host sends pass again. */
    public void permit(SimulatedHost host) {
        suppressed.remove(host);
    }

    /** Sends a datagram of any content to every monitor; it is not lost. */
    public void send(byte[] datagram) {
        network.inject(datagram.clone(), address);
    }

    /** Sends recorded datagrams to every monitor again, in this order and all at once; none is lost. */
    public void replay(List<RecordedDatagram> recorded) {
        recorded.forEach(datagram -> send(datagram.bytes()));
    }

    /** {@return every question that a monitor put to a host so far, oldest first} */
    public List<byte[]> questions() {
        return questions.stream().map(byte[]::clone).toList();
    }

    /** Sends a datagram of any content to a host, where monitors ask it; it is not lost. What the host answers is recorded. */
    public void ask(SimulatedHost host, byte[] datagram) {
        network.inject(datagram.clone(), address, host);
    }

    boolean suppresses(SimulatedHost host) {
        return suppressed.contains(host);
    }

    void overhearQuestion(byte[] question) {
        questions.add(question);
    }

    void overhear(Instant at, SimulatedHost from, byte[] datagram) {
        recording.add(new RecordedDatagram(at, from, datagram));
    }
}
