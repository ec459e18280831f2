package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Another Java process with the core and its tests on the class path: for what only a real process, and its death, can show. */
public final class ChildJvm {
    private ChildJvm() {}

    /** The process to start, which runs this main class. */
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        String classPath = Stream.of(Heartbeat.class, HeartbeatEvent.class, Logger.class, main)
                .map(ChildJvm::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(Stream.concat(Stream.of(java, "-cp", classPath, main.getName()), Stream.of(arguments))
                .toList());
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
