package com.example.heartbeat.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** Appends one line for each notification to a file. */
final class FileNotifier implements Notifier {
    private final Path path;
    private final boolean withText;

    FileNotifier(Path path, boolean withText) {
        this.path = path;
        this.withText = withText;
    }

    @Override
    public Outcome deliver(Notification notification, Attempt attempt) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(line(notification).getBytes(UTF_8));
        // Opened each time, so that the file may be rotated; synced, because the core forgets what was delivered.
        try (FileChannel file = FileChannel.open(path, Set.of(CREATE, APPEND, SYNC))) {
            while (line.hasRemaining()) {
                file.write(line);
            }
            return Outcome.delivered();
        } catch (NoSuchFileException e) {
            return Outcome.rejected(
                    Outcome.Refusal.CONFIGURATION, "the directory of " + path + " does not exist: create it");
        } catch (AccessDeniedException e) {
            return Outcome.rejected(
                    Outcome.Refusal.CONFIGURATION, path + " must not be written to: change its permissions");
        } // any other IOException, a full disk for example, may pass: thrown, it means "try again"
    }

    private String line(Notification notification) {
        String words = withText ? notification.title() + ": " + notification.text() : notification.title();
        return notification.at() + " " + notification.severity() + " " + oneLine(words) + "\n";
    }

    /** Texts come from the network: a line break in one must not forge a line of its own, nor an escape reach a terminal. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
    }
}
