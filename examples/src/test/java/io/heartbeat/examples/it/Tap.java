package io.heartbeat.examples.it;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A stranger on a {@link Box} who writes down every datagram that reaches a port there, and sends what he likes. */
final class Tap {
    /** One datagram that passed. */
    record Datagram(String source, String hex) {}

    private final Transcript transcript;
    private final PrintStream orders;
    private final List<Datagram> heard = new ArrayList<>();
    private boolean ready;

    Tap(Box box, int port) {
        Process process = box.start(box.process(List.of(
                Launch.JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                classes().toString(),
                TapProcess.class.getName(),
                Integer.toString(port))));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        transcript =
                new Transcript(process, box.logs().resolve(box.name() + "-tap-" + process.pid() + ".log"), line -> {
                    if (line.equals(TapProcess.READY)) {
                        ready = true;
                    } else {
                        String[] parts = line.split(" ", -1);
                        heard.add(new Datagram(parts[0], parts[1]));
                    }
                });
        if (transcript
                .await(Timing.PATIENCE, () -> ready ? Optional.of(ready) : Optional.empty())
                .isEmpty()) {
            throw new AssertionError("no tap on " + box.name() + ": " + transcript.messages());
        }
    }

    /** Where the test classes are: the process needs no others. */
    private static Path classes() {
        return Path.of(URI.create(TapProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    /** Everything that passed since the tap was opened, its own datagrams included. */
    List<Datagram> heard() {
        synchronized (transcript) {
            return List.copyOf(heard);
        }
    }

    /** Waits until this many such datagrams have passed; answers all of them. */
    List<Datagram> await(int atLeast, Predicate<Datagram> wanted) {
        return transcript
                .await(Timing.PATIENCE, () -> {
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

    /** Sends rubbish from now on, and damaged copies of a genuine datagram, until the box is torn down. */
    void flood(Datagram genuine, String address, int port) {
        order("flood", genuine.hex, address, port);
    }

    private void order(String what, String hex, String address, int port) {
        orders.println(what + " " + address + " " + port + " " + hex);
    }
}
