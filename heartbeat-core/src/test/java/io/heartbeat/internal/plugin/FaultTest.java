package io.heartbeat.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void whatAPluginThrowsIsOneLineThatMisleadsNoTerminal() {
        assertThat(Fault.of(new IllegalStateException("a\u009B2Jb\u202Ec\u2028d\u001B[31m\ne\uFFFF")))
                .isEqualTo("IllegalStateException: a 2Jb c d [31m e");
    }
}
