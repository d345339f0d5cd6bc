package wherry.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import wherry.storage.ReceivedTree;

/** Decides where one file goes, once it is wanted, and what is there of it. For one thread at a time. */
final class FilePlace {
    private final ReceivedTree tree;
    private final WantedFile wanted;
    private final String sender;
    private Optional<Arrival> arrival = Optional.empty();

    /** @param sender the same whenever the same link is opened */
    FilePlace(ReceivedTree tree, WantedFile wanted, String sender) {
        this.tree = tree;
        this.wanted = wanted;
        this.sender = sender;
    }

    boolean isOpen() {
        return arrival.isPresent();
    }

    /** The file that makes it needless to take this one, when such are to be skipped. */
    Optional<Path> present() {
        return tree.present(wanted.name(), wanted.size());
    }

    /** Opens it; what an earlier run kept is taken up again. */
    void open() throws IOException {
        arrival = Optional.of(Arrival.open(tree, wanted, sender));
    }

    /** In bytes, from the first on without a gap. */
    long have() {
        return arrival.map(Arrival::have).orElse(0L);
    }

    void write(ByteBuffer bytes) throws IOException {
        arrival.orElseThrow().write(bytes);
    }

    /** Whether what is there has that CRC-32C. */
    boolean has(long crc) {
        return arrival.orElseThrow().crc() == crc;
    }

    /** Puts it under its final name. */
    Path commit() throws IOException {
        Arrival all = arrival.orElseThrow();
        Path saved = all.commit();
        all.close();
        return saved;
    }

    /** Ends it, with nothing kept. */
    void discard() throws IOException {
        if (arrival.isPresent()) {
            arrival.get().discard();
        }
        arrival = Optional.empty();
    }

    /** Ends it for now, with whole blocks of a large one kept. */
    void leave() throws IOException {
        if (arrival.isPresent()) {
            arrival.get().close();
        }
        arrival = Optional.empty();
    }
}
