package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the lines of one HTTP head and refuses what readers are known to disagree about (RFC 9112, sections 2.2 and
 * 5.2): lines that do not end in CR LF, stray CR and NUL, folded lines. The head as a whole is bounded.
 */
final class StrictHeaderReader implements SessionInputBuffer {
    static final int LONGEST_HEAD = 16 << 10;

    private static final int CR = '\r';
    private static final int LF = '\n';

    private final SessionInputBuffer buffer;
    private int bytes;

    StrictHeaderReader(SessionInputBuffer buffer) {
        this.buffer = buffer;
    }

    /** One line without its end; -1 when the stream ended where a line would begin. */
    @Override
    public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
        int length = 0;
        while (true) {
            int next = next(in);
            if (next < 0 && length == 0) {
                return -1;
            }
            if (next == CR) {
                if (next(in) != LF) {
                    throw refusal("a line must end in CR LF");
                }
                return length;
            }
            if (next <= 0 || next == LF) {
                throw refusal("a line must end in CR LF and hold no NUL");
            }
            if (length == 0 && (next == ' ' || next == '\t')) {
                throw refusal("folded lines are obsolete");
            }
            line.append((char) next);
            length++;
        }
    }

    private int next(InputStream in) throws IOException {
        if (++bytes > LONGEST_HEAD) {
            throw new HttpStatusException(HttpStatus.SC_REQUEST_HEADER_FIELDS_TOO_LARGE, "Header too large");
        }
        return buffer.read(in);
    }

    private static HttpStatusException refusal(String reason) {
        return new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid header: " + reason);
    }

    @Override
    public int length() {
        return buffer.length();
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public int available() {
        return buffer.available();
    }

    @Override
    public int read(byte[] b, int off, int len, InputStream in) throws IOException {
        return buffer.read(b, off, len, in);
    }

    @Override
    public int read(byte[] b, InputStream in) throws IOException {
        return buffer.read(b, in);
    }

    @Override
    public int read(InputStream in) throws IOException {
        return buffer.read(in);
    }

    @Override
    public HttpTransportMetrics getMetrics() {
        return buffer.getMetrics();
    }
}
