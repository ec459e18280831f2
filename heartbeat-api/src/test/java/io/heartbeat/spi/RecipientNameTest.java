package io.heartbeat.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecipientNameTest {

    @Test
    void isTheTextItselfIfThatCanNameAFile() {
        assertThat(RecipientName.of("ann")).isEqualTo("ann");
    }

    @Test
    void keepsApartWhatOnlyDiffersInWhatCannotNameAFile() {
        assertThat(RecipientName.of("a/../b")).matches("a-..-b-[0-9a-f]{8}").isNotEqualTo(RecipientName.of("a-..-b"));
        assertThat(RecipientName.of("x".repeat(90))).hasSize(41);
    }

    @Test
    void tellsNothingOfASecret() {
        String secret = "not-a-real-token-0123456789abcdef";

        assertThat(RecipientName.ofSecret("sample token", secret))
                .matches("[0-9a-f]{8}")
                .isNotEqualTo(RecipientName.ofSecret("another token", secret));
        assertThat(secret).doesNotContain(RecipientName.ofSecret("sample token", secret));
    }
}
