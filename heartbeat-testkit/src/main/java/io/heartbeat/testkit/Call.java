package io.heartbeat.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call into a plug-in.
 *
 * @param returned what it returned; null if it returned null, threw, or is not over
 * @param thrown what it threw
 * @param over whether it returned or threw at all
 */
record Call<T>(@Nullable T returned, @Nullable Throwable thrown, boolean over) {

    /** What it returned, if it returned something. */
    Optional<T> result() {
        return Optional.ofNullable(returned);
    }

    /** In words, for findings. */
    String outcome() {
        if (thrown != null) {
            return "threw " + thrown;
        }
        return over ? "returned " + returned : "did not end, not even when interrupted";
    }
}
