package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.protocol.localsend.message.ManifestFile;

/**
 * Holds the right to upload one file of a session, which nobody else has meanwhile, until exactly one end of it is told:
 * the first counts, and what is told after it is passed over. Closing one that has had no end yet gives the file back,
 * since then something went wrong before it could be said what.
 */
final class Claim implements Closeable {
    private final ManifestFile file;
    private final Closeable connection;
    private final Ends ends;
    private final AtomicBoolean hasEnded = new AtomicBoolean();

    /** Hears how claims end, each of them once. */
    interface Ends {
        /** The file is in place, and its sender has been told. */
        void done(Claim claim);

        /** The file will not come any more. */
        void failed(Claim claim, String sentence);

        /** The connection broke: unless the sender shows itself soon, it is gone. */
        void broken(Claim claim, String sentence);

        /** The contents were damaged: the sender may try again with the same token, a few times in all. */
        void damaged(Claim claim, long moved);

        /** The file has not been uploaded after all: it still may be. */
        void putBack(Claim claim);

        /** The same, and not by the file's fault: its connection has most likely broken. */
        void abandoned(Claim claim);
    }

    /** @param connection what to close to end the upload */
    Claim(ManifestFile file, Closeable connection, Ends ends) {
        this.file = file;
        this.connection = connection;
        this.ends = ends;
    }

    ManifestFile file() {
        return file;
    }

    Closeable connection() {
        return connection;
    }

    /** The sender of a file that was saved has been told. */
    void done() {
        end(() -> ends.done(this));
    }

    void failed(String sentence) {
        end(() -> ends.failed(this, sentence));
    }

    void broken(String sentence) {
        end(() -> ends.broken(this, sentence));
    }

    /** @param moved how many bytes of the damaged contents had been counted */
    void damaged(long moved) {
        end(() -> ends.damaged(this, moved));
    }

    void putBack() {
        end(() -> ends.putBack(this));
    }

    @Override
    public void close() {
        end(() -> ends.abandoned(this));
    }

    private void end(Runnable end) {
        if (hasEnded.compareAndSet(false, true)) {
            end.run();
        }
    }
}
