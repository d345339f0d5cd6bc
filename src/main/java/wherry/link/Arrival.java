package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import wherry.storage.BlockDigests;
import wherry.storage.PartialFile;
import wherry.storage.ReceivedTree;
import wherry.storage.ResumableFile;
import wherry.storage.ResumeSource;

/** A file while it arrives: what is there of it, in the order in which it came. For one thread at a time. */
abstract class Arrival implements Closeable {
    private final CRC32C crc = new CRC32C();
    private long have;

    /**
     * Opens a file for what comes; what was kept of a large one by an earlier run is taken up again.
     *
     * @param sender names who sends it, the same after a new start of the program
     */
    static Arrival open(ReceivedTree tree, WantedFile file, String sender) throws IOException {
        if (file.size() <= BlockDigests.BLOCK) {
            return new Small(tree.create(file.name(), file.size()), file.modified());
        }
        ResumeSource source = new ResumeSource(
                sender, file.name(), file.size(), file.modified().orElse(Instant.EPOCH));
        return new Large(tree.resumable(source, () -> {}));
    }

    /** How many bytes are there. */
    final long have() {
        return have;
    }

    /** Of all that is there. */
    final long crc() {
        return crc.getValue();
    }

    /** Takes in what comes next, all that remains in the buffer. */
    final void write(ByteBuffer bytes) throws IOException {
        int n = bytes.remaining();
        crc.update(bytes.duplicate());
        store(bytes);
        have += n;
    }

    /** Counts what was there before. */
    final void count(ByteBuffer kept) {
        have += kept.remaining();
        crc.update(kept);
    }

    abstract void store(ByteBuffer bytes) throws IOException;

    /** Puts it under its final name. */
    abstract Path commit() throws IOException;

    /** Keeps nothing of it. */
    abstract void discard() throws IOException;

    /** One that comes in a single piece. */
    private static final class Small extends Arrival {
        private final PartialFile file;
        private final Optional<Instant> modified;

        Small(PartialFile file, Optional<Instant> modified) {
            this.file = file;
            this.modified = modified;
        }

        @Override
        void store(ByteBuffer bytes) throws IOException {
            file.write(bytes);
        }

        @Override
        Path commit() throws IOException {
            return modified.isPresent() ? file.commit(modified.get()) : file.commit();
        }

        @Override
        void discard() throws IOException {
            file.close();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** One of which whole blocks outlive this program. */
    private static final class Large extends Arrival {
        private final ResumableFile file;

        Large(ResumableFile file) throws IOException {
            this.file = file;
            file.readBlocks(this::count);
        }

        @Override
        void store(ByteBuffer bytes) throws IOException {
            file.write(bytes);
        }

        @Override
        Path commit() throws IOException {
            return file.commit();
        }

        @Override
        void discard() throws IOException {
            file.discard();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
