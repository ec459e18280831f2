package io.heartbeat.examples.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Legacy mode speaks with the tool of 2014: the old secret and the name in plaintext, and nothing else. */
@Execution(ExecutionMode.CONCURRENT)
class LegacyIT {
    private static final int PORT = 21_999;

    /** As the old tool sent it: secret {@code 3477}, host {@code hb1.lan}. */
    private static final String OLD_BEAT = "333437376862312e6c616e";

    @RegisterExtension
    final Network network = new Network();

    @Test
    void aMonitorHearsTheOldToolAndOutlivesItsOldTroubles() throws IOException {
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        Box oldHost = lan.box("old");
        RunnerProcess monitor = desk.monitor().config(legacy(desk)).start();
        monitor.awaitMessage("Listening for beats");
        Tap old = oldHost.tap(PORT);

        byte[] invalidUtf8 = {'3', '4', '7', '7', (byte) 0xff, (byte) 0xfe};
        for (byte[] trouble : List.of(
                invalidUtf8,
                "3477".getBytes(UTF_8),
                "3477two\nlines".getBytes(UTF_8),
                ("3477" + "x".repeat(1_020)).getBytes(UTF_8),
                "3476hb2.lan".getBytes(UTF_8))) {
            old.send(trouble, lan.broadcastAddress(), PORT);
        }
        old.send(HexFormat.of().parseHex(OLD_BEAT), lan.broadcastAddress(), PORT);

        Event discovered = monitor.awaitEvent("HOST_DISCOVERED", "hb1.lan");
        assertThat(discovered.flag("verified")).isFalse();
        assertThat(discovered.text("address")).isEqualTo(oldHost.ipv4());
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aSenderAlsoEmitsExactlyTheOldBytes() throws IOException {
        Lan lan = network.lan();
        Tap tap = lan.box("tap").tap(PORT);
        RunnerProcess monitor = lan.box("desk").monitor().start();
        Box host = lan.box("new");
        host.heartbeat().set("heartbeat.name", "hb1.lan").config(legacy(host)).start();

        String sealed = HexFormat.of().formatHex("HB".getBytes(UTF_8));
        tap.await(2, datagram -> datagram.hex().equals(OLD_BEAT));
        tap.await(2, datagram -> datagram.hex().startsWith(sealed));
        assertThat(tap.heard())
                .allMatch(datagram ->
                        datagram.hex().equals(OLD_BEAT) || datagram.hex().startsWith(sealed));
        monitor.awaitEvent("HOST_DISCOVERED", "hb1.lan");
        monitor.saidNothingElse();
    }

    private static Path legacy(Box box) throws IOException {
        return Files.writeString(box.disk().resolve("heartbeat.properties"), "legacy = on\nlegacy-secret = 3477\n");
    }
}
