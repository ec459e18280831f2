package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "nas", "hb1.lan", "Büro-PC", "live room", "冷蔵庫", "🦊", "e\u0301clair", "#1"})
    @MethodSource("longestNames")
    void fine(String name) {
        assertThat(HostName.problem(name)).isNull();
    }

    static String[] longestNames() {
        return new String[] {"x".repeat(253), "é".repeat(126) + "x"};
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', must not be empty",
                "' ', must not begin or end with a blank",
                "' nas', must not begin or end with a blank",
                "'nas ', must not begin or end with a blank",
                "'nas\u00A0', must not begin or end with a blank",
                "'\u3000nas', must not begin or end with a blank",
                "'nas\n', must not contain the character U+000A (at position 4)",
                "'\tnas', must not contain the character U+0009 (at position 1)",
                "'n\u0000s', must not contain the character U+0000 (at position 2)",
                "'n\u001B[2Js', must not contain the character U+001B (at position 2)",
                "'n\u0085s', must not contain the character U+0085 (at position 2)",
                "'nas\u202Egpj', must not contain the character U+202E (at position 4)",
                "'n\u200Bs', must not contain the character U+200B (at position 2)",
                "'n\u2028s', must not contain the character U+2028 (at position 2)",
                "'n\u2029s', must not contain the character U+2029 (at position 2)",
                "'nas\u3164', must not contain the character U+3164 (at position 4)",
                "'\u115Fnas', must not contain the character U+115F (at position 1)",
                "'n\u2800s', must not contain the character U+2800 (at position 2)",
                "'\u0301nas', must not begin with a mark that belongs to the character before it",
                "'n\u009B31ms', must not contain the character U+009B (at position 2)",
                "'n\u2066s', must not contain the character U+2066 (at position 2)",
                "'n\uFFFFs', must not contain the character U+FFFF (at position 2)",
                "'n\uDBFF\uDFFFs', must not contain the character U+10FFFF (at position 2)",
            })
    void wrong(String name, String problem) {
        assertThat(HostName.problem(name)).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\uD800', '\uDC00'})
    void halfASurrogatePair(char half) {
        assertThat(HostName.problem("n" + half))
                .isEqualTo("must not contain the character U+%04X (at position 2)".formatted((int) half));
    }

    @ParameterizedTest
    @MethodSource("tooLongNames")
    void tooLong(String name) {
        assertThat(HostName.problem(name)).isEqualTo("must have at most 253 bytes in UTF-8, but has 254");
    }

    static String[] tooLongNames() {
        return new String[] {"x".repeat(254), "é".repeat(127)};
    }
}
