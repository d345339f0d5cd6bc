package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import wherry.protocol.localsend.http.SourceException;

/** Writes the contents of a file as the body of a request: exactly so many bytes, or fails. */
final class FileEntity extends AbstractHttpEntity {
    private static final int PIECE = 256 << 10;

    private final Path path;
    private final long from;
    private final long size;
    private final Sent sent;

    /** Is told of what has been handed to the connection. */
    @FunctionalInterface
    interface Sent {
        void piece(byte[] bytes, int length) throws IOException;
    }

    /**
     * Opens nothing yet.
     *
     * @param size what was announced; a file that has grown is cut there
     * @param moved is told how many more bytes were handed to the connection
     */
    FileEntity(Path path, long size, LongConsumer moved) {
        this(path, 0, size, (bytes, length) -> moved.accept(length));
    }

    /** As the other, without what comes before {@code from}. */
    FileEntity(Path path, long from, long size, Sent sent) {
        super(ContentType.APPLICATION_OCTET_STREAM, null);
        this.path = path;
        this.from = from;
        this.size = size;
        this.sent = sent;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, size))];
            long left = size - from;
            while (left > 0) {
                int n = read(in, piece, (int) Math.min(piece.length, left));
                if (n < 0) {
                    throw SourceException.shrank(size, size - left);
                }
                out.write(piece, 0, n);
                left -= n;
                sent.piece(piece, n);
            }
        }
    }

    private InputStream open() throws SourceException {
        try {
            InputStream in = Files.newInputStream(path);
            // Of a file this moves the position and reads nothing.
            in.skipNBytes(from);
            return in;
        } catch (IOException failure) {
            throw SourceException.of(failure, path);
        }
    }

    private int read(InputStream in, byte[] piece, int length) throws SourceException {
        try {
            return in.read(piece, 0, length);
        } catch (IOException failure) {
            throw SourceException.of(failure, path);
        }
    }

    @Override
    public long getContentLength() {
        return size - from;
    }

    @Override
    public InputStream getContent() throws IOException {
        return open();
    }

    @Override
    public boolean isRepeatable() {
        return true;
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
