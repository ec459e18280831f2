package io.heartbeat.examples;

import io.heartbeat.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The lines of a secret file, to be replaced as a whole or not at all. Remarks stay where they are. What is written is for the owner's eyes
 * only, and the owner stays the same.
 */
final class SecretLines {
    private final Path file;
    private final List<String> lines;

    private SecretLines(Path file, List<String> lines) {
        this.file = file;
        this.lines = new ArrayList<>(lines);
    }

    static SecretLines of(Path file) throws IOException {
        return new SecretLines(file.toRealPath(), Files.readAllLines(file));
    }

    void add(Secret secret) throws IOException {
        lines.add(secret.text());
        write();
    }

    /** The last becomes the first. */
    void promote() throws IOException {
        List<Integer> secrets = secrets();
        String last = lines.remove((int) secrets.get(secrets.size() - 1));
        lines.add(secrets.get(0), last);
        write();
    }

    /** Only the first stays. */
    void retire() throws IOException {
        List<Integer> secrets = secrets();
        for (int i = secrets.size() - 1; i > 0; i--) {
            lines.remove((int) secrets.get(i));
        }
        write();
    }

    /** On which lines they are. */
    private List<Integer> secrets() {
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#"))
                .boxed()
                .toList();
    }

    private void write() throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                ByteBuffer rest = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                keepOwner(temporary);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Whoever could read it before, as its owner, must be able to afterwards. */
    private void keepOwner(Path next) throws IOException {
        if (isPosix()) {
            PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
            PosixFileAttributeView after = Files.getFileAttributeView(next, PosixFileAttributeView.class);
            if (!before.owner().equals(after.getOwner())) {
                after.setOwner(before.owner());
            }
            if (!before.group().equals(after.readAttributes().group())) {
                after.setGroup(before.group());
            }
        }
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
