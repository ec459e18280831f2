package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void leavesPlainTextAlone() {
        assertThat(Markdown.escape("nas-1.lan: silent for 10 s, 5 beats missed (at 10:00)!"))
                .isEqualTo("nas-1.lan: silent for 10 s, 5 beats missed (at 10:00)!");
    }

    @Test
    void showsMarkupAsItWasWritten() {
        assertThat(Markdown.escape("# *a* _b_ ~~c~~ `d` [e](f) |g| > h\\"))
                .isEqualTo("\\# \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\` \\[e\\](f) \\|g\\| \\> h\\\\");
    }
}
