package wherry.protocol.localsend.receiving;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.identity.Tokens;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.transfer.PathText;

/** Keeps the files of a session: the token and the fate of each. Safe for use by many threads. */
final class SessionFiles {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** One sender gets them all, so one secret does for all: there may be a hundred thousand. */
    private final String secret = Tokens.random();

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
        final ManifestFile file;
        final int number;
        Fate fate = Fate.WAITING;
        int tries;
        /** What to close for its upload to end; while it is under way. */
        Optional<Closeable> by = Optional.empty();

        /** Where it is. As text, which takes less: there may be a hundred thousand. */
        String place = "";

        Entry(ManifestFile file, int number) {
            this.file = file;
            this.number = number;
        }
    }

    SessionFiles(List<ManifestFile> files) {
        files.forEach(file -> entries.put(file.id(), new Entry(file, entries.size())));
        open = entries.size();
    }

    int count() {
        return entries.size();
    }

    private String token(Entry entry) {
        return secret + entry.number;
    }

    /** What the sender has to show for a file. */
    interface TokenConsumer {
        void accept(String fileId, String token) throws IOException;
    }

    /** Tells what the sender has to show, in the order of the offer. */
    void tokens(TokenConsumer consumer) throws IOException {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            consumer.accept(entry.getKey(), token(entry.getValue()));
        }
    }

    /**
     * A file that is to be uploaded.
     *
     * @throws HttpStatusException there is none
     */
    synchronized ManifestFile waiting(String fileId, String token) throws HttpStatusException {
        Entry entry = entries.get(fileId);
        if (entry == null || !Tokens.same(token(entry), token) || !entry.fate.isOpen()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
        if (entry.fate == Fate.UNDER_WAY) {
            throw new HttpStatusException(HttpStatus.SC_CONFLICT, "Upload is under way already");
        }
        return entry.file;
    }

    /** The same, and nobody else may upload it meanwhile. */
    synchronized ManifestFile claim(String fileId, String token, Closeable by) throws HttpStatusException {
        ManifestFile file = waiting(fileId, token);
        Entry entry = entries.get(fileId);
        entry.fate = Fate.UNDER_WAY;
        entry.by = Optional.of(by);
        return file;
    }

    /** What its sender uploads the file by now; empty if it is not under way, or somebody else asks. */
    synchronized Optional<Closeable> underWayBy(String fileId, String token) {
        return Optional.ofNullable(entries.get(fileId))
                .filter(entry -> entry.fate == Fate.UNDER_WAY && Tokens.same(token(entry), token))
                .flatMap(entry -> entry.by);
    }

    /** Waits until the file is not under way any more, but not for ever. */
    synchronized void awaitNotUnderWay(String fileId, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos();
                left > 0 && entries.get(fileId).fate == Fate.UNDER_WAY;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** It is not under way any more, and may be. */
    synchronized void unclaim(ManifestFile file) {
        Entry entry = entries.get(file.id());
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
        Entry entry = entries.get(fileId);
        return entry != null && entry.fate == Fate.SAVED && Tokens.same(token(entry), token);
    }

    /** Its contents were damaged: whether they may be sent once more, given how often they may come in all. */
    synchronized boolean mayComeAgain(ManifestFile file, int tries) {
        Entry entry = entries.get(file.id());
        boolean again = ++entry.tries < tries;
        if (again) {
            settle(entry, Fate.WAITING);
        }
        return again;
    }

    /** Whether it had not ended before: only the first end counts. */
    synchronized boolean end(ManifestFile file, Fate how) {
        Entry entry = entries.get(file.id());
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
        Entry entry = entries.get(fileId);
        if (entry == null || !Tokens.same(token(entry), token)) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
        return entry.file;
    }

    /** Whether it had only broken off: it will come in no other session either. */
    synchronized boolean noMore(ManifestFile file) {
        Entry entry = entries.get(file.id());
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
        entries.get(file.id()).place = PathText.of(path);
    }

    /** Those that are in place and have not been taken away since. */
    List<ManifestFile> saved() {
        List<Entry> placed;
        synchronized (this) {
            placed = entries.values().stream()
                    .filter(entry -> !entry.place.isEmpty())
                    .toList();
        }
        return placed.stream()
                .filter(entry -> isThere(PathText.of(entry.place), entry.file.size()))
                .map(entry -> entry.file)
                .toList();
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
        return entries.values().stream()
                .filter(entry -> entry.fate != Fate.SAVED && entry.fate != Fate.FAILED)
                .map(entry -> entry.file)
                .toList();
    }
}
