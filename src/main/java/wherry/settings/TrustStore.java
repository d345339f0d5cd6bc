package wherry.settings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.settings.Trust.Decision;
import wherry.transfer.DisplayText;
import wherry.transfer.Peer;

/**
 * Keeps what the user decided about certificates, in a text file. Questions are answered from memory, on any thread;
 * {@link #open}, {@link #refresh}, {@link #put} and {@link #remove} work on the file and are not for the event thread. A
 * change begins with what is in the file, and no other process changes it meanwhile, so that nothing is lost of what is
 * decided beside us (the command line, beside a window).
 */
public final class TrustStore {
    private static final String FILE = "trust.properties";
    private static final int MOST = 10_000;
    private static final System.Logger LOG = System.getLogger(TrustStore.class.getName());
    private static final Object CHANGING = new Object();

    private final TrustFile file;
    private final LostTrust lost;
    private final LatestTime clock;
    private final TrustLimit limit;
    private volatile TrustSnapshot known = TrustSnapshot.of(Map.of());
    private boolean fileIsOlder;
    /** That the clock cannot be right; empty when nothing is wrong. */
    private Optional<String> complaint = Optional.empty();

    private TrustStore(Path directory, Clock clock, int most) {
        Path path = directory.toAbsolutePath().normalize().resolve(FILE);
        this.lost = new LostTrust(path.resolveSibling(FILE + ".lost"));
        this.file = new TrustFile(path, most, lost);
        this.clock = new LatestTime(path.resolveSibling(FILE + ".latest"), clock);
        this.limit = new TrustLimit(most);
    }

    /**
     * Reads what was decided. A damaged file is set aside and replaced by what could be read of it.
     *
     * @param directory see {@link SettingsStore#directory}
     * @param clock says when a decision has ended
     */
    public static TrustStore open(Path directory, Clock clock) {
        return open(directory, clock, MOST);
    }

    static TrustStore open(Path directory, Clock clock, int most) {
        TrustStore store = new TrustStore(directory, clock, most);
        store.load();
        return store;
    }

    /**
     * Takes over what another process has decided since. Where the file is as it was left this only looks at its time;
     * one that cannot be read changes nothing.
     */
    public synchronized void refresh() {
        if (!known.byFingerprint().isEmpty()) {
            clock.keep();
        }
        if (fileIsOlder || !file.hasChanged()) {
            return;
        }
        Optional<String> told = file.problem();
        try {
            known = TrustSnapshot.of(file.read(known.byFingerprint()));
            if (!file.problem().equals(told)) {
                // It was damaged and set aside: what is known must not be taken for undone the next time.
                write();
            }
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.INFO, "Reading decisions again", unreadable);
        }
    }

    /**
     * Whether somebody may be blocked of whom nothing is known any more: nobody is to be let in without a question until
     * the user decides about anybody anew.
     */
    public boolean isLost() {
        return lost.isLost();
    }

    /** What was wrong with the file when it was read, as a sentence. The store can be used in any case. */
    public synchronized Optional<String> problem() {
        return file.problem().or(() -> complaint);
    }

    /**
     * What holds now for a certificate. A decision that has ended leaves {@link Decision#ASK}.
     *
     * @param fingerprint in any case; of what is no SHA-256 nothing was ever decided
     */
    public Optional<Trust> of(String fingerprint) {
        Map<String, Trust> all = known.byFingerprint();
        // Asked for each peer all the time, and with most users in vain.
        return all.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(all.get(Trust.lowerCase(fingerprint))).map(trust -> trust.at(clock.instant()));
    }

    /** All that was decided, as it holds now, the oldest decision first. */
    public List<Trust> all() {
        Instant now = clock.instant();
        return known.byFingerprint().values().stream()
                .map(trust -> trust.at(now))
                .toList();
    }

    /**
     * Whom somebody may want to be taken for: another one who is known, not blocked, and was last called this or
     * something that looks like it, the accepted first. Nobody if the user has already decided about this certificate
     * under a name like this.
     */
    public Optional<Trust> impersonated(String alias, String fingerprint) {
        return known.impersonated(alias, Trust.lowerCase(fingerprint), clock.instant());
    }

    /**
     * Replaces what was decided about this certificate; one whose code was compared stays so. When there is no room,
     * what is asked about anyway goes, the oldest first.
     *
     * @throws IOException with a sentence: there is no room, and nothing was changed; or it could not be written, and
     *     holds until the program ends
     */
    public synchronized void put(Trust trust) throws IOException {
        change(all -> {
            // Whoever decides something now goes by the clock as it is.
            clock.follow(all);
            Trust before = all.remove(trust.fingerprint());
            all.put(trust.fingerprint(), before != null && before.checked() ? trust.asChecked() : trust);
        });
        lost.found();
    }

    /**
     * Takes note that the code of this certificate was compared and is the same at both ends. What is accepted without a
     * question stays as it was.
     *
     * @throws IOException as {@link #put}
     */
    public synchronized void check(String fingerprint, String alias) throws IOException {
        Trust compared = new Trust(fingerprint, alias, Decision.ASK, Optional.empty(), Optional.empty()).asChecked();
        change(all -> all.merge(
                compared.fingerprint(),
                compared,
                (before, now) -> before.called(alias).asChecked()));
    }

    /**
     * Takes note of what the owner of a certificate calls itself now, if anything was decided about it.
     *
     * @throws IOException with a sentence: it could not be written, and holds until the program ends
     */
    public void called(String fingerprint, String alias) throws IOException {
        Optional<Trust> before = of(fingerprint);
        if (before.isPresent() && !before.get().lastAlias().equals(DisplayText.shorten(alias, Peer.LONGEST_ALIAS))) {
            rename(before.get().fingerprint(), alias);
        }
    }

    private synchronized void rename(String fingerprint, String alias) throws IOException {
        change(all -> all.computeIfPresent(fingerprint, (same, trust) -> trust.called(alias)));
    }

    /**
     * Forgets this certificate.
     *
     * @throws IOException with a sentence: it could not be written, and holds until the program ends
     */
    public synchronized void remove(String fingerprint) throws IOException {
        change(all -> all.remove(Trust.lowerCase(fingerprint)));
        lost.found();
    }

    private void change(Consumer<Map<String, Trust>> change) throws IOException {
        // One store after another, too: the system keeps processes apart, and not the threads of one.
        synchronized (CHANGING) {
            try (Closeable alone = file.lock()) {
                LOG.log(System.Logger.Level.DEBUG, "Changing decisions under {0}", alone);
                changeAlone(change);
            }
        }
    }

    private void changeAlone(Consumer<Map<String, Trust>> change) throws IOException {
        Map<String, Trust> all = new LinkedHashMap<>(known.byFingerprint());
        Optional<IOException> unread = Optional.empty();
        try {
            Map<String, Trust> present = file.read(known.byFingerprint());
            if (!fileIsOlder) {
                all = present;
            } else {
                present.forEach(all::putIfAbsent);
            }
        } catch (IOException failure) {
            unread = Optional.of(failure);
        }
        change.accept(all);
        limit.makeRoom(all, clock.instant());
        known = TrustSnapshot.of(all);
        fileIsOlder = true;
        // What could not be read is not written over.
        if (unread.isPresent()) {
            throw file.unwritable(unread.get());
        }
        write();
    }

    private void write() throws IOException {
        file.write(known.byFingerprint().values());
        clock.keep();
        fileIsOlder = false;
    }

    private synchronized void load() {
        try {
            known = TrustSnapshot.of(file.read(known.byFingerprint()));
            if (file.problem().isPresent()) {
                write();
            } else if (!known.byFingerprint().isEmpty()) {
                file.keepTwice(known.byFingerprint().values());
                complaint = clock.complaint(known.byFingerprint().values());
            }
        } catch (IOException failure) {
            fileIsOlder = true;
            if (known.byFingerprint().isEmpty()) {
                known = TrustSnapshot.of(file.lastGood());
            }
            file.unreadable(failure);
        }
    }
}
