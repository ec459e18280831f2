package io.heartbeat.examples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What gives a secret away: any twelve characters of it, as it is written, or of its bytes in hexadecimal digits or base64. */
final class Fragments {
    private static final int TELLING = 12;

    private final Set<String> fragments = new LinkedHashSet<>();

    /** The secret as it is written. */
    Fragments add(String secret) {
        pieces(secret);
        return addBytes(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes that a written key or token holds. */
    Fragments addWritten(String text) {
        return add(text.substring("hbk1_".length()))
                .addBytes(Base64.getUrlDecoder().decode(text.substring(5)));
    }

    private Fragments addBytes(byte[] bytes) {
        pieces(HexFormat.of().formatHex(bytes));
        for (int start = 0; start < 3; start++) {
            byte[] shifted = Arrays.copyOfRange(bytes, start, bytes.length);
            pieces(Base64.getEncoder().withoutPadding().encodeToString(shifted));
            pieces(Base64.getUrlEncoder().withoutPadding().encodeToString(shifted));
        }
        return this;
    }

    private void pieces(String text) {
        for (int start = 0; start + TELLING <= text.length(); start++) {
            fragments.add(text.substring(start, start + TELLING));
        }
    }

    /** Those that stand somewhere in the text, whether in upper or lower case. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (String fragment : fragments) {
            if (lower.contains(fragment.toLowerCase(Locale.ROOT))) {
                found.add(fragment);
            }
        }
        return found;
    }

    /** Those that stand somewhere in the bytes, letter by letter. */
    boolean areIn(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return fragments.stream().anyMatch(text::contains);
    }
}
