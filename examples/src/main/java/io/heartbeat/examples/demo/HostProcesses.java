package io.heartbeat.examples.demo;

import static java.util.Objects.requireNonNull;

import io.heartbeat.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The demo's hosts: real processes, none of which outlives this object or this JVM. */
final class HostProcesses implements AutoCloseable {
    static final String SECRET_VARIABLE = "HEARTBEAT_SECRET";

    private final Secret secret;
    private final String target;
    private final Duration interval;
    private final Map<String, ReplayedDisk> disks;
    private final Map<String, Process> processes = new HashMap<>();
    private final Thread hook = new Thread(this::killAll, "heartbeat-demo-end");
    private boolean ended;

    /** With disks in some of the hosts, by the hosts' names. */
    HostProcesses(Secret secret, String target, Duration interval, Map<String, ReplayedDisk> disks) {
        this.secret = secret;
        this.disks = disks;
        this.target = target;
        this.interval = interval;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void start(String name) {
        if (ended) {
            throw new IllegalStateException("The demo is over");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx32m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                DemoHost.class.getName(),
                name,
                target,
                interval.toString()));
        ReplayedDisk disk = disks.get(name);
        if (disk != null) {
            command.add(disk.smartctl().toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(SECRET_VARIABLE, secret.text());
        try {
            processes.put(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a process for " + name + ": " + e.getMessage(), e);
        }
    }

    /** SIGKILL: the process gets no chance to say anything. */
    synchronized void kill(String name) {
        process(name).destroyForcibly();
    }

    /** SIGTERM: the process says goodbye. */
    synchronized void stop(String name) {
        process(name).toHandle().destroy();
    }

    private Process process(String name) {
        return requireNonNull(processes.get(name), name);
    }

    /** Ends all processes that are left, and waits until they are gone. */
    @Override
    public void close() {
        killAll();
        for (Process process : processes.values()) {
            process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException theHookIsAtWork) {
            return;
        }
    }

    private synchronized void killAll() {
        ended = true;
        processes.values().forEach(Process::destroyForcibly);
    }
}
