package wherry.link;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import wherry.http.RequestBody;
import wherry.storage.DiskFullException;
import wherry.storage.ReceivedTree;
import wherry.transfer.Failure;

/** One file of an accepted offer: takes its pieces in and puts it in place. Safe for use by many threads. */
final class UploadFile {
    private static final System.Logger LOG = System.getLogger(UploadFile.class.getName());

    private final WantedFile wanted;
    private final String sender;
    private final Listener listener;
    private final PieceQueue pieces = new PieceQueue(this::have, PieceQueue.PATIENCE);
    private UploadState state = UploadState.WAITING;
    private String why = "";
    private String reason = "";
    private long changed;
    private Optional<FilePlace> place = Optional.empty();
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
                : place.map(FilePlace::have).orElse(0L);
    }

    boolean isMoving() {
        return pieces.isMoving();
    }

    /** It is wanted, and goes there. */
    synchronized void accept(ReceivedTree into) {
        place = Optional.of(new FilePlace(into, wanted, sender));
        state = UploadState.WANTED;
    }

    /** How much of it is there, what an earlier run kept included. */
    synchronized long open() throws IOException {
        if (state == UploadState.WANTED && !place.orElseThrow().isOpen()) {
            Optional<Path> present = place.get().present();
            if (present.isPresent()) {
                listener.skipped(wanted.size());
                end(UploadState.DONE, "");
                saved = present;
                return wanted.size();
            }
            place.get().open();
            listener.skipped(have());
        }
        return have();
    }

    /**
     * Takes a piece in.
     *
     * @param crc of the whole file, which must come with its last piece
     * @param buffers lends the memory that it goes through
     * @return how much is there
     * @throws MisfitException the piece is of no use here
     */
    long take(PieceQueue.Piece piece, RequestBody body, Optional<Long> crc, PieceBuffers buffers) throws IOException {
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
        try (ReadAhead contents = new ReadAhead(body)) {
            if (!pieces.begin(piece, contents)) {
                throw new MisfitException("a piece out of turn");
            }
            receive(piece, contents, buffers);
            if (have() == wanted.size() && state() == UploadState.WANTED) {
                finish(crc.orElseThrow(() -> new MisfitException("a last piece without a checksum")));
            }
            return have();
        } finally {
            pieces.end(piece);
        }
    }

    private void receive(PieceQueue.Piece piece, ReadAhead contents, PieceBuffers buffers) throws IOException {
        ByteBuffer buffer = buffers.lend();
        try {
            receive(piece, contents, buffer);
        } finally {
            buffers.giveBack(buffer);
        }
    }

    private void receive(PieceQueue.Piece piece, ReadAhead contents, ByteBuffer buffer) throws IOException {
        for (long at = piece.from(); at < piece.to(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), piece.to() - at));
            int n = contents.read(buffer);
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
                place.orElseThrow().write(bytes);
            } catch (IOException disk) {
                throw failed(disk);
            }
        }
        listener.moved(n);
    }

    private synchronized void finish(long crc) throws IOException {
        FilePlace all = place.orElseThrow();
        if (!all.has(crc)) {
            all.discard();
            end(UploadState.FAILED, "checksum");
            return;
        }
        try {
            saved = Optional.of(all.commit());
        } catch (IOException disk) {
            throw failed(disk);
        }
        end(UploadState.DONE, "");
    }

    private IOException failed(IOException disk) {
        LOG.log(System.Logger.Level.INFO, "Storing what was left", disk);
        refuse(disk);
        return new MisfitException("not stored");
    }

    /** It cannot be stored. */
    synchronized void refuse(IOException disk) {
        reason = Failure.sentence(disk);
        end(UploadState.FAILED, disk instanceof DiskFullException ? "full" : "stored");
    }

    /** The sentence for the user of this computer; empty unless storing it failed. */
    synchronized String reason() {
        return reason;
    }

    /** Ends it for good, in a state in which nothing of it is kept. */
    void drop(UploadState last) {
        stop(last, FilePlace::discard);
    }

    /** Ends it for now: whole blocks of a large file are kept. */
    void leave() {
        stop(UploadState.FAILED, FilePlace::leave);
    }

    @FunctionalInterface
    private interface Release {
        void release(FilePlace place) throws IOException;
    }

    private void stop(UploadState last, Release release) {
        synchronized (this) {
            if (state.isFinal()) {
                return;
            }
            end(last, "");
        }
        pieces.close();
        pieces.awaitEmpty();
        synchronized (this) {
            try {
                if (place.isPresent()) {
                    release.release(place.get());
                }
            } catch (IOException failure) {
                LOG.log(System.Logger.Level.INFO, "Ending what was being left", failure);
            }
        }
    }

    private void end(UploadState last, String key) {
        state = last;
        why = key;
        listener.changed(this);
    }
}
