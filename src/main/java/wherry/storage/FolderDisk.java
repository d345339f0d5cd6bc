package wherry.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import wherry.transfer.DisplayText;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/**
 * Remembers which disk each receiving folder is on. Where a disk was unmounted, its place is an ordinary folder of another
 * one: what is put there fills the wrong disk, and disappears as soon as the right one is back. Disks are told by the
 * numbers that the system gives them; names are given by anybody, and a disk that is connected again may have another
 * number, but is mounted again. One memory for the whole process, for receiving folders are looked up anew each time.
 */
final class FolderDisk {
    /** The user has one, and some for peers. */
    private static final int MOST = 256;

    private static final Map<Path, FolderDisk> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, FolderDisk> eldest) {
            return size() > MOST;
        }
    };

    private static DiskNotes notes;

    /** Null while it is known from an earlier run only. */
    private final Object device;
    /** Where it is mounted. */
    private final Path mount;

    private FolderDisk(Object device, Path mount) {
        this.device = device;
        this.mount = mount;
    }

    /** What is remembered is kept there for the next run; so far nothing is. */
    static void keepIn(Path file) {
        synchronized (KNOWN) {
            notes = new DiskNotes(file);
        }
    }

    /** As in a process that has just started. */
    static void forget() {
        synchronized (KNOWN) {
            KNOWN.clear();
            notes = null;
        }
    }

    /**
     * Lets the folder be used, and made if need be, unless that would be on another disk than before.
     *
     * @throws ProtocolException its disk is not there
     */
    static void require(Path folder) throws ProtocolException {
        if (isGone(folder)) {
            throw new ProtocolException(Sentences.of("storage.diskGone", DisplayText.escape(folder)));
        }
    }

    /** Whether the disk that the folder was on is not there at the moment. */
    static boolean isGone(Path folder) {
        Path root = folder.getRoot();
        if (root == null || Files.notExists(root)) {
            return root != null;
        }
        FolderDisk known = known(folder);
        try {
            return known != null && !known.isUnder(folder);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static FolderDisk known(Path folder) {
        synchronized (KNOWN) {
            FolderDisk known = KNOWN.get(folder);
            Path mount = known == null && notes != null ? notes.read().get(folder) : null;
            return mount == null ? known : new FolderDisk(null, mount);
        }
    }

    /** From now on the folder, which need not be there, belongs to the disk that it is or would be on. */
    static void remember(Path folder) {
        try {
            Path there = nearest(folder).toRealPath();
            Object device = device(there);
            synchronized (KNOWN) {
                FolderDisk known = KNOWN.get(folder);
                if (known == null || !device.equals(known.device)) {
                    Path mount = mount(there, device);
                    KNOWN.put(folder, new FolderDisk(device, mount));
                    if (notes != null) {
                        notes.put(folder, mount);
                    }
                }
            }
        } catch (IOException unreadable) {
            System.getLogger(FolderDisk.class.getName())
                    .log(System.Logger.Level.DEBUG, "Finding a folder's disk", unreadable);
        }
    }

    private boolean isUnder(Path folder) throws IOException {
        Path there = nearest(folder);
        if (device(there).equals(device)) {
            return true;
        }
        // Another disk, or the same one connected again. What is only known by its place may be made there.
        return isMounted() && (device == null || Files.isDirectory(folder));
    }

    private boolean isMounted() throws IOException {
        Path around = mount.getParent();
        return around == null || (Files.exists(mount) && !device(mount).equals(device(around)));
    }

    private static Path mount(Path there, Object device) throws IOException {
        Path mount = there;
        for (Path up = there.getParent(); up != null && device(up).equals(device); up = up.getParent()) {
            mount = up;
        }
        return mount;
    }

    private static Path nearest(Path folder) {
        Path there = folder;
        while (there.getParent() != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return there;
    }

    /** Equal for files on the same disk; on Windows, where a disk that is gone takes its root along, for all. */
    static Object device(Path path) throws IOException {
        boolean known = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return known ? Files.getAttribute(path, "unix:dev") : "";
    }
}
