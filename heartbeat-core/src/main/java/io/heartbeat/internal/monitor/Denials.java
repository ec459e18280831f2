package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.HeldKeys;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts and tokens whose beats do not count, however well they are sealed; each is told once as long as it goes on. */
final class Denials {
    private static final Pattern TOKEN = Pattern.compile("(?i)[0-9a-f]{8}");

    private final Map<String, Refusals> denied = new HashMap<>();

    /** @param denied names of hosts, and numbers of tokens; what has the form of both is both */
    Denials(Set<String> denied) {
        for (String entry : denied) {
            Refusals refusals = new Refusals();
            this.denied.put(entry, refusals);
            if (TOKEN.matcher(entry).matches()) {
                this.denied.put(entry.toLowerCase(Locale.ROOT), refusals);
            }
        }
    }

    boolean denies(Beat beat) {
        return !denied.isEmpty() && of(beat) != null;
    }

    /** Whether this beat, which is denied, is the first for some time. */
    boolean worthTelling(Beat beat, Moment now) {
        Refusals refusals = of(beat);
        return refusals != null && refusals.beginsAnew(now);
    }

    private @Nullable Refusals of(Beat beat) {
        int token = beat.keys().token();
        Refusals byToken = token == 0 ? null : denied.get(HeldKeys.id(token));
        return byToken != null ? byToken : denied.get(beat.host());
    }
}
