package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real disk whose n-th changing step fails, as a full or dying one does. */
final class FailingDisk extends Disk {
    private final int failingStep;
    private int step;

    FailingDisk(int failingStep) {
        this.failingStep = failingStep;
    }

    boolean hasFailed() {
        return step >= failingStep;
    }

    @Override
    protected void create(Path file, byte[] content) throws IOException {
        if (++step == failingStep) {
            Files.write(file, new byte[] {content[0]});
            throw new IOException("No space left on device");
        }
        super.create(file, content);
    }

    @Override
    protected void move(Path from, Path to) throws IOException {
        fail();
        super.move(from, to);
    }

    @Override
    protected void forceDirectory(Path directory) throws IOException {
        fail();
        super.forceDirectory(directory);
    }

    private void fail() throws IOException {
        if (++step == failingStep) {
            throw new IOException("Input/output error");
        }
    }
}
