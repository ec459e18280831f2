package io.heartbeat.notifier.pushbullet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.heartbeat.notifier.http.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void readsWhatIsThere() {
        assertThat(problem("{\"error\":{\"type\":\"server\"}}").words()).isEqualTo("server");
        assertThat(problem("{\"error\":{\"message\":\"m\"}}").words()).isEqualTo("m");
        assertThat(problem("{\"error\":{\"message\":\"m\"},\"error_code\":\"c\"}")
                        .words())
                .isEqualTo("m (c)");
        assertThat(problem("{\"error\":\"just text\"}").words()).isEmpty();
        assertThat(problem("{\"error\":{\"message\":[],\"code\":{},\"param\":null}}")
                        .words())
                .isEmpty();
    }

    @Test
    void bearsAnyDepth() {
        assertThat(problem("[".repeat(60_000)).isTold()).isFalse();
        assertThat(problem("{\"error\":".repeat(7_000)).isTold()).isFalse();
        assertThat(problem("{\"iden\":" + "1".repeat(60_000) + "}").isTold()).isFalse();
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
            assertThatNoException().as(damaged.toString()).isThrownBy(() -> problem(damaged.toString()));
        }
    }

    private static Problem problem(String body) {
        return Problem.in(Json.object(body));
    }
}
