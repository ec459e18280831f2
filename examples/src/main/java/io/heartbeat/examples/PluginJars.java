package io.heartbeat.examples;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jars of a directory, as a class loader beneath the runner's own. It lives as long as the process. */
final class PluginJars {
    private PluginJars() {}

    /** What is wrong with the directory goes to the errors. */
    static Optional<ClassLoader> loader(Path directory, Errors errors) {
        try (Stream<Path> files = Files.list(directory)) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : files.filter(PluginJars::isJar).sorted().toList()) {
                jars.add(url(jar));
                verify(jar, errors);
            }
            if (jars.isEmpty()) {
                errors.add("--plugins " + directory + " holds no jars");
            }
            return Optional.of(new URLClassLoader(jars.toArray(URL[]::new), PluginJars.class.getClassLoader()));
        } catch (IOException e) {
            errors.add("--plugins " + directory + " is no directory that can be read");
            return Optional.empty();
        }
    }

    /** A class loader would overlook it without a word. */
    private static void verify(Path jar, Errors errors) {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.size() == 0) {
                errors.add("--plugins: " + jar + " is empty");
            }
        } catch (IOException e) {
            errors.add("--plugins: " + jar + " is no jar, or only half of one: " + e.getMessage());
        }
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar");
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
