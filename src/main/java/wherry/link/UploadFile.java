package wherry.link;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import wherry.http.RequestBody;
import wherry.storage.ReceivedTree;
import wherry.transfer.Failure;

/** One file of an accepted offer: takes its pieces in and puts it in place. Safe for use by many threads. */
final class UploadFile {
    private static final System.Logger LOG = System.getLogger(UploadFile.class.getName());
    private static final int BUFFER = 256 << 10;

    private final WantedFile wanted;
    private final String sender;
    private final Listener listener;
    private final PieceQueue pieces = new PieceQueue(this::have);
    private UploadState state = UploadState.WAITING;
    private String why = "";
    private String reason = "";
    private long changed;
    private Optional<ReceivedTree> tree = Optional.empty();
    private Optional<Arrival> arrival = Optional.empty();
    private Optional<Path> saved = Optional.empty();

    /** Is told what becomes of a file. */
    interface Listener {
        /** So many more bytes are there. */
        void moved(long bytes);

        /** So many bytes are there from before. */
        void skipped(long bytes);

        /** Its state is another one; it has been told of. */
        void changed(UploadFile file);
    }

    /** What came does not fit: says how much is there. */
    static final class MisfitException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        MisfitException(String message) {
            super(message);
        }
    }

    /** @param sender the same whenever the same link is opened */
    UploadFile(WantedFile wanted, String sender, Listener listener) {
        this.wanted = wanted;
        this.sender = sender;
        this.listener = listener;
    }

    WantedFile wanted() {
        return wanted;
    }

    synchronized UploadState state() {
        return state;
    }

    /** The end of a key that says why it failed; empty for nothing in particular. */
    synchronized String why() {
        return why;
    }

    /** Where it is, once it is in place. */
    synchronized Optional<Path> saved() {
        return saved;
    }

    /** The number of the change that made it what it is. */
    synchronized long changed() {
        return changed;
    }

    synchronized void stamp(long number) {
        changed = number;
    }

    synchronized long have() {
        return state == UploadState.DONE
                ? wanted.size()
                : arrival.map(Arrival::have).orElse(0L);
    }

    boolean isMoving() {
        return pieces.isMoving();
    }

    /** It is wanted, and goes there. */
    synchronized void accept(ReceivedTree into) {
        tree = Optional.of(into);
        state = UploadState.WANTED;
    }

    /** How much of it is there, what an earlier run kept included. */
    synchronized long open() throws IOException {
        if (state == UploadState.WANTED && arrival.isEmpty()) {
            Optional<Path> present = tree.orElseThrow().present(wanted.name(), wanted.size());
            if (present.isPresent()) {
                listener.skipped(wanted.size());
                end(UploadState.DONE, "");
                saved = present;
                return wanted.size();
            }
            arrival = Optional.of(Arrival.open(tree.get(), wanted, sender));
            listener.skipped(have());
        }
        return have();
    }

    /**
     * Takes a piece in.
     *
     * @param crc of the whole file, which must come with its last piece
     * @return how much is there
     * @throws MisfitException the piece is of no use here
     */
    long take(PieceQueue.Piece piece, RequestBody body, Optional<Long> crc) throws IOException {
        try {
            open();
        } catch (IOException disk) {
            throw failed(disk);
        }
        if (state() == UploadState.DONE) {
            return wanted.size();
        }
        if (piece.to() == wanted.size() && crc.isEmpty()) {
            throw new MisfitException("a last piece without a checksum");
        }
        if (!pieces.begin(piece)) {
            throw new MisfitException("a piece out of turn");
        }
        try {
            receive(piece, body);
            if (have() == wanted.size() && state() == UploadState.WANTED) {
                finish(crc.orElseThrow(() -> new MisfitException("a last piece without a checksum")));
            }
            return have();
        } finally {
            pieces.end(piece);
        }
    }

    private void receive(PieceQueue.Piece piece, RequestBody body) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, piece.to() - piece.from())));
        for (long at = piece.from(); at < piece.to(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), piece.to() - at));
            int n = body.read(buffer);
            if (n < 0) {
                throw new EOFException();
            }
            // What came before a break comes once more.
            int again = (int) Math.min(n, Math.max(0, have() - at));
            write(buffer.flip().position(again));
            at += n;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        int n = bytes.remaining();
        synchronized (this) {
            if (state != UploadState.WANTED) {
                throw new MisfitException("a piece of what is not wanted");
            }
            try {
                arrival.orElseThrow().write(bytes);
            } catch (IOException disk) {
                throw failed(disk);
            }
        }
        listener.moved(n);
    }

    private synchronized void finish(long crc) throws IOException {
        Arrival all = arrival.orElseThrow();
        if (all.crc() != crc) {
            all.discard();
            end(UploadState.FAILED, "checksum");
            return;
        }
        try {
            saved = Optional.of(all.commit());
            all.close();
        } catch (IOException disk) {
            throw failed(disk);
        }
        end(UploadState.DONE, "");
    }

    private synchronized IOException failed(IOException disk) {
        LOG.log(Level.INFO, "Storing what was left", disk);
        reason = Failure.sentence(disk);
        end(UploadState.FAILED, "stored");
        return new MisfitException("not stored");
    }

    /** The sentence for the user of this computer; empty unless storing it failed. */
    synchronized String reason() {
        return reason;
    }

    /** Ends it for good, in a state in which nothing of it is kept. */
    void drop(UploadState last) {
        synchronized (this) {
            if (state.isFinal()) {
                return;
            }
            end(last, "");
        }
        pieces.close();
        release(true);
    }

    /** Ends it for now: whole blocks of a large file are kept. */
    void leave() {
        synchronized (this) {
            if (state.isFinal()) {
                return;
            }
            end(UploadState.FAILED, "");
        }
        pieces.close();
        release(false);
    }

    private void release(boolean forGood) {
        pieces.awaitEmpty();
        synchronized (this) {
            try {
                if (arrival.isPresent() && forGood) {
                    arrival.get().discard();
                } else if (arrival.isPresent()) {
                    arrival.get().close();
                }
            } catch (IOException failure) {
                LOG.log(Level.INFO, "Ending what was being left", failure);
            }
            arrival = Optional.empty();
        }
    }

    private void end(UploadState last, String key) {
        state = last;
        why = key;
        listener.changed(this);
    }
}
