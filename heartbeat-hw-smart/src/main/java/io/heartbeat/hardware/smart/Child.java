package io.heartbeat.hardware.smart;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A process whose output is read to a bound. Two threads drain it, so that it never blocks on a full pipe; they end with it.
 *
 * <p>Used by one thread, but any may ask whether it is alive, or kill it.
 */
final class Child {
    private static final int MOST_OUTPUT = 4 << 20;
    private static final int MOST_COMPLAINT = 64 << 10;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** What this process was told in confidence is none of a child's business: HEARTBEAT_SECRET and the like. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|token|password|passphrase).*");

    private final Process process;
    private final Drain output;
    private final Drain complaint;
    private final List<ProcessHandle> killed = new CopyOnWriteArrayList<>();

    private Child(Process process) {
        this.process = process;
        this.output = new Drain(process.getInputStream(), MOST_OUTPUT);
        this.complaint = new Drain(process.getErrorStream(), MOST_COMPLAINT);
    }

    static Child start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> SECRET.matcher(name).matches());
        builder.environment().put("LC_ALL", "C");
        builder.redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
        return new Child(builder.start());
    }

    /** Waits for it to end. Returns false if it has not, within that time. */
    boolean await(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            if (output.overflowed) {
                return kill();
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
        }
        // What it started itself may hold the pipes open for longer.
        output.thread.join(GRACE.toMillis());
        complaint.thread.join(GRACE.toMillis());
        return true;
    }

    /** Kills it and what it started. Returns false if it survives, as one does that waits for a disk inside the kernel. */
    boolean kill() throws InterruptedException {
        killNow();
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (isAlive() && System.nanoTime() - deadline < 0) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
            if (!process.isAlive()) {
                Thread.sleep(10);
            }
        }
        return !isAlive();
    }

    /** Kills it and what it started, and does not wait. */
    void killNow() {
        process.descendants().forEach(killed::add);
        killed.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive() || killed.stream().anyMatch(handle -> handle.isAlive() && !isZombie(handle));
    }

    /** Whether it has ended and just nobody asks for its exit, as in a container without an init process (see proc(5)). */
    private static boolean isZombie(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }

    int exit() {
        return process.exitValue();
    }

    boolean overflowed() {
        return output.overflowed;
    }

    String output() {
        return output.text();
    }

    String complaint() {
        return complaint.text();
    }

    /** Reads a stream to its end, and keeps as much of it as fits. */
    private static final class Drain {
        private final InputStream stream;
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread = new Thread(this::run, "heartbeat-smart-output");
        private volatile boolean overflowed;

        private Drain(InputStream stream, int most) {
            this.stream = stream;
            this.most = most;
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            byte[] buffer = new byte[8192];
            try (stream) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    int room = most - kept.size();
                    kept.write(buffer, 0, Math.min(read, room));
                    overflowed |= read > room;
                }
            } catch (IOException closed) {
                // The process was killed; what it printed before is kept.
            }
        }

        private String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
