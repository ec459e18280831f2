package io.heartbeat.examples.it;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A stranger on a {@link Box} who writes down every datagram that reaches a port there, and sends what he likes. */
final class Tap {
    /** One datagram that passed. */
    record Datagram(String source, String hex) {}

    private final List<Datagram> heard = new ArrayList<>();
    private final TestProcess process;

    Tap(Box box, int port) {
        process = new TestProcess(
                box,
                TapProcess.class,
                line -> {
                    String[] parts = line.split(" ", -1);
                    heard.add(new Datagram(parts[0], parts[1]));
                },
                Integer.toString(port));
    }

    /** Everything that passed since the tap was opened, its own datagrams included. */
    List<Datagram> heard() {
        synchronized (process.lock()) {
            return List.copyOf(heard);
        }
    }

    /** Waits until this many such datagrams have passed; answers all of them. */
    List<Datagram> await(int atLeast, Predicate<Datagram> wanted) {
        return process.await(Timing.PATIENCE, () -> {
                    List<Datagram> found = heard.stream().filter(wanted).toList();
                    return found.size() >= atLeast ? Optional.of(found) : Optional.empty();
                })
                .orElseThrow(() -> new AssertionError("too few such datagrams among " + heard()));
    }

    void send(byte[] datagram, String address, int port) {
        order("send", HexFormat.of().formatHex(datagram), address, port);
    }

    /** Sends these again. */
    void replay(List<Datagram> datagrams, String address, int port) {
        datagrams.forEach(datagram -> order("send", datagram.hex, address, port));
    }

    private void order(String what, String hex, String address, int port) {
        process.order(what + " " + address + " " + port + " " + hex);
    }
}
