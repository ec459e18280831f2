package io.heartbeat.spi;

import java.util.Map;

/** JSON as it is written, and nothing but ASCII where another reader might stumble: control characters, halves of surrogate pairs. */
final class JsonText {
    private final StringBuilder json = new StringBuilder("{");

    JsonText add(String name, String value) {
        name(name).append(quoted(value));
        return this;
    }

    JsonText add(String name, int value) {
        name(name).append(value);
        return this;
    }

    /** An object of texts, in the order of the map. */
    JsonText add(String name, Map<String, String> values) {
        JsonText object = new JsonText();
        values.forEach(object::add);
        name(name).append(object);
        return this;
    }

    private StringBuilder name(String name) {
        return json.append(json.length() > 1 ? "," : "").append(quoted(name)).append(':');
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '"', '\\' -> quoted.append('\\').append((char) codePoint);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isHarmless(codePoint)) {
                        quoted.appendCodePoint(codePoint);
                    } else {
                        quoted.append(String.format("\\u%04x", codePoint));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return json + "}";
    }
}
