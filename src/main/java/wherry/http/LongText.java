package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * Writes an answer of many megabytes without ever having it in memory as a whole: once to learn its length, and once to the client.
 * Twenty clients who get theirs at the same moment take no more than twenty buffers.
 */
public final class LongText extends AbstractHttpEntity {
    private final Source source;
    private final long length;

    /** Tells a text. */
    @FunctionalInterface
    public interface Source {
        /** Writes all of it, the same each time. */
        void writeTo(OutputStream out) throws IOException;
    }

    LongText(Source source, ContentType type) throws IOException {
        super(type, null);
        this.source = source;
        Counter counter = new Counter();
        source.writeTo(counter);
        this.length = counter.count;
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int one) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            this.count += count;
        }
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        source.writeTo(out);
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
