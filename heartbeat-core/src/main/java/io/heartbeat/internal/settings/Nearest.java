package io.heartbeat.internal.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a word that is mistyped. */
public final class Nearest {
    private Nearest() {}

    /** {@code , did you mean 'x'?} if there is something like it, else nothing. */
    public static String hint(String word, Collection<String> candidates) {
        return of(word, candidates)
                .map(found -> ", did you mean '" + found + "'?")
                .orElse("");
    }

    private static Optional<String> of(String word, Collection<String> candidates) {
        int most = Math.max(1, word.length() / 4);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** How many letters must be put in, taken out or replaced (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            int diagonal = i - 1;
            for (int j = 0; j <= to.length(); j++) {
                int above = row[j];
                if (i == 0 || j == 0) {
                    row[j] = i + j;
                } else {
                    int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                }
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
