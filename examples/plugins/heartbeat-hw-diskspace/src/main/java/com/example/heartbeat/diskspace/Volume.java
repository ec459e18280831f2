package com.example.heartbeat.diskspace;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A mounted file system. */
interface Volume {

    /** Where it is mounted. That is its identity: what is mounted there may move to another device, {@code /dev/sda1} any day. */
    String mountPoint();

    /** How full it is. May take long if the device is sick. */
    Space space() throws IOException;

    /**
     * The file systems worth watching: local, writable, each device once. On Linux the table of mounts tells, elsewhere the root
     * directories are looked at.
     */
    static List<Volume> ofThisMachine() throws IOException {
        Path mounts = Path.of("/proc/self/mounts");
        if (Files.isReadable(mounts)) {
            return MountTable.volumes(Files.readAllLines(mounts));
        }
        List<Volume> volumes = new ArrayList<>();
        for (Path root : FileSystems.getDefault().getRootDirectories()) {
            if (Files.exists(root) && !Files.getFileStore(root).isReadOnly()) { // neither an empty drive nor a DVD
                volumes.add(new Mounted(root.toString()));
            }
        }
        return volumes;
    }

    /** One that is really there. */
    record Mounted(String mountPoint) implements Volume {
        @Override
        public Space space() throws IOException {
            return Space.of(Files.getFileStore(Path.of(mountPoint)));
        }
    }
}
