package wherry.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import wherry.transfer.AtomicFile;
import wherry.transfer.PathText;

/**
 * Keeps, from one run to the next, where the disks of receiving folders are mounted: a computer may start before its
 * disks are there. One line for each folder, {@code mount<TAB>folder}. What cannot be read or kept is done without.
 */
final class DiskNotes {
    private static final System.Logger LOG = System.getLogger(DiskNotes.class.getName());
    private static final int LARGEST = 1 << 20;

    private final Path file;
    private Map<Path, Path> kept;

    DiskNotes(Path file) {
        this.file = file;
    }

    /** The mount of each folder. */
    synchronized Map<Path, Path> read() {
        if (kept == null) {
            kept = new LinkedHashMap<>();
            try {
                if (Files.size(file) <= LARGEST) {
                    Files.readString(file, StandardCharsets.UTF_8).lines().forEach(this::add);
                }
            } catch (NoSuchFileException firstStart) {
                // Nothing is known yet.
            } catch (IOException unreadable) {
                LOG.log(System.Logger.Level.DEBUG, "Reading where disks were", unreadable);
            }
        }
        return Map.copyOf(kept);
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        try {
            if (tab > 0) {
                kept.put(PathText.of(line.substring(tab + 1)), PathText.of(line.substring(0, tab)));
            }
        } catch (InvalidPathException otherSystem) {
            LOG.log(System.Logger.Level.DEBUG, "Reading where a disk was", otherSystem);
        }
    }

    /** A folder whose disk cannot be taken away has none. */
    synchronized void put(Path folder, Path mount) {
        Path before = read().get(folder);
        boolean fixed = mount.getParent() == null || !isOneLine(mount) || !isOneLine(folder);
        if (fixed ? before == null : mount.equals(before)) {
            return;
        }
        if (fixed) {
            kept.remove(folder);
        } else {
            kept.put(folder, mount);
        }
        write();
    }

    private void write() {
        String lines = kept.entrySet().stream()
                .map(entry -> PathText.of(entry.getValue()) + "\t" + PathText.of(entry.getKey()) + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.replace(file, lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unkept) {
            LOG.log(System.Logger.Level.DEBUG, "Keeping where disks are", unkept);
        }
    }

    private static boolean isOneLine(Path path) {
        return PathText.of(path).chars().noneMatch(unit -> unit == '\t' || unit == '\n' || unit == '\r');
    }
}
