package wherry.protocol.localsend.receiving;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import wherry.protocol.localsend.identity.PrivateFile;
import wherry.transfer.AtomicFile;
import wherry.transfer.Sha256;

/**
 * Stores what was accepted a short while ago on the disk so that it outlives this process when that is killed. One small
 * file for each in a folder of their own, where nobody but the user can put any: what stands there is let in without a
 * question. Safe for use by many threads.
 */
public final class AcceptedOfferStore {
    /** More than can be under way and waited for at a time. */
    private static final int MOST = 256;

    private static final String OPEN = ".accepted";
    private static final String FINISHED = AcceptedOfferFiles.FINISHED;
    private static final System.Logger LOG = System.getLogger(AcceptedOfferStore.class.getName());

    /** In bytes. */
    private static final int HEAD = 1 << 10;

    private final Map<Path, AcceptedOffer.Head> heads = new HashMap<>();
    private final Optional<Path> folder;
    private final AcceptedOfferFiles files;

    private AcceptedOfferStore(Optional<Path> folder, Duration lasting) {
        this.folder = folder;
        this.files = new AcceptedOfferFiles(folder, lasting);
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
            if (files.fresh(OPEN).size() >= MOST) {
                return false;
            }
            Path file = file(acceptance.id(), OPEN);
            AtomicFile.replace(file, acceptance.toBytes());
            files.added(file);
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
            files.delete(file(id, OPEN));
        }
    }

    /** All of it has arrived. */
    synchronized void finish(String id) {
        if (folder.isEmpty()) {
            return;
        }
        List<Path> finished = files.fresh(FINISHED);
        if (finished.size() >= MOST) {
            finished.stream()
                    .min(Comparator.comparing(AcceptedOfferFiles::modified))
                    .ifPresent(files::delete);
        }
        Path open = file(id, OPEN);
        try {
            Files.move(open, file(id, FINISHED), StandardCopyOption.REPLACE_EXISTING);
            files.moved(open, file(id, FINISHED));
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

    /**
     * That sender's very offer, if it is fresh and not finished: the one kept last of those that will do. No more are
     * read than it takes to find it, for there may be hundreds, of megabytes each.
     *
     * @param willDo told the id; not to ask this store anything
     */
    synchronized Optional<AcceptedOffer> open(String sender, ByteBuffer offer, Predicate<String> willDo) {
        return heads().entrySet().stream()
                .filter(entry -> entry.getValue().sender().equals(sender)
                        && entry.getValue().offer().equals(offer)
                        && willDo.test(entry.getValue().id()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(AcceptedOfferFiles::modified).reversed())
                .map(file -> read(file, AcceptedOffer.State.OPEN))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The index: what is in the files is read once, since there may be megabytes in each, and never changes. */
    private Map<Path, AcceptedOffer.Head> heads() {
        List<Path> fresh = files.fresh(OPEN);
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
            return files.isFresh(file) && Files.size(file) <= AcceptedOffer.LARGEST
                    ? Optional.of(AcceptedOffer.read(contents(file), state))
                    : Optional.empty();
        } catch (IOException noneOrDamaged) {
            return Optional.empty();
        }
    }

    /** In pieces: read at once, megabytes would go through memory outside the heap, of which each thread's share is never given back. */
    private static byte[] contents(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }

    private Path file(String id, String ending) {
        // The name does not tell the id, by which the sender is let in.
        byte[] digest = Sha256.digest().digest(id.getBytes(StandardCharsets.UTF_8));
        return folder.orElseThrow().resolve(HexFormat.of().formatHex(digest) + ending);
    }
}
