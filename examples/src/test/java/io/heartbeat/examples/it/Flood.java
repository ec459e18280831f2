package io.heartbeat.examples.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A vandal on a {@link Box} of his own, who sends as fast as the machine can. He would have a machine of his own: here he yields to the monitor, which
 * is to be flooded and not to be starved.
 */
final class Flood {
    private final List<Long> counts = new ArrayList<>();
    private final TestProcess process;

    Flood(Box box) {
        process = new TestProcess(
                List.of("nice", "-n", "10"), box, FloodProcess.class, line -> counts.add(Long.parseLong(line)));
    }

    /** Sends datagrams of these kinds, made from genuine ones, until told otherwise. */
    void begin(List<FloodKind> kinds, List<Tap.Datagram> genuine, String address, int port) {
        process.order("flood " + address + " " + port + " "
                + kinds.stream().map(FloodKind::name).collect(Collectors.joining(",")) + " "
                + genuine.stream().map(Tap.Datagram::hex).collect(Collectors.joining(" ")));
    }

    /** Ends it; answers how many datagrams were sent. */
    long end() {
        int before = counts.size();
        process.order("stop");
        return process.await(
                        Timing.PATIENCE,
                        () -> counts.size() > before ? Optional.of(counts.get(counts.size() - 1)) : Optional.empty())
                .orElseThrow(() -> new AssertionError("the flood does not end"));
    }
}
