package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.HardwareMonitorFactory;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.testkit.HardwareMonitorContract;
import io.heartbeat.testkit.NotifierContract;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the plug-ins of the page "Write a plug-in" from the page alone, and holds them to their contracts. */
class PluginsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "plugins.md");
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\\n```\\w*\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @BeforeEach
    void write_the_files_of_the_page() throws Exception {
        Matcher files = FILE.matcher(Files.readString(PAGE));
        while (files.find()) {
            Path file = directory.resolve(files.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, files.group(2));
        }
    }

    @Test
    void the_notifier_of_the_page_works() throws Exception {
        try (URLClassLoader plugin = built("heartbeat-notifier-line")) {
            NotifierContract.of(only(NotifierFactory.class, plugin))
                    .with("path", directory.resolve("lines").toString())
                    .unreachableWith("path", directory.resolve("absent/lines").toString())
                    .verify();
        }
    }

    @Test
    void the_notifier_over_http_of_the_page_works() throws Exception {
        try (URLClassLoader plugin = built("heartbeat-notifier-bell")) {
            assertThat(only(NotifierFactory.class, plugin).type()).isEqualTo("bell");
            runTests("com.example.bell.BellNotifierTest", plugin);
        }
    }

    @Test
    void the_hardware_monitor_of_the_page_works() throws Exception {
        Path battery = Files.createDirectory(directory.resolve("BAT0"));
        Files.writeString(battery.resolve("capacity"), "50\n");
        try (URLClassLoader plugin = built("heartbeat-hw-battery")) {
            HardwareMonitorContract.of(only(HardwareMonitorFactory.class, plugin))
                    .with("directory", directory.toString())
                    .verify();
        }
    }

    private URLClassLoader built(String project) throws Exception {
        Path sources = directory.resolve(project).resolve("src");
        Path classes = sources.resolve("main/resources");
        Path testClasses = directory.resolve(project).resolve("test-classes");
        String path = System.getProperty("java.class.path");
        compile(sources.resolve("main/java"), classes, "--module-path", path);
        compile(
                sources.resolve("test/java"),
                testClasses,
                "-proc:none",
                "--class-path",
                path + File.pathSeparator + classes);
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL(), testClasses.toUri().toURL()},
                getClass().getClassLoader());
    }

    /** Those of the page that need nothing of JUnit but their mark. */
    private static void runTests(String name, ClassLoader loader) throws Exception {
        Class<?> tests = loader.loadClass(name);
        for (Method test : tests.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class)) {
                Constructor<?> constructor = tests.getDeclaredConstructor();
                constructor.setAccessible(true);
                test.setAccessible(true);
                test.invoke(constructor.newInstance());
            }
        }
    }

    private static void compile(Path sources, Path target, String... options) throws Exception {
        try (Stream<Path> files = Files.walk(sources)) {
            String[] arguments = Stream.of(
                            Stream.of(options),
                            Stream.of("-Xlint:all,-path", "-Werror", "-d", target.toString()),
                            files.map(Path::toString).filter(name -> name.endsWith(".java")))
                    .flatMap(part -> part)
                    .toArray(String[]::new);
            int exit = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, arguments);
            assertThat(exit).as("javac of " + sources).isZero();
        }
    }

    private static <T> T only(Class<T> service, ClassLoader loader) {
        return service.cast(ServiceLoader.load(service, loader).stream()
                .filter(provider -> provider.type().getClassLoader() == loader)
                .findFirst()
                .orElseThrow()
                .get());
    }
}
