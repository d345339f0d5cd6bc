package wherry.ui.transfers;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.transfer.OfferedFile;
import wherry.transfer.PathText;
import wherry.transfer.TransferState;

/**
 * Holds the files of one transfer and what became of each. Safe for use by many threads: nodes write it while the window
 * paints it. There may be 100 000, so a file takes a few bytes here, and a place and a time once it is on the disk.
 */
public final class FileList {
    /** Why files did not come is kept for so many of them. */
    private static final int SENTENCES_KEPT = 1_000;
    /** Files end nearly in their order: so far is looked for the next before an index is made. */
    private static final int NEAR = 64;
    /** In the place of a time: the file was there before, and is not to be taken away. */
    private static final long NOT_OURS = Long.MIN_VALUE;

    private final List<OfferedFile> files;
    private final List<Path> sources;
    private final List<Path> picked;
    /** Null for those that have not ended. */
    private final TransferState[] states;

    private final Map<Integer, String> sentences = new HashMap<>();
    private String[] places = {};
    private long[] times = {};
    private Map<Object, Integer> index = Map.of();
    private int next;

    /** A received file on the disk, as it was when it came. */
    public record Place(Path path, long size, Instant modified) {}

    FileList(List<OfferedFile> files, List<Path> sources, List<Path> picked) {
        this.files = files;
        this.sources = sources;
        this.picked = picked;
        this.states = new TransferState[files.size()];
    }

    /** One that was received before this program was started. */
    static FileList received(List<OfferedFile> files, List<Place> places) {
        FileList list = new FileList(files, List.of(), List.of());
        for (int i = 0; i < places.size(); i++) {
            list.place(i, places.get(i).path(), Optional.of(places.get(i).modified()));
        }
        return list;
    }

    public int size() {
        return files.size();
    }

    public OfferedFile file(int number) {
        return files.get(number);
    }

    /** What the user chose to send; empty for a reception. */
    public List<Path> picked() {
        return picked;
    }

    /** How it ended, given where its transfer stands; {@code QUEUED} or the transfer's state while it has not. */
    public synchronized TransferState state(int number, TransferState ofTransfer) {
        if (states[number] != null) {
            return states[number];
        }
        return ofTransfer == TransferState.MOVING || ofTransfer == TransferState.CONFIRMING
                ? TransferState.QUEUED
                : ofTransfer;
    }

    /** Why it did not arrive, or what else is to be said of it; mostly empty. */
    public synchronized String sentence(int number) {
        return sentences.getOrDefault(number, "");
    }

    /** The first that has failed, if any. */
    public synchronized Optional<OfferedFile> firstFailed() {
        for (int i = 0; i < states.length; i++) {
            if (states[i] == TransferState.FAILED) {
                return Optional.of(files.get(i));
            }
        }
        return Optional.empty();
    }

    /** Where it is on this computer, if it is. */
    public synchronized Optional<Path> path(int number) {
        if (!sources.isEmpty()) {
            return Optional.of(sources.get(number));
        }
        return places.length > 0 && places[number] != null
                ? Optional.of(PathText.of(places[number]))
                : Optional.empty();
    }

    /** The files that came and are in place; not those that were there before. */
    public synchronized List<Place> places() {
        List<Place> list = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] != null && times[i] != NOT_OURS) {
                list.add(new Place(PathText.of(places[i]), files.get(i).size(), Instant.ofEpochMilli(times[i])));
            }
        }
        return list;
    }

    /** The outermost files and folders that were received into a folder. */
    public synchronized Collection<Path> outermost(Path folder) {
        Set<Path> all = new LinkedHashSet<>();
        for (String place : places) {
            if (place != null) {
                Path path = PathText.of(place);
                boolean inside = path.startsWith(folder) && path.getNameCount() > folder.getNameCount();
                all.add(inside ? folder.resolve(path.getName(folder.getNameCount())) : path);
            }
        }
        return all;
    }

    /** The file from there has ended. */
    synchronized void ended(Path source, TransferState state, String sentence) {
        end(find(source, sources), state, sentence);
    }

    /** The file of that name is in place, and was last changed then; or was there before. */
    synchronized void saved(String name, Path place, Optional<Instant> modified) {
        place(find(name, files), place, modified);
    }

    /** The file of that name has not come. */
    synchronized void missed(String name, String sentence) {
        end(find(name, files), TransferState.FAILED, sentence);
    }

    private synchronized void place(int number, Path place, Optional<Instant> modified) {
        if (number < 0) {
            return;
        }
        if (places.length == 0) {
            places = new String[files.size()];
            times = new long[files.size()];
        }
        places[number] = PathText.of(place);
        times[number] = modified.map(Instant::toEpochMilli).orElse(NOT_OURS);
        sentences.remove(number);
        end(number, TransferState.DONE, "");
    }

    private void end(int number, TransferState state, String sentence) {
        if (number < 0) {
            return;
        }
        states[number] = state;
        if (!sentence.isEmpty() && sentences.size() < SENTENCES_KEPT) {
            sentences.put(number, sentence);
        }
    }

    /** The first of that name or place that has not ended, else any; -1 if there is none. */
    private int find(Object wanted, List<?> among) {
        int last = Math.min(among.size(), next + NEAR);
        for (int i = next; i < last; i++) {
            if (states[i] == null && key(among.get(i)).equals(wanted)) {
                next = i + 1;
                return i;
            }
        }
        if (index.isEmpty()) {
            index = new HashMap<>();
            for (int i = 0; i < among.size(); i++) {
                index.putIfAbsent(key(among.get(i)), i);
            }
        }
        return index.getOrDefault(wanted, -1);
    }

    private static Object key(Object listed) {
        return listed instanceof OfferedFile file ? file.name() : listed;
    }

    /** Nothing more will come of it: what only served to find files goes. */
    synchronized void close() {
        index = Map.of();
    }
}
