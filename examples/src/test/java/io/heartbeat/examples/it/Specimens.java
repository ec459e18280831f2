package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Plug-in jars for a test: those of the examples as they are built, and broken ones, compiled as strangers do it. */
final class Specimens {
    private static final String NOTIFIER = "io.heartbeat.spi.NotifierFactory";
    private static final String HARDWARE_MONITOR = "io.heartbeat.spi.HardwareMonitorFactory";

    private final Path jars;

    Specimens(Path directory) {
        jars = directory.resolve("plugins");
    }

    /** Where the jars are. */
    Path directory() {
        return jars;
    }

    /** The notifier {@code file} and the hardware monitor {@code diskspace}, which need nothing but the API. */
    Specimens withExamples() {
        return with("heartbeat-notifier-file").with("heartbeat-hw-diskspace");
    }

    private Specimens with(String example) {
        try {
            Files.createDirectories(jars);
            Path jar = built("plugins/" + example, example);
            Files.copy(jar, jars.resolve(jar.getFileName()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A notifier that says so and never comes back. */
    Specimens withHangingNotifier() {
        return with("hanging.jar", NOTIFIER, "stranger.Hanging", Map.of("stranger.Hanging", """
                package stranger;
                import io.heartbeat.spi.*;
                import java.util.List;
                public class Hanging implements NotifierFactory {
                    public String type() { return "hanging"; }
                    public List<Notifier> create(PluginSettings settings) {
                        return List.of((notification, attempt) -> {
                            System.err.println("hanging for ever");
                            while (true) {
                                try {
                                    Thread.sleep(1_000_000);
                                } catch (InterruptedException e) {
                                    // so what
                                }
                            }
                        });
                    }
                }
                """), Map.of());
    }

    /** A notifier of a type that is there already. */
    Specimens withRivalOf(String type) {
        return with("rival.jar", NOTIFIER, "stranger.Rival", Map.of("stranger.Rival", """
                package stranger;
                import io.heartbeat.spi.*;
                import java.util.List;
                public class Rival implements NotifierFactory {
                    public String type() { return "%s"; }
                    public List<Notifier> create(PluginSettings settings) { return List.of(); }
                }
                """.formatted(type)), Map.of());
    }

    /** One of each kind of trouble there is with jars. */
    Specimens withBroken() {
        return with(
                        "missing-dependency.jar",
                        NOTIFIER,
                        "stranger.Needy",
                        Map.of("stranger.Needy", """
                package stranger;
                import io.heartbeat.spi.*;
                import java.util.List;
                public class Needy extends elsewhere.Base implements NotifierFactory {
                    public String type() { return "needy"; }
                    public List<Notifier> create(PluginSettings settings) { return List.of(); }
                }
                """),
                        Map.of("elsewhere.Base", "package elsewhere; public class Base {}"))
                .with(
                        "throwing-constructor.jar",
                        HARDWARE_MONITOR,
                        "stranger.Throwing",
                        Map.of("stranger.Throwing", """
                        package stranger;
                        import io.heartbeat.spi.*;
                        public class Throwing implements HardwareMonitorFactory {
                            public Throwing() { throw new IllegalStateException("no luck today"); }
                            public String type() { return "throwing"; }
                            public HardwareMonitor create(PluginSettings settings) { return null; }
                        }
                        """),
                        Map.of())
                .with("wrong-type.jar", NOTIFIER, "stranger.Other", Map.of("stranger.Other", """
                        package stranger;
                        public class Other {}
                        """), Map.of())
                .with("no-class.jar", NOTIFIER, "stranger.Absent", Map.of(), Map.of())
                .with("old-api.jar", NOTIFIER, "stranger.Old", Map.of("stranger.Old", """
                        package stranger;
                        import io.heartbeat.spi.*;
                        import java.util.List;
                        public class Old implements NotifierFactory {
                            public String type() { return "old"; }
                            public List<Notifier> create(java.util.Map<String, String> settings) { return List.of(); }
                        }
                        """), Map.of(NOTIFIER, """
                        package io.heartbeat.spi;
                        public interface NotifierFactory {
                            String type();
                            java.util.List<Notifier> create(java.util.Map<String, String> settings);
                        }
                        """));
    }

    /** Compiles classes against others that the jar will lack, and packs them with an entry that offers one of them. */
    private Specimens with(
            String name, String service, String offered, Map<String, String> sources, Map<String, String> lacking) {
        try {
            Path work = Files.createTempDirectory("specimen");
            Path missing = Files.createDirectories(work.resolve("missing"));
            Path classes = Files.createDirectories(work.resolve("classes"));
            String api = built("../heartbeat-api", "heartbeat-api").toString();
            compile(work, lacking, missing, api);
            compile(work, sources, classes, missing + System.getProperty("path.separator") + api);
            pack(classes, service, offered, Files.createDirectories(jars).resolve(name));
            Box.erase(work);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path work, Map<String, String> sources, Path classes, String classPath)
            throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "--release", "17", "-cp", classPath, "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static void pack(Path classes, String service, String offered, Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("META-INF/services/" + service, offered.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    /** The jar of a module of this build. */
    static Path built(String module, String artifact) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(module, "target"))) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
