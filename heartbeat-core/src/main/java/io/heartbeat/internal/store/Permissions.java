package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;

/** Permissions that keep other users out, on file systems that know the POSIX ones. */
final class Permissions {
    private Permissions() {}

    static FileAttribute<?>[] ownerOnlyFile(Path path) {
        return posix(path, "rw-------");
    }

    static FileAttribute<?>[] ownerOnlyDirectory(Path path) {
        return posix(path, "rwx------");
    }

    /** Takes from others what they may do with a file that is there. */
    static void keepOthersOut(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    static boolean othersCanWrite(Path directory) throws IOException {
        return isPosix(directory)
                && !Collections.disjoint(
                        Files.getPosixFilePermissions(directory),
                        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] posix(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
