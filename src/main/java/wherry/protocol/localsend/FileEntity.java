package wherry.protocol.localsend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** The contents of a file as the body of a request: exactly so many bytes, or a failure. */
final class FileEntity extends AbstractHttpEntity {
    private static final int PIECE = 256 << 10;

    private final Path path;
    private final long size;
    private final LongConsumer moved;

    /**
     * Opens nothing yet.
     *
     * @param size what was announced; a file that has grown is cut there
     * @param moved is told how many more bytes were handed to the connection
     */
    FileEntity(Path path, long size, LongConsumer moved) {
        super(ContentType.APPLICATION_OCTET_STREAM, null);
        this.path = path;
        this.size = size;
        this.moved = moved;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, size))];
            long left = size;
            while (left > 0) {
                int n = read(in, piece, (int) Math.min(piece.length, left));
                if (n < 0) {
                    throw new SourceException(
                            Sentences.of("localsend.shrank", Sizes.grouped(size), Sizes.grouped(size - left)), null);
                }
                out.write(piece, 0, n);
                left -= n;
                moved.accept(n);
            }
        }
    }

    private InputStream open() throws SourceException {
        try {
            return Files.newInputStream(path);
        } catch (IOException failure) {
            throw new SourceException(Failure.sentence(failure), failure);
        }
    }

    private static int read(InputStream in, byte[] piece, int length) throws SourceException {
        try {
            return in.read(piece, 0, length);
        } catch (IOException failure) {
            throw new SourceException(Failure.sentence(failure), failure);
        }
    }

    @Override
    public long getContentLength() {
        return size;
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
