package io.heartbeat.benchmarks.performance;

import io.heartbeat.Secret;
import io.heartbeat.internal.wire.GroupKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The secrets of one run, which its processes hand to each other in their environment. */
final class Keys {
    private static final String VARIABLE = "HEARTBEAT_SECRETS";
    private static final String GROUP = "default";
    private static final int MOST = 1_000;
    private static final int LENGTH = 32;

    private static final List<Secret> SECRETS =
            IntStream.range(0, MOST).mapToObj(number -> Secret.generate()).toList();

    private Keys() {}

    static List<Secret> secrets(int count) {
        return SECRETS.subList(0, count);
    }

    static Map<String, String> environment(int count) {
        return Map.of(VARIABLE, secrets(count).stream().map(Secret::text).collect(Collectors.joining(" ")));
    }

    static List<Secret> fromEnvironment() {
        return Arrays.stream(System.getenv(VARIABLE).split(" ", -1))
                .map(Secret::of)
                .toList();
    }

    static List<GroupKey> groupKeysFromEnvironment() {
        return fromEnvironment().stream().map(Keys::key).toList();
    }

    /** As a generated secret is written: a prefix, then the key and a checksum. */
    private static GroupKey key(Secret secret) {
        String text = secret.text();
        byte[] decoded = Base64.getUrlDecoder().decode(text.substring(text.indexOf('_') + 1));
        return GroupKey.ofKey(Arrays.copyOf(decoded, LENGTH), GROUP);
    }
}
