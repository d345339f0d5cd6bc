package wherry.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The folders of one reception that are held open: those used last, for each takes a descriptor. Each was entered from
 * the one around it, from the receiving folder on. Safe for use by many threads.
 */
final class HeldFolders implements Closeable {
    private static final int MOST = 16;

    private final HeldFolder top;
    private final Map<Path, HeldFolder> open = new LinkedHashMap<>(MOST, 0.75f, true);
    private boolean closed;

    HeldFolders(Path top) {
        this.top = HeldFolder.chosen(top);
    }

    /**
     * Does something in a folder.
     *
     * @param folder in the receiving folder, or that itself
     * @throws java.nio.file.NoSuchFileException it was taken away, or something else bears its name by now
     */
    <T> T in(Path folder, HeldFolder.Use<T> use) throws IOException {
        // Others may need so many folders that this one is to be closed by now.
        return entered(folder).leavingAfter(use);
    }

    private HeldFolder entered(Path folder) throws IOException {
        HeldFolder known = known(folder);
        // Not under the lock, which all files of the reception go through.
        if (known != null && known.isThere()) {
            return known;
        }
        if (known != null) {
            known.leave();
        }
        return enteredAnew(folder);
    }

    /** Entered; or null. */
    private synchronized HeldFolder known(Path folder) throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        HeldFolder known = folder.equals(top.path()) ? top : open.get(folder);
        if (known != null) {
            known.enter();
        }
        return known;
    }

    private synchronized HeldFolder enteredAnew(Path folder) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        HeldFolder held = hold(folder);
        held.enter();
        return held;
    }

    private HeldFolder hold(Path folder) throws IOException {
        if (folder.equals(top.path())) {
            return top;
        }
        HeldFolder known = open.get(folder);
        if (known != null && known.isThere()) {
            return known;
        }
        if (known != null) {
            open.remove(folder).close();
        }
        HeldFolder opened = hold(folder.getParent()).open(folder.getFileName());
        open.put(folder, opened);
        if (open.size() > MOST) {
            Path eldest = open.keySet().iterator().next();
            open.remove(eldest).close();
        }
        return opened;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (HeldFolder held : open.values()) {
            held.close();
        }
        open.clear();
    }
}
