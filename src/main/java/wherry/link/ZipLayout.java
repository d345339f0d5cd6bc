package wherry.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says where everything is in the zip of what is offered, so that its length is known before a byte of it is read, and
 * any part can be had.
 *
 * @param directory where the directory begins
 * @param end where the directory ends
 */
record ZipLayout(List<ZipEntry> entries, long directory, long end) {
    static ZipLayout of(SharedFiles files) {
        List<ZipEntry> entries = new ArrayList<>(files.files().size());
        long offset = 0;
        for (SharedFile file : files.files()) {
            offset = add(new ZipEntry(file.name(), file.modified(), Optional.of(file), offset), entries);
        }
        for (SharedFolder folder : files.emptyFolders()) {
            offset = add(new ZipEntry(folder.name() + "/", folder.modified(), Optional.empty(), offset), entries);
        }
        long end =
                offset + entries.stream().mapToLong(ZipRecords::centralLength).sum();
        return new ZipLayout(List.copyOf(entries), offset, end);
    }

    private static long add(ZipEntry entry, List<ZipEntry> entries) {
        entries.add(entry);
        return behind(entry);
    }

    /** Where the next one begins. */
    static long behind(ZipEntry entry) {
        return entry.offset() + ZipRecords.localLength(entry) + entry.size() + ZipRecords.descriptorLength(entry);
    }

    long length() {
        return end + ZipRecords.endLength(entries.size(), end - directory, directory);
    }

    /** The number of the entry that holds the byte there, which is before the directory. */
    int entryAt(long position) {
        int low = 0;
        int high = entries.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (entries.get(middle).offset() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
