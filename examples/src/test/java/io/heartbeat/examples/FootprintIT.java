package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application takes aboard with the core. */
class FootprintIT {
    /**
     * Of which a sender and a monitor alone took 198 000, before delivery and the hardware watch joined them (375 000), and then detection
     * that learns, asks and doubts itself (456 000), then the policy that decides who is told what, and when (559 000), and what is done
     * so that a crash, a sick disk and a lack of memory lose nothing.
     */
    private static final long MOST_BYTES = 600_000;

    @Test
    void coreIsSmall() throws IOException {
        assertThat(Files.size(jar())).isLessThan(MOST_BYTES);
    }

    @Test
    void coreNeedsTheApiAndSlf4jAndNothingElse() throws IOException {
        assertThat(ModuleFinder.of(jar()).find("io.heartbeat.core").orElseThrow().descriptor().requires().stream()
                        .filter(module -> !module.modifiers().contains(Requires.Modifier.STATIC))
                        .map(Requires::name))
                .containsExactlyInAnyOrder("java.base", "io.heartbeat.api", "org.slf4j");
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../heartbeat-core/target"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("heartbeat-core-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
