package wherry.ui.transfers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.transfer.Event;

/**
 * Keeps the files of the transfers, from the node's events on the node's threads: 100 000 of them would be too many for
 * the event thread. Bounded in all; the oldest lists go. Safe for use by many threads.
 */
public final class FileLists {
    /** Files, and characters in their names, of all transfers together. */
    private static final int MOST_FILES = 250_000;

    private static final long MOST_CHARACTERS = 24_000_000;

    private final Map<String, FileList> lists = new LinkedHashMap<>();
    private final Map<String, Long> characters = new LinkedHashMap<>();
    private int filesHeld;
    private long charactersHeld;

    /** Takes what is about files; hands on everything else. */
    public Consumer<Event> before(Consumer<Event> others) {
        return event -> {
            if (event instanceof Event.FilesListed listed) {
                put(listed.transferId(), new FileList(listed.files(), listed.sources(), listed.picked()));
            } else if (event instanceof Event.FileSaved saved) {
                of(saved.transferId()).ifPresent(list -> list.saved(saved.name(), saved.place(), cameAt(saved)));
            } else if (event instanceof Event.FileMissed missed) {
                of(missed.transferId()).ifPresent(list -> list.missed(missed.name(), missed.sentence()));
            } else if (event instanceof Event.FileEnded ended) {
                of(ended.transferId()).ifPresent(list -> list.ended(ended.file(), ended.state(), ended.sentence()));
            } else {
                if (event instanceof Event.TransferChanged changed
                        && changed.transfer().state().isFinal()) {
                    of(changed.transfer().id()).ifPresent(FileList::close);
                }
                others.accept(event);
            }
        };
    }

    /** The files of that transfer, as far as they are known. */
    public synchronized Optional<FileList> of(String transferId) {
        return Optional.ofNullable(lists.get(transferId));
    }

    /** Remembers what is known from before. */
    synchronized void put(String transferId, FileList list) {
        long length = 0;
        for (int i = 0; i < list.size(); i++) {
            length += list.file(i).name().length();
        }
        remove(transferId);
        if (list.size() > MOST_FILES || length > MOST_CHARACTERS) {
            return;
        }
        lists.put(transferId, list);
        characters.put(transferId, length);
        filesHeld += list.size();
        charactersHeld += length;
        Iterator<String> oldest = List.copyOf(lists.keySet()).iterator();
        while (filesHeld > MOST_FILES || charactersHeld > MOST_CHARACTERS) {
            remove(oldest.next());
        }
    }

    synchronized void remove(String transferId) {
        FileList list = lists.remove(transferId);
        if (list != null) {
            filesHeld -= list.size();
            charactersHeld -= characters.remove(transferId);
        }
    }

    /** Empty for what was there before: it did not come, and is not to be taken away. */
    private static Optional<Instant> cameAt(Event.FileSaved saved) {
        if (saved.contents() == Event.FileEnded.Contents.THERE_ALREADY) {
            return Optional.empty();
        }
        try {
            // To the millisecond: so it is kept, and compared.
            long millis = Files.getLastModifiedTime(saved.place(), LinkOption.NOFOLLOW_LINKS)
                    .toMillis();
            return Optional.of(Instant.ofEpochMilli(millis));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
