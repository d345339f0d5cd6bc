package wherry.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import wherry.transfer.ProtocolException;

/**
 * Reserves space for the partial files that this process has open, in all folders. One for the whole process, because that is whom the
 * system's file locks belong to: closing any descriptor of a file drops them all, so nothing in this process may open a
 * partial file that is still being written. Their names tell them apart: they hold 128 random bits.
 */
final class SpaceReservations {
    /** For so long what was free is taken to be so still, less what was claimed since: asking costs more than writing. */
    private static final Duration FRESH = Duration.ofMillis(200);

    private static final Map<String, Claim> OPEN = new HashMap<>();
    private static Measured last = new Measured(Path.of(""), null, 0);

    private SpaceReservations() {}

    /** A share of a disk that is spoken for and not all written yet. */
    static final class Claim {
        private final FileStore disk;
        private final long size;
        private volatile FileChannel written;

        /** @param disk null where the system does not tell */
        private Claim(FileStore disk, long size) {
            this.disk = disk;
            this.size = size;
        }

        /** What is in this file counts as used, not as claimed. */
        void writtenTo(FileChannel channel) {
            written = channel;
        }

        private long open() {
            try {
                return written == null ? size : Math.max(0, size - written.size());
            } catch (IOException closed) {
                return 0;
            }
        }
    }

    /** What was free, less what was claimed since then. Nothing is given back to it: it errs on the safe side. */
    private static final class Measured {
        private final Path folder;
        private final FileStore disk;
        private final long at = System.nanoTime();
        private long free;

        private Measured(Path folder, FileStore disk, long free) {
            this.folder = folder;
            this.disk = disk;
            this.free = free;
        }

        private boolean covers(Path where, long size) {
            return size <= free && where.equals(folder) && System.nanoTime() - at < FRESH.toNanos();
        }
    }

    /**
     * Claims space for a partial file.
     *
     * @param folder exists
     * @param size in bytes
     * @throws ProtocolException there is not enough, counting what others in this process have still to write
     */
    static synchronized Claim add(String name, Path folder, long size) throws ProtocolException {
        if (!last.covers(folder, size)) {
            last = measured(folder, Files::getFileStore);
        }
        if (size > last.free) {
            throw new DiskFullException(size, last.free);
        }
        last.free -= size;
        Claim claim = new Claim(last.disk, size);
        OPEN.put(name, claim);
        return claim;
    }

    static synchronized void remove(String name) {
        OPEN.remove(name);
    }

    static synchronized boolean contains(String name) {
        return OPEN.containsKey(name);
    }

    /** Tells which disk a folder is on, as {@link Files#getFileStore} does. */
    @FunctionalInterface
    interface Disks {
        FileStore of(Path folder) throws IOException;
    }

    /** How many bytes are free in a folder; where the system does not tell, as in a chroot or a sandbox, all there are. */
    static synchronized long free(Path folder, Disks disks) {
        return measured(folder, disks).free;
    }

    private static Measured measured(Path folder, Disks disks) {
        try {
            FileStore disk = disks.of(folder);
            return new Measured(folder, disk, free(disk));
        } catch (IOException | RuntimeException untold) {
            return new Measured(folder, null, Long.MAX_VALUE);
        }
    }

    private static long free(FileStore disk) throws IOException {
        long usable = disk.getUsableSpace();
        // Some network file systems do not know; some have more than fits into the number.
        if (usable < 0 || (usable == 0 && disk.getTotalSpace() == 0)) {
            return Long.MAX_VALUE;
        }
        long claimed = OPEN.values().stream()
                .filter(claim -> disk.equals(claim.disk))
                .mapToLong(Claim::open)
                .sum();
        return Math.max(0, usable - claimed);
    }
}
