package wherry.settings;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what was sent and received, over the runs of the program, in a text file that people can read. Bounded: the oldest
 * go. Works on a file: not for the event thread. Safe for use by many threads.
 */
public final class TransferHistory {
    /** Transfers. */
    public static final int MOST = 1_000;
    /** Places of one transfer, and of all: where there are more of one, none is kept. */
    public static final int MOST_PLACES_OF_ONE = 100;

    private static final int MOST_PLACES = 5_000;
    private static final String FILE = "history.txt";
    private static final int LARGEST = 16 << 20;

    private static final System.Logger LOG = System.getLogger(TransferHistory.class.getName());

    private final ConfigFile file;
    private final Map<String, HistoryEntry> entries = new LinkedHashMap<>();
    private boolean read;
    private boolean changed;
    private int most = MOST;

    private TransferHistory(ConfigFile file) {
        this.file = file;
    }

    /**
     * Touches nothing yet.
     *
     * @param directory see {@link SettingsStore#directory}
     */
    public static TransferHistory in(Path directory) {
        return new TransferHistory(
                new ConfigFile(directory.toAbsolutePath().normalize().resolve(FILE), LARGEST));
    }

    /** All, the latest last. What cannot be read is only logged. */
    public synchronized List<HistoryEntry> all() {
        read();
        return List.copyOf(entries.values());
    }

    public synchronized boolean isEmpty() {
        read();
        return entries.isEmpty();
    }

    /** These have ended. Nothing is written before {@link #write}. */
    public synchronized void add(HistoryEntry entry) {
        read();
        boolean tooMany = entry.places().size() > MOST_PLACES_OF_ONE;
        entries.remove(entry.id());
        entries.put(entry.id(), tooMany ? entry.withoutPlaces() : entry);
        bound();
        changed = true;
    }

    /** So many from now on, {@link #MOST} at most. What is beyond goes. */
    public synchronized void keep(int entriesAtMost) {
        most = Math.min(entriesAtMost, MOST);
        if (read) {
            int before = entries.size();
            bound();
            changed |= entries.size() < before;
        }
    }

    public synchronized void remove(Collection<String> ids) {
        read();
        changed |= entries.keySet().removeAll(ids);
    }

    public synchronized void clear() {
        read = true;
        entries.clear();
        changed = true;
    }

    /**
     * Writes what has changed since, all or nothing.
     *
     * @throws IOException it cannot be written
     */
    public synchronized void write() throws IOException {
        if (changed) {
            file.replace(HistoryFormat.text(List.copyOf(entries.values())));
            changed = false;
        }
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        try {
            for (HistoryEntry entry : HistoryFormat.read(file.read())) {
                entries.put(entry.id(), entry);
            }
            bound();
        } catch (NoSuchFileException nothingYet) {
            LOG.log(Level.TRACE, "No history yet", nothingYet);
        } catch (ConfigFile.DamagedException damaged) {
            LOG.log(Level.INFO, "The history is set aside: " + file.setAside(), damaged);
        } catch (IOException unreadable) {
            LOG.log(Level.INFO, "Reading the history", unreadable);
        }
    }

    private void bound() {
        while (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        int places = entries.values().stream()
                .mapToInt(entry -> entry.places().size())
                .sum();
        for (String id : List.copyOf(new ArrayList<>(entries.keySet()))) {
            if (places <= MOST_PLACES) {
                return;
            }
            HistoryEntry entry = entries.get(id);
            places -= entry.places().size();
            entries.put(id, entry.withoutPlaces());
        }
    }
}
