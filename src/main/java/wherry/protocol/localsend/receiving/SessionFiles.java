package wherry.protocol.localsend.receiving;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.PackedFiles;
import wherry.transfer.PathText;

/** Keeps the files of a session: the token and the fate of each. Safe for use by many threads. */
final class SessionFiles {
    private final PackedFiles files;
    private final SessionTokens tokens;
    /** By the number of the file; null as long as nothing has become of it, since there may be a hundred thousand. */
    private final Entry[] entries;

    private int open;
    private int broken;

    /** What became of a file. */
    enum Fate {
        WAITING,
        UNDER_WAY,
        /** In place, as far as we know. */
        SAVED,
        /** It will not come any more. */
        FAILED,
        /** The connection broke: it may come in another session. */
        BROKEN;

        private boolean isOpen() {
            return this == WAITING || this == UNDER_WAY;
        }
    }

    private static final class Entry {
        Fate fate = Fate.WAITING;
        int tries;
        /** What to close for its upload to end; while it is under way. */
        Optional<Closeable> by = Optional.empty();

        /** Where it is. As text, which takes less: there may be a hundred thousand. */
        String place = "";
    }

    SessionFiles(List<ManifestFile> list) {
        files = PackedFiles.of(list);
        tokens = new SessionTokens(files);
        entries = new Entry[files.size()];
        open = entries.length;
    }

    /** By what its sender calls them. */
    SessionTokens tokens() {
        return tokens;
    }

    int count() {
        return entries.length;
    }

    private Entry entry(ManifestFile file) {
        int number = tokens.number(file.id());
        if (entries[number] == null) {
            entries[number] = new Entry();
        }
        return entries[number];
    }

    private Fate fate(int number) {
        return entries[number] == null ? Fate.WAITING : entries[number].fate;
    }

    /**
     * A file that is to be uploaded.
     *
     * @throws HttpStatusException there is none
     */
    synchronized ManifestFile waiting(String fileId, String token) throws HttpStatusException {
        int number = tokens.require(fileId, token);
        if (!fate(number).isOpen()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
        if (fate(number) == Fate.UNDER_WAY) {
            throw new HttpStatusException(HttpStatus.SC_CONFLICT, "Upload is under way already");
        }
        return files.get(number);
    }

    /** The same, and nobody else may upload it meanwhile. */
    synchronized ManifestFile claim(String fileId, String token, Closeable by) throws HttpStatusException {
        ManifestFile file = waiting(fileId, token);
        Entry entry = entry(file);
        entry.fate = Fate.UNDER_WAY;
        entry.by = Optional.of(by);
        return file;
    }

    /** What its sender uploads the file by now; empty if it is not under way, or somebody else asks. */
    synchronized Optional<Closeable> underWayBy(String fileId, String token) {
        OptionalInt number = tokens.find(fileId, token);
        return number.isPresent() && fate(number.getAsInt()) == Fate.UNDER_WAY
                ? entries[number.getAsInt()].by
                : Optional.empty();
    }

    /** Waits until the file is not under way any more, but not for ever. */
    synchronized void awaitNotUnderWay(String fileId, Duration patience) throws InterruptedException {
        int number = tokens.number(fileId);
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos();
                left > 0 && fate(number) == Fate.UNDER_WAY;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** It is not under way any more, and may be. */
    synchronized void unclaim(ManifestFile file) {
        Entry entry = entry(file);
        if (entry.fate == Fate.UNDER_WAY) {
            settle(entry, Fate.WAITING);
        }
    }

    private void settle(Entry entry, Fate fate) {
        entry.fate = fate;
        entry.by = Optional.empty();
        notifyAll();
    }

    synchronized boolean isSaved(String fileId, String token) {
        OptionalInt number = tokens.find(fileId, token);
        return number.isPresent() && fate(number.getAsInt()) == Fate.SAVED;
    }

    /** Its contents were damaged: whether they may be sent once more, given how often they may come in all. */
    synchronized boolean mayComeAgain(ManifestFile file, int tries) {
        Entry entry = entry(file);
        boolean again = ++entry.tries < tries;
        if (again) {
            settle(entry, Fate.WAITING);
        }
        return again;
    }

    /** Whether it had not ended before: only the first end counts. */
    synchronized boolean end(ManifestFile file, Fate how) {
        Entry entry = entry(file);
        if (!entry.fate.isOpen()) {
            return false;
        }
        settle(entry, how);
        open--;
        broken += how == Fate.BROKEN ? 1 : 0;
        return true;
    }

    /**
     * A file that its sender will not send.
     *
     * @throws HttpStatusException there is none
     */
    synchronized ManifestFile offered(String fileId, String token) throws HttpStatusException {
        return files.get(tokens.require(fileId, token));
    }

    /** Whether it had only broken off: it will come in no other session either. */
    synchronized boolean noMore(ManifestFile file) {
        Entry entry = entry(file);
        boolean brokeOff = entry.fate == Fate.BROKEN;
        if (brokeOff) {
            entry.fate = Fate.FAILED;
            broken--;
        }
        return brokeOff;
    }

    /** Whether none will come in this session any more. */
    synchronized boolean haveAllEnded() {
        return open == 0;
    }

    /** Whether some may come in another. */
    synchronized boolean anyBroken() {
        return broken > 0;
    }

    /** It has its final name. */
    synchronized void placed(ManifestFile file, Path path) {
        entry(file).place = PathText.of(path);
    }

    /** Those that are in place and have not been taken away since. */
    List<ManifestFile> saved() {
        Map<Integer, String> placed = new TreeMap<>();
        synchronized (this) {
            for (int number = 0; number < entries.length; number++) {
                if (entries[number] != null && !entries[number].place.isEmpty()) {
                    placed.put(number, entries[number].place);
                }
            }
        }
        List<ManifestFile> saved = new ArrayList<>();
        placed.forEach((number, place) -> {
            ManifestFile file = files.get(number);
            if (isThere(PathText.of(place), file.size())) {
                saved.add(file);
            }
        });
        return saved;
    }

    private static boolean isThere(Path path, long size) {
        try {
            BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return there.isRegularFile() && there.size() == size;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Those that may come in another session. */
    synchronized List<ManifestFile> missing() {
        if (Arrays.stream(entries).allMatch(Objects::isNull)) {
            return files;
        }
        return IntStream.range(0, entries.length)
                .filter(number -> fate(number) != Fate.SAVED && fate(number) != Fate.FAILED)
                .mapToObj(files::get)
                .toList();
    }
}
