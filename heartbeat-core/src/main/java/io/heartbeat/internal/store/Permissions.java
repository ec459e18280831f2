package io.heartbeat.internal.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions that keep other users out, on file systems that know the POSIX ones. */
final class Permissions {
    private Permissions() {}

    static FileAttribute<?>[] ownerOnlyFile(Path path) {
        return posix(path, "rw-------");
    }

    static FileAttribute<?>[] ownerOnlyDirectory(Path path) {
        return posix(path, "rwx------");
    }

    private static FileAttribute<?>[] posix(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
