package io.heartbeat.internal.wire;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which keys a host has, by their ids: so a monitor can say who is behind while a secret is being replaced.
 *
 * @param sealing the id of the key that sealed the beat
 * @param token which token it was sealed by, or 0 if by the group's secret itself
 * @param others the ids of the others that the host holds, at most {@link #MOST_OTHERS}
 */
public record HeldKeys(int sealing, int token, List<Integer> others) {
    /** More secrets than anybody replaces at a time. */
    public static final int MOST_OTHERS = 8;

    /** Copies the list as far as it can travel in a datagram. */
    public HeldKeys {
        others = List.copyOf(others.subList(0, Math.min(others.size(), MOST_OTHERS)));
    }

    /** {@return one key, of the group itself, and no other} */
    public static HeldKeys only(int keyId) {
        return new HeldKeys(keyId, 0, List.of());
    }

    /** {@return the ids of all, the one that sealed first, as people see them} */
    public List<String> ids() {
        return IntStream.concat(IntStream.of(sealing), others.stream().mapToInt(Integer::intValue))
                .mapToObj(HeldKeys::id)
                .toList();
    }

    /** {@return a key id, or the number of a token, as people see it: 8 hexadecimal digits} */
    public static String id(int number) {
        return "%08x".formatted(number);
    }
}
