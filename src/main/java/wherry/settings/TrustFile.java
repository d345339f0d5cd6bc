package wherry.settings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wherry.settings.Trust.Decision;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/**
 * Reads and writes the file of decisions, and a second copy of it for when it is damaged: what is damaged lets nobody in,
 * and whoever was blocked stays so. Not safe for use by several threads.
 */
final class TrustFile {
    private static final int LARGEST = 32 << 20;
    private static final System.Logger LOG = System.getLogger(TrustFile.class.getName());

    private final ConfigFile file;
    /** The same as it was written last. */
    private final ConfigFile last;

    private final int most;
    private final LostTrust lost;
    private ConfigFile.Version seen = ConfigFile.Version.NONE;
    private Optional<String> problem = Optional.empty();

    /**
     * Touches nothing yet.
     *
     * @param most decisions that are read
     * @param lost is told when neither copy can be read
     */
    TrustFile(Path path, int most, LostTrust lost) {
        this.file = new ConfigFile(path, LARGEST);
        this.last = new ConfigFile(path.resolveSibling(path.getFileName() + ".last"), LARGEST);
        this.most = most;
        this.lost = lost;
    }

    /** What was wrong with it when it was read last, as a sentence. */
    Optional<String> problem() {
        return problem;
    }

    /** Whether somebody else has written to it since it was read or written here. */
    boolean hasChanged() {
        return !file.version().equals(seen);
    }

    /** Keeps other processes from changing it until that is closed. */
    Closeable lock() throws IOException {
        return file.lock();
    }

    /**
     * What it says now, as far as it says anything that can be. A damaged one is set aside.
     *
     * @param known what is to be taken for it when it says nothing any more; when that is empty, what was written last
     */
    Map<String, Trust> read(Map<String, Trust> known) throws IOException {
        // Before it is read: what is changed meanwhile is read again next time.
        seen = file.version();
        try {
            TrustFormat.Reading reading = TrustFormat.read(file.read(), most);
            if (!reading.refused().isEmpty()) {
                setAside(Sentences.of(
                        "settings.badValues",
                        reading.refused().stream().limit(5).collect(Collectors.joining(", "))));
                addBlocked(reading.known());
            }
            return reading.known();
        } catch (NoSuchFileException nothingDecided) {
            return new LinkedHashMap<>();
        } catch (ConfigFile.DamagedException damaged) {
            setAside(damaged.getMessage());
        } catch (IllegalArgumentException badEscape) {
            setAside(Sentences.of("settings.badEscape"));
        }
        return known.isEmpty() ? lastGood() : new LinkedHashMap<>(known);
    }

    /** Replaces it, and then the second copy. */
    void write(Collection<Trust> all) throws IOException {
        try {
            file.replace(TrustFormat.write(all));
            seen = file.version();
        } catch (IOException failure) {
            throw unwritable(failure);
        }
        keepTwice(all);
    }

    /** Writes the second copy alone. */
    void keepTwice(Collection<Trust> all) {
        try {
            last.replace(TrustFormat.write(all));
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "Keeping decisions a second time", failure);
        }
    }

    /** What was written last; empty, and lost, if that cannot be read either. */
    Map<String, Trust> lastGood() {
        try {
            TrustFormat.Reading reading = TrustFormat.read(last.read(), most);
            if (reading.refused().isEmpty()) {
                return reading.known();
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.log(System.Logger.Level.INFO, "Reading the decisions kept a second time", unreadable);
        }
        lost.lose();
        return new LinkedHashMap<>();
    }

    private void addBlocked(Map<String, Trust> present) {
        lastGood().values().stream()
                .filter(trust -> trust.decision() == Decision.BLOCK)
                .forEach(trust -> present.putIfAbsent(trust.fingerprint(), trust));
    }

    private void setAside(String damage) {
        problem = Optional.of(file.setAside()
                .map(aside -> Sentences.of("trust.damaged", damage, shown(aside.getFileName())))
                .orElseGet(() -> Sentences.of("trust.damagedAndStuck", shown(file.path()), damage)));
    }

    /** Its problem is from now on that it could not be read. */
    void unreadable(IOException failure) {
        problem = Optional.of(
                Sentences.of("trust.unreadable", shown(file.path()), Failure.reading(failure, file.path())));
    }

    IOException unwritable(IOException failure) {
        return new ProtocolException(
                Sentences.of("trust.unwritable", shown(file.path()), Failure.writing(failure, file.path())), failure);
    }

    private static String shown(Path path) {
        return DisplayText.escape(path);
    }
}
