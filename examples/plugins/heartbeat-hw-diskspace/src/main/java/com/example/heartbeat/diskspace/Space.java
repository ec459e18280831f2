package com.example.heartbeat.diskspace;

import java.io.IOException;
import java.nio.file.FileStore;
import java.util.Locale;

/**
 * How much room a file system has, in bytes.
 *
 * @param used what files take
 * @param available what is left for everyone but root
 */
record Space(long used, long available) {

    static Space of(FileStore store) throws IOException {
        return new Space(store.getTotalSpace() - store.getUnallocatedSpace(), store.getUsableSpace());
    }

    /** As {@code df} computes it. */
    double percentUsed() {
        long all = used + available;
        return all == 0 ? 0 : 100.0 * used / all;
    }

    /** What is left, for people: {@code 4.2 GiB}. */
    String availableText() {
        double gibibytes = available / (double) (1L << 30);
        return gibibytes < 1
                ? String.format(Locale.ROOT, "%d MiB", available >> 20)
                : String.format(Locale.ROOT, "%.1f GiB", gibibytes);
    }
}
