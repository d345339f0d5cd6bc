package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.SourceException;
import wherry.storage.BlockDigests;

/** Writes the contents of a file behind some blocks, and the digest of all of it behind them. To be sent once. */
final class ResumedEntity extends AbstractHttpEntity {
    /** What no file has as its digest: the receiver then drops what it has, and we can start over. */
    private static final byte[] NO_DIGEST = new byte[BlockDigests.LENGTH];

    private final OutgoingFile file;
    private final BlockDigests digests;
    private final FileEntity contents;
    private final FileVersion version;

    /**
     * Reads nothing yet.
     *
     * @param known the digests of the blocks that are not sent, in a row
     * @param version of the file when these were compared
     * @param moved is told how many more bytes were handed to the connection
     */
    ResumedEntity(OutgoingFile file, byte[] known, FileVersion version, LongConsumer moved) {
        super(ContentType.APPLICATION_OCTET_STREAM, null);
        this.file = file;
        this.version = version;
        this.digests = new BlockDigests(known);
        long from = (long) known.length / BlockDigests.LENGTH * BlockDigests.BLOCK;
        this.contents = new FileEntity(file.path(), from, file.size(), (bytes, length) -> {
            digests.update(bytes, 0, length);
            moved.accept(length);
        });
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        contents.writeTo(out);
        out.write(isOfOnePiece() ? digests.ofFile() : NO_DIGEST);
    }

    /** Whether what was compared before and what was read now is of the same file. */
    private boolean isOfOnePiece() throws SourceException {
        return contents.getContentLength() == file.size()
                || FileVersion.of(file.path()).equals(version);
    }

    @Override
    public long getContentLength() {
        return contents.getContentLength() + BlockDigests.LENGTH;
    }

    @Override
    public java.io.InputStream getContent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
