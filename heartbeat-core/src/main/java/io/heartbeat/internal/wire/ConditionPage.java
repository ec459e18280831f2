package io.heartbeat.internal.wire;

import static io.heartbeat.internal.wire.BeatLayout.CONDITIONS;
import static io.heartbeat.internal.wire.BeatLayout.PAGE;
import static io.heartbeat.internal.wire.BeatLayout.PAGES;
import static io.heartbeat.internal.wire.BeatLayout.REVISION;

import io.heartbeat.event.HardwareCondition;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition page is what one beat carries of the full set of a host's open hardware conditions. Immutable. */
public final class ConditionPage {
    private final int revision;
    private final int index;
    private final int count;
    private final byte[] conditions;

    ConditionPage(int revision, int index, int count, byte[] conditions) {
        this.revision = revision;
        this.index = index;
        this.count = count;
        this.conditions = conditions;
    }

    /** {@return the page in the value of a field, or null if it is none; its conditions are looked at later} */
    static @Nullable ConditionPage read(byte[] plaintext, int value, int length) {
        if (length < CONDITIONS) {
            return null;
        }
        int index = plaintext[value + PAGE] & 0xff;
        int count = plaintext[value + PAGES] & 0xff;
        return index >= count
                ? null
                : new ConditionPage(
                        BeatLayout.getInt(plaintext, value + REVISION),
                        index,
                        count,
                        Arrays.copyOfRange(plaintext, value + CONDITIONS, value + length));
    }

    void write(byte[] plaintext, int value) {
        BeatLayout.putInt(plaintext, value + REVISION, revision);
        plaintext[value + PAGE] = (byte) index;
        plaintext[value + PAGES] = (byte) count;
        System.arraycopy(conditions, 0, plaintext, value + CONDITIONS, conditions.length);
    }

    int length() {
        return CONDITIONS + conditions.length;
    }

    /** {@return what identifies the content of the whole set} */
    public int revision() {
        return revision;
    }

    /** {@return which of the pages of the set this is, from 0} */
    public int index() {
        return index;
    }

    /** {@return how many pages the set has, from 1} */
    public int count() {
        return count;
    }

    /** {@return the conditions on this page, fit to be shown to people; or null if these bytes are no conditions} */
    public @Nullable List<HardwareCondition> conditions() {
        return ConditionBytes.decode(conditions);
    }
}
