package io.heartbeat.internal.wire;

import io.heartbeat.event.HardwareCondition;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Cuts the full set of a host's open hardware conditions into pages that fit into its beats. */
public final class ConditionPages {
    /** The most conditions of one host that travel: as many as there can be pages. */
    static final int MOST = 255;

    private ConditionPages() {}

    /**
     * {@return the set as pages, at least one} If it is too large, the mildest and last are left out, and one more condition says so.
     *
     * @param room the most bytes of a page: {@link BeatSealer#roomForConditions}
     */
    public static List<ConditionPage> of(List<HardwareCondition> set, int room) {
        List<byte[]> bodies = cut(set.size() <= MOST ? set : worst(set), room - BeatLayout.CONDITIONS);
        CRC32 content = new CRC32();
        for (byte[] body : bodies) {
            content.update(body);
            content.update(body.length); // so that pages of two ways to cut never go together
        }
        int revision = (int) content.getValue();
        return IntStream.range(0, bodies.size())
                .mapToObj(i -> new ConditionPage(revision, i, bodies.size(), bodies.get(i)))
                .toList();
    }

    private static List<byte[]> cut(List<HardwareCondition> set, int room) {
        List<byte[]> bodies = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream(room);
        for (HardwareCondition condition : set) {
            byte[] bytes = ConditionBytes.encode(condition);
            if (body.size() + bytes.length > room) {
                bodies.add(body.toByteArray());
                body.reset();
            }
            body.writeBytes(bytes);
        }
        bodies.add(body.toByteArray());
        return bodies;
    }

    private static List<HardwareCondition> worst(List<HardwareCondition> set) {
        List<HardwareCondition> sorted = set.stream()
                .sorted(Comparator.comparing(HardwareCondition::severity).reversed())
                .toList();
        List<HardwareCondition> left = sorted.subList(MOST - 1, sorted.size());
        HardwareCondition more = new HardwareCondition(
                "heartbeat:conditions",
                "Hardware",
                "conditions.more",
                left.get(0).severity(),
                left.size() + " more conditions are open than beats can tell",
                "look at the host itself",
                "",
                left.get(0).since());
        return Stream.concat(sorted.stream().limit(MOST - 1L), Stream.of(more)).toList();
    }
}
