package wherry.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.transfer.ProtocolException;

/** Refuses what cannot fit on a disk before any of it comes: it would fill the disk, and most of it would come in vain. */
final class FreeSpace {
    private FreeSpace() {}

    /**
     * @param folder need not exist yet
     * @throws DiskFullException less is free, what is kept of broken receptions included: it may be continued
     * @throws ProtocolException its disk is not there, and what another one has free says nothing
     */
    static void require(Path folder, long bytes) throws ProtocolException {
        FolderDisk.require(folder);
        long free = SpaceReservations.free(existing(folder), Files::getFileStore);
        if (bytes > free && bytes - kept(folder) > free) {
            throw new DiskFullException(bytes, free);
        }
    }

    private static Path existing(Path folder) {
        Path existing = folder;
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static long kept(Path folder) {
        long bytes = 0;
        try {
            for (JournaledPaths paths : JournaledPaths.all(folder)) {
                bytes += paths.isWithoutData() ? 0 : Files.size(paths.data());
            }
        } catch (IOException goneMeanwhile) {
            return bytes;
        }
        return bytes;
    }
}
