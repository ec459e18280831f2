package io.heartbeat.notifier.pushbullet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void readsWhatIsThere() {
        assertThat(Reply.parse("{\"error\":{\"type\":\"server\"}}").words()).isEqualTo("server");
        assertThat(Reply.parse("{\"error\":{\"message\":\"m\"}}").words()).isEqualTo("m");
        assertThat(Reply.parse("{\"error\":{\"message\":\"m\"},\"error_code\":\"c\"}")
                        .words())
                .isEqualTo("m (c)");
        assertThat(Reply.parse("{\"error\":\"just text\"}").words()).isEmpty();
        assertThat(Reply.parse("{\"error\":{\"message\":[],\"code\":{},\"param\":null}}")
                        .words())
                .isEmpty();
    }

    @Test
    void bearsAnyDepth() {
        assertThat(Reply.parse("[".repeat(60_000)).error()).isFalse();
        assertThat(Reply.parse("{\"error\":".repeat(7_000)).error()).isFalse();
        assertThat(Reply.parse("{\"iden\":" + "1".repeat(60_000) + "}").error()).isFalse();
    }

    @Test
    void bearsAnyDamage() {
        String whole = "{\"error\":{\"code\":\"c\",\"message\":\"m \\u00e9\",\"n\":[1e9,true,null]},\"iden\":\"x\"}";
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int j = 0; j < 3; j++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(128));
            }
            damaged.setLength(random.nextInt(damaged.length()));
            assertThatNoException().as(damaged.toString()).isThrownBy(() -> Reply.parse(damaged.toString()));
        }
    }
}
