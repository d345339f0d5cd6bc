package wherry.ui.transfers;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Remembers what was looked for on the disk and was not there: there is nothing of it to open. Event thread only. */
final class GonePlaces {
    /** Then everything is looked at anew; nobody sees so many rows in one run. */
    private static final int MOST = 20_000;

    private final Set<Path> files = new HashSet<>();
    private final Set<String> transfers = new HashSet<>();

    boolean has(Path file) {
        return files.contains(file);
    }

    /** Whether nothing is left of that transfer. */
    boolean has(String transferId) {
        return transfers.contains(transferId);
    }

    /**
     * Takes over what was seen. Takes as long as that is, however much is remembered.
     *
     * @param missing of those that were looked for
     * @return whether anything is other than it was
     */
    boolean put(Collection<Path> looked, Collection<Path> missing) {
        if (files.size() > MOST) {
            files.clear();
        }
        Set<Path> absent = Set.copyOf(missing);
        boolean changed = false;
        for (Path file : looked) {
            changed |= absent.contains(file) ? files.add(file) : files.remove(file);
        }
        return changed;
    }

    /** Whether nothing is left of that transfer, as was seen now. True if that is new. */
    boolean put(String transferId, boolean gone) {
        return gone ? transfers.add(transferId) : transfers.remove(transferId);
    }

    void forget(String transferId) {
        transfers.remove(transferId);
    }
}
