package io.heartbeat.benchmarks.performance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.tools.ToolProvider;

/** The way to foreign functions: what uses them is no Java 17, so its source is in the jar and is compiled where it is run. */
final class Foreign {
    private static final int FIRST_VERSION = 22;
    private static final String PACKAGE = "io/heartbeat/benchmarks/performance";
    private static final String NAME = "ForeignLoop";

    private Foreign() {}

    /** Whether this Java has foreign functions. */
    static boolean present() {
        return Runtime.version().feature() >= FIRST_VERSION;
    }

    /** What receives and forgets by their means. */
    static Receiver loop() {
        try {
            Path directory = Files.createTempDirectory("heartbeat-foreign");
            Path source = directory.resolve(NAME + ".java");
            try (InputStream resource = Foreign.class.getResourceAsStream(NAME + ".java")) {
                Files.copy(Objects.requireNonNull(resource), source);
            }
            int errors = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-d",
                            directory.toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString());
            if (errors != 0) {
                throw new IllegalStateException(source + " does not compile");
            }
            byte[] compiled = Files.readAllBytes(directory.resolve(PACKAGE).resolve(NAME + ".class"));
            Constructor<?> constructor =
                    MethodHandles.lookup().defineClass(compiled).getDeclaredConstructor();
            return (Receiver) constructor.newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
