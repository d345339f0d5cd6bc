package wherry.protocol.localsend.receiving;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.identity.PrivateFile;

/**
 * Stores what was accepted a short while ago on the disk so that it outlives this process when that is killed. One small
 * file for each in a folder of their own, where nobody but the user can put any: what stands there is let in without a
 * question. Safe for use by many threads.
 */
public final class AcceptedOfferStore {
    /** More than can be under way and waited for at a time. */
    private static final int MOST = 256;

    private static final String OPEN = ".accepted";
    private static final String FINISHED = ".finished";
    private static final System.Logger LOG = System.getLogger(AcceptedOfferStore.class.getName());

    /** In bytes. */
    private static final int HEAD = 1 << 10;

    /** Whoever comes back after a night's sleep of both hears that all of it has arrived. */
    private static final Duration FINISHED_LASTS = Duration.ofDays(1);

    /** In bytes: what takes more is not kept for as long. */
    private static final long SMALL = 256 << 10;

    private final Map<Path, AcceptedOffer.Head> heads = new HashMap<>();
    private final Optional<Path> folder;
    private final Duration lasting;

    private AcceptedOfferStore(Optional<Path> folder, Duration lasting) {
        this.folder = folder;
        this.lasting = lasting;
    }

    /**
     * Touches nothing yet.
     *
     * @param home where this computer's key is
     * @param lasting after the last sign of life of the process that keeps them
     */
    public static AcceptedOfferStore in(Path home, Duration lasting) {
        return new AcceptedOfferStore(Optional.of(home.resolve("accepted")), lasting);
    }

    /** Keeps nothing. */
    public static AcceptedOfferStore none() {
        return new AcceptedOfferStore(Optional.empty(), Duration.ZERO);
    }

    /** Whether it is kept from now on. */
    synchronized boolean keep(AcceptedOffer acceptance) {
        if (folder.isEmpty()) {
            return false;
        }
        try {
            PrivateFile.makeFolder(folder.get());
            if (fresh(OPEN).size() >= MOST) {
                return false;
            }
            Path partial = Files.createTempFile(folder.get(), "new", ".partial");
            Files.write(partial, acceptance.toBytes());
            Files.move(partial, file(acceptance.id(), OPEN), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Keeping what was accepted", failure);
            return false;
        }
    }

    /** It is still going on: its time begins anew. */
    synchronized void touch(String id) {
        try {
            if (folder.isPresent()) {
                Files.setLastModifiedTime(file(id, OPEN), FileTime.from(Instant.now()));
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "Keeping what was accepted", gone);
        }
    }

    synchronized void forget(String id) {
        if (folder.isPresent()) {
            delete(file(id, OPEN));
        }
    }

    /** All of it has arrived. */
    synchronized void finish(String id) {
        if (folder.isEmpty()) {
            return;
        }
        List<Path> finished = fresh(FINISHED);
        if (finished.size() >= MOST) {
            finished.stream()
                    .min(Comparator.comparing(AcceptedOfferStore::modified))
                    .ifPresent(AcceptedOfferStore::delete);
        }
        try {
            Files.move(file(id, OPEN), file(id, FINISHED), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "Keeping what was accepted", gone);
        }
    }

    /** That one, if it is fresh. */
    synchronized Optional<AcceptedOffer> of(String id) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        return read(file(id, OPEN), AcceptedOffer.State.OPEN)
                .or(() -> read(file(id, FINISHED), AcceptedOffer.State.FINISHED));
    }

    /** Whether anything of that sender is fresh and not finished. */
    synchronized boolean anyOpenOf(String sender) {
        return heads().values().stream().anyMatch(head -> head.sender().equals(sender));
    }

    /** That sender's very offer, if it is fresh and not finished. */
    synchronized List<AcceptedOffer> open(String sender, ByteBuffer offer) {
        return heads().entrySet().stream()
                .filter(entry -> entry.getValue().sender().equals(sender)
                        && entry.getValue().offer().equals(offer))
                .flatMap(entry -> read(entry.getKey(), AcceptedOffer.State.OPEN).stream())
                .toList();
    }

    /** The index: what is in the files is read once, since there may be megabytes in each, and never changes. */
    private Map<Path, AcceptedOffer.Head> heads() {
        List<Path> fresh = fresh(OPEN);
        heads.keySet().retainAll(Set.copyOf(fresh));
        for (Path file : fresh) {
            if (!heads.containsKey(file)) {
                try (DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), HEAD))) {
                    heads.put(file, AcceptedOffer.readHead(in));
                } catch (IOException damaged) {
                    LOG.log(Level.DEBUG, "Looking for what was accepted", damaged);
                }
            }
        }
        return heads;
    }

    private Optional<AcceptedOffer> read(Path file, AcceptedOffer.State state) {
        try {
            return isFresh(file) && Files.size(file) <= AcceptedOffer.LARGEST
                    ? Optional.of(AcceptedOffer.read(Files.readAllBytes(file), state))
                    : Optional.empty();
        } catch (IOException noneOrDamaged) {
            return Optional.empty();
        }
    }

    /** Those with that ending. Deletes all that are not fresh. */
    private List<Path> fresh(String ending) {
        List<Path> fresh = new ArrayList<>();
        if (folder.isEmpty()) {
            return fresh;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
            for (Path file : files) {
                if (!isFresh(file)) {
                    delete(file);
                } else if (file.toString().endsWith(ending)) {
                    fresh.add(file);
                }
            }
        } catch (NoSuchFileException nothingAccepted) {
            return fresh;
        } catch (IOException | DirectoryIteratorException failure) {
            LOG.log(Level.WARNING, "Looking for what was accepted", failure);
        }
        return fresh;
    }

    private boolean isFresh(Path file) throws IOException {
        Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
        Duration most = file.toString().endsWith(FINISHED) && Files.size(file) <= SMALL ? FINISHED_LASTS : lasting;
        return age.compareTo(most) <= 0 && age.compareTo(lasting.negated()) >= 0;
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Forgetting what was accepted", failure);
        }
    }

    private Path file(String id, String ending) {
        // The name does not tell the id, by which the sender is let in.
        byte[] digest = Fingerprint.sha256().digest(id.getBytes(StandardCharsets.UTF_8));
        return folder.orElseThrow().resolve(HexFormat.of().formatHex(digest) + ending);
    }
}
