package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.heartbeat.spi.NotifierFactory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Compiles providers into jars in a temporary directory. */
final class ProviderJar {
    /** The body of a {@code create} that makes one notifier. */
    static final String DELIVERS = "return List.of((n, a) -> Outcome.delivered());";

    private final Path directory;
    private final String name;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final StringBuilder listing = new StringBuilder();
    private String service = NotifierFactory.class.getName();

    ProviderJar(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    ProviderJar service(Class<?> type) {
        service = type.getName();
        return this;
    }

    /** A class that is named as a provider. */
    ProviderJar provider(String type, String source) {
        listing.append(type).append('\n');
        return source(type, source);
    }

    /** A class beside the provider. */
    ProviderJar source(String type, String source) {
        sources.put(type, source);
        return this;
    }

    /** Leaves these classes out of the jar, though others were compiled against them. */
    ProviderJar without(String... classes) {
        missing.addAll(List.of(classes));
        return this;
    }

    /** A line in {@code META-INF/services}. */
    ProviderJar listed(String line) {
        listing.append(line).append('\n');
        return this;
    }

    /** A notifier factory whose create has this body. */
    static String factory(String type, String typeBody, String createBody) {
        return factory(type, "", typeBody, createBody);
    }

    /** A notifier factory with more members, among them perhaps a constructor. */
    static String factory(String type, String members, String typeBody, String createBody) {
        int dot = type.lastIndexOf('.');
        return "package " + type.substring(0, dot) + ";\n"
                + "import io.heartbeat.spi.*; import java.util.*; import java.time.*; import java.net.*;\n"
                + "public class " + type.substring(dot + 1) + " implements NotifierFactory {\n"
                + members
                + "\npublic String type() { " + typeBody + " }\n"
                + "public List<Notifier> create(PluginSettings s) { " + createBody + " }\n}\n";
    }

    Path build() throws IOException {
        Path src = Files.createDirectories(directory.resolve(name + "-src"));
        Path out = Files.createDirectories(directory.resolve(name + "-classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-nowarn", "-proc:none", "--release", "17", "-cp", api(), "-d", out.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = src.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        if (!sources.isEmpty()) {
            StringWriter said = new StringWriter();
            PrintWriter writer = new PrintWriter(said);
            assertThat(ToolProvider.findFirst("javac")
                            .orElseThrow()
                            .run(writer, writer, arguments.toArray(String[]::new)))
                    .as(() -> said.toString())
                    .isZero();
        }
        for (String type : missing) {
            Files.delete(out.resolve(type.replace('.', '/') + ".class"));
        }
        Path jar = directory.resolve(name + ".jar");
        try (OutputStream stream = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(stream);
                Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new JarEntry(out.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, entries);
            }
            entries.putNextEntry(new JarEntry("META-INF/services/" + service));
            entries.write(listing.toString().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    static URLClassLoader loader(Path... jars) throws IOException {
        return loader(NotifierFactory.class.getClassLoader(), jars);
    }

    static URLClassLoader loader(ClassLoader parent, Path... jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    static String api() {
        try {
            return Path.of(NotifierFactory.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar with one notifier of this type that needs no settings; its class is {@code <type>.Good}. */
    static ProviderJar good(Path directory, String type) {
        return new ProviderJar(directory, type)
                .provider(type + ".Good", factory(type + ".Good", "return \"" + type + "\";", DELIVERS));
    }

    /** What became of this provider. */
    static PluginStatus status(List<PluginStatus> statuses, String provider) {
        return statuses.stream()
                .filter(status -> status.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> new AssertionError(provider + " not in " + statuses));
    }

    static NotificationsConfig config(ClassLoader loader) {
        return NotificationsConfig.builder().classLoader(loader).build();
    }

    static List<String> errors(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .asInstanceOf(type(ConfigurationException.class))
                .actual()
                .errors();
    }
}
