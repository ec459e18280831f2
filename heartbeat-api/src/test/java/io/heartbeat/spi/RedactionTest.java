package io.heartbeat.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void hidesSecretsTheLongestFirst() {
        Redaction redaction =
                new Redaction(List.of(SecretText.of("abcd"), SecretText.of(""), SecretText.of("abcdefgh")));

        assertThat(redaction.clean("no abcdefgh, abcd")).isEqualTo("no [hidden], [hidden]");
    }

    @Test
    void hidesASecretThatHasSpacesHoweverTheyAreWritten() {
        Redaction redaction = new Redaction(List.of(SecretText.of("two words"), SecretText.of("two\twords")));

        assertThat(redaction.clean("'two words' 'two\u00a0words' 'two\twords'"))
                .isEqualTo("'[hidden]' '[hidden]' '[hidden]'");
    }

    @Test
    void makesOneShortPrintableLine() {
        String clean = new Redaction(List.of()).clean("line\nbreak\u001b[31m \u202Eright-to-left\t" + "x".repeat(5000));

        assertThat(clean)
                .startsWith("line break [31m right-to-left xxx")
                .endsWith("x…")
                .hasSize(200);
    }
}
