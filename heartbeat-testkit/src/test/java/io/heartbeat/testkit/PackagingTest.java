package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a jar that is dropped in will be found. A service of the JDK stands in for a plug-in interface. */
class PackagingTest {
    private static final String SERVICE = ToolProvider.class.getName();
    private static final String FILE = "META-INF/services/" + SERVICE;
    private static final String TOOL = """
            package plug;
            %s class %s implements java.util.spi.ToolProvider {
                %s
                public String name() { return "plug"; }
                public int run(java.io.PrintWriter out, java.io.PrintWriter err, String... args) { return 0; }
            }
            """;
    private static final String NOT_LISTED =
            FILE + " must list plug.Good, or the plug-in is not found on the class path";

    @TempDir
    Path directory;

    @Test
    void a_plain_jar_lists_the_factory_in_the_services_file() throws Exception {
        assertThat(verify("plug.Good", Map.of(FILE, "# ours\nplug.Good # the only one\n")))
                .isEqualTo("");
        assertThat(verify("plug.Good", Map.of())).isEqualTo(NOT_LISTED);
        assertThat(verify("plug.Good", Map.of(FILE, "plug.God"))).isEqualTo(NOT_LISTED);
    }

    @Test
    void a_module_provides_it_as_well() throws Exception {
        String provides = "module plug { provides " + SERVICE + " with plug.Good; }";

        assertThat(verify("plug.Good", Map.of(FILE, "plug.Good", "module-info.java", provides)))
                .isEqualTo("");
        assertThat(verify("plug.Good", Map.of("module-info.java", provides))).contains(NOT_LISTED);
        assertThat(verify("plug.Good", Map.of(FILE, "plug.Good", "module-info.java", "module plug {}")))
                .contains("module-info must say 'provides " + SERVICE
                        + " with plug.Good', or the plug-in is not found on the module path");
        assertThat(verify("plug.Good", Map.of(FILE, "plug.Good\nplug.Gone", "module-info.java", provides)))
                .isEqualTo(
                        "module-info and " + FILE
                                + " must name the same classes, but 'provides' has [plug.Good] and the file [plug.Gone, plug.Good]");
    }

    @Test
    void the_factory_can_be_made_by_anyone() throws Exception {
        assertThat(verify("plug.Hidden", Map.of(FILE, "plug.Hidden"))).contains("plug.Hidden must be a public class");
        assertThat(verify("plug.Partial", Map.of(FILE, "plug.Partial")))
                .contains("must be a public class that is not abstract");
        assertThat(verify("plug.Demanding", Map.of(FILE, "plug.Demanding")))
                .isEqualTo(
                        "plug.Demanding needs a public constructor without parameters, or ServiceLoader cannot make it");
    }

    /** Verifies a class in a plug-in of these files, once in a directory and once in a jar, which must say the same. */
    private String verify(String factory, Map<String, String> files) throws Exception {
        Path root = Files.createTempDirectory(directory, "plug");
        write(root, "plug/Good.java", TOOL.formatted("public", "Good", ""));
        write(root, "plug/Hidden.java", TOOL.formatted("", "Hidden", "public Hidden() {}"));
        write(root, "plug/Partial.java", TOOL.formatted("public abstract", "Partial", ""));
        write(root, "plug/Demanding.java", TOOL.formatted("public", "Demanding", "public Demanding(String what) {}"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(root, file.getKey(), file.getValue());
        }
        try (Stream<Path> all = Files.walk(root)) {
            run(
                    "javac",
                    all.map(Path::toString)
                            .filter(name -> name.endsWith(".java"))
                            .toArray(String[]::new));
        }
        Path jar = root.resolveSibling(root.getFileName() + ".jar");
        run("jar", "--create", "--file", jar.toString(), "-C", root.toString(), ".");

        String findings = verify(factory, root);
        assertThat(verify(factory, jar)).isEqualTo(findings);
        return findings;
    }

    private static String verify(String factory, Path location) throws Exception {
        Findings findings = new Findings();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {location.toUri().toURL()})) {
            Packaging.verify(ToolProvider.class, loader.loadClass(factory), findings);
        }
        return findings.toString();
    }

    private static void run(String tool, String... arguments) {
        int exit = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        assertThat(exit).as(tool).isZero();
    }

    private static void write(Path root, String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
