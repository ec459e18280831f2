package io.heartbeat.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a factory will be found where its jar is dropped: on the class path by one file, on the module path by another. */
final class Packaging {
    private final Class<?> service;
    private final Class<?> factory;
    private final Findings findings;

    private Packaging(Class<?> service, Class<?> factory, Findings findings) {
        this.service = service;
        this.factory = factory;
        this.findings = findings;
    }

    static void verify(Class<?> service, Class<?> factory, Findings findings) {
        Packaging packaging = new Packaging(service, factory, findings);
        packaging.verifyConstructor();
        packaging.verifyDeclarations();
    }

    private void verifyConstructor() {
        findings.expect(
                Modifier.isPublic(factory.getModifiers()) && !Modifier.isAbstract(factory.getModifiers()),
                factory.getName() + " must be a public class that is not abstract, or ServiceLoader cannot make it");
        findings.expect(
                Arrays.stream(factory.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0),
                factory.getName() + " needs a public constructor without parameters, or ServiceLoader cannot make it");
    }

    private void verifyDeclarations() {
        try {
            Path location = location();
            if (Files.isDirectory(location)) {
                verifyDeclarations(location);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(location, Map.of())) {
                    verifyDeclarations(jar.getPath("/"));
                }
            }
        } catch (IOException | URISyntaxException | RuntimeException e) {
            findings.add("Cannot look into the jar or directory of " + factory.getName() + ": " + e);
        }
    }

    private Path location() throws URISyntaxException, IOException {
        CodeSource source = factory.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IOException("its class loader does not tell where it is");
        }
        return Path.of(source.getLocation().toURI());
    }

    private void verifyDeclarations(Path root) throws IOException {
        String file = "META-INF/services/" + service.getName();
        Set<String> listed =
                Files.exists(root.resolve(file)) ? listed(Files.readString(root.resolve(file))) : listedElsewhere(file);
        findings.expect(
                listed.contains(factory.getName()),
                file + " must list " + factory.getName() + ", or the plug-in is not found on the class path");
        Optional<Set<String>> provided = provided(root.resolve("module-info.class"));
        if (provided.isPresent()) {
            findings.expect(
                    provided.get().contains(factory.getName()),
                    "module-info must say 'provides " + service.getName() + " with " + factory.getName()
                            + "', or the plug-in is not found on the module path");
            findings.expect(
                    provided.get().equals(listed),
                    "module-info and " + file + " must name the same classes, but 'provides' has " + provided.get()
                            + " and the file " + listed);
        }
    }

    /** Some build tools keep resources in a directory of their own. */
    private Set<String> listedElsewhere(String file) throws IOException {
        for (URL url : factory.getClassLoader().resources(file).toList()) {
            try (InputStream content = url.openStream()) {
                Set<String> listed = listed(new String(content.readAllBytes(), StandardCharsets.UTF_8));
                if (listed.contains(factory.getName())) {
                    return listed;
                }
            }
        }
        return Set.of();
    }

    private static Set<String> listed(String content) {
        Set<String> names = new TreeSet<>();
        content.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    private Optional<Set<String>> provided(Path descriptor) throws IOException {
        if (!Files.exists(descriptor)) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(descriptor)) {
            Set<String> names = new TreeSet<>();
            ModuleDescriptor.read(content).provides().stream()
                    .filter(provides -> provides.service().equals(service.getName()))
                    .forEach(provides -> names.addAll(provides.providers()));
            return Optional.of(names);
        }
    }
}
