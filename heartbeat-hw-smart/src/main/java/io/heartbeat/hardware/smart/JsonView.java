package io.heartbeat.hardware.smart;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as seen by somebody who trusts nothing: what is absent, or of another type than expected, is empty. Paths are names
 * joined by dots. Immutable as long as nobody changes the object.
 */
record JsonView(JsonObject object) {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    boolean has(String path) {
        return find(path) != null;
    }

    Optional<String> text(String path) {
        return primitive(path)
                .filter(JsonPrimitive::isString)
                .map(JsonPrimitive::getAsString)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Whether there is a text, empty or not. */
    boolean isText(String path) {
        return primitive(path).filter(JsonPrimitive::isString).isPresent();
    }

    Optional<Boolean> flag(String path) {
        return primitive(path).filter(JsonPrimitive::isBoolean).map(JsonPrimitive::getAsBoolean);
    }

    /** A whole number, exact; one that is too long for 64 bits becomes the greatest or least that is not. */
    OptionalLong number(String path) {
        Optional<JsonPrimitive> found = primitive(path).filter(JsonPrimitive::isNumber);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal exact = found.get().getAsBigDecimal();
            return OptionalLong.of(exact.toBigInteger().min(MOST).max(LEAST).longValueExact());
        } catch (NumberFormatException absurd) {
            return OptionalLong.empty();
        }
    }

    /** The objects of an array. */
    List<JsonView> list(String path) {
        JsonElement found = find(path);
        return found == null || !found.isJsonArray()
                ? List.of()
                : found.getAsJsonArray().asList().stream()
                        .filter(JsonElement::isJsonObject)
                        .map(element -> new JsonView(element.getAsJsonObject()))
                        .toList();
    }

    /** Whether there is an array that holds objects and nothing else. */
    boolean isTable(String path) {
        JsonElement found = find(path);
        return found != null
                && found.isJsonArray()
                && !found.getAsJsonArray().isEmpty()
                && found.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonObject);
    }

    /** The whole numbers of an array. */
    List<Long> numbers(String path) {
        JsonElement found = find(path);
        if (found == null || !found.isJsonArray()) {
            return List.of();
        }
        return found.getAsJsonArray().asList().stream()
                .flatMap(element -> {
                    JsonObject holder = new JsonObject();
                    holder.add("n", element);
                    OptionalLong number = new JsonView(holder).number("n");
                    return number.isPresent() ? Stream.of(number.getAsLong()) : Stream.empty();
                })
                .toList();
    }

    private Optional<JsonPrimitive> primitive(String path) {
        JsonElement found = find(path);
        return found != null && found.isJsonPrimitive() ? Optional.of(found.getAsJsonPrimitive()) : Optional.empty();
    }

    private @Nullable JsonElement find(String path) {
        JsonElement at = object;
        for (String name : path.split("\\.", -1)) {
            if (at == null || !at.isJsonObject()) {
                return null;
            }
            at = at.getAsJsonObject().get(name);
        }
        return at == null || at.isJsonNull() ? null : at;
    }
}
