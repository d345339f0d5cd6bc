package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.SourceException;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.message.UploadItem;

/**
 * Writes small files, one behind the other, as the body of a request. Each is read whole before anything of it is written, so
 * that one that cannot be read is left out and does not hold up the others. To be written once.
 */
final class BatchEntity extends AbstractHttpEntity {
    private final List<UploadItem> items;
    private final LongConsumer moved;
    private final List<UploadItem> written = new ArrayList<>();
    private final Map<UploadItem, SourceException> unreadable = new LinkedHashMap<>();
    private final ByteBuffer piece = ByteBuffer.allocate(BatchHead.LARGEST_FILE + BatchHead.LONGEST);
    private long inPiece;

    /**
     * Opens nothing yet.
     *
     * @param moved is told how many more bytes of contents were handed to the connection
     */
    BatchEntity(List<UploadItem> items, LongConsumer moved) {
        super(ContentType.APPLICATION_OCTET_STREAM, null, true);
        this.items = items;
        this.moved = moved;
    }

    /** The files that are in the body, in their order. */
    List<UploadItem> written() {
        return written;
    }

    /** Those that are not, with the reason. */
    Map<UploadItem, SourceException> unreadable() {
        return unreadable;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (UploadItem item : items) {
            int size = (int) item.file().size();
            if (piece.remaining() < size + BatchHead.LONGEST) {
                flush(out);
            }
            int before = piece.position();
            try {
                new BatchHead(item.id(), item.token(), size).put(piece);
                read(item.file());
                written.add(item);
                inPiece += size;
            } catch (SourceException failure) {
                piece.position(before);
                unreadable.put(item, failure);
            }
        }
        flush(out);
        BatchHead.putEnd(piece);
        flush(out);
    }

    private void flush(OutputStream out) throws IOException {
        out.write(piece.array(), 0, piece.position());
        piece.clear();
        moved.accept(inPiece);
        inPiece = 0;
    }

    /** Appends exactly as many bytes as were announced: a file that has grown is cut there. */
    private void read(OutgoingFile file) throws SourceException {
        int end = piece.position() + (int) file.size();
        piece.limit(end);
        try (FileChannel source = FileChannel.open(file.path())) {
            while (piece.hasRemaining()) {
                if (source.read(piece) < 0) {
                    throw SourceException.shrank(file.size(), file.size() - piece.remaining());
                }
            }
        } catch (SourceException shrank) {
            throw shrank;
        } catch (IOException failure) {
            throw SourceException.of(failure, file.path());
        } finally {
            piece.limit(piece.capacity());
        }
    }

    /** Not known before the files have been read. */
    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
