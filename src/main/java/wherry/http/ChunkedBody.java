package wherry.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the contents of a request that come in chunks (RFC 9112, section 7.1), and refuses what readers are known to
 * disagree about: the codec's own takes lines that end in a bare LF, and signs before a size.
 */
public final class ChunkedBody extends ByteInput {
    /** A size in hexadecimal digits; what may follow behind a semicolon says nothing to us. */
    private static final Pattern SIZE_LINE = Pattern.compile("0*[0-9a-fA-F]{1,15}[ \t]*(;.*)?");

    private final SessionInputBuffer ahead;
    private final InputStream in;
    private final BodyInput contents;
    private long left;
    private boolean begun;
    private boolean ended;

    /**
     * Has read nothing yet.
     *
     * @param ahead what was read with the head, and comes first
     * @param in what comes then
     */
    public ChunkedBody(SessionInputBuffer ahead, InputStream in) {
        this.ahead = ahead;
        this.in = in;
        this.contents = new BodyInput(ahead, in);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int n = contents.read(target, left);
        left -= n;
        return n;
    }

    private void beginChunk() throws IOException {
        if (begun) {
            require(line(new StrictHeaderReader(ahead)).isEmpty());
        }
        begun = true;
        String sizeLine = line(new StrictHeaderReader(ahead));
        require(SIZE_LINE.matcher(sizeLine).matches());
        left = Long.parseLong(sizeLine.split("[ \t;]", 2)[0], 16);
        if (left == 0) {
            skipTrailers();
            ended = true;
        }
    }

    private void skipTrailers() throws IOException {
        // One for all of them: it bounds what it reads.
        StrictHeaderReader trailers = new StrictHeaderReader(ahead);
        String trailer = line(trailers);
        while (!trailer.isEmpty()) {
            trailer = line(trailers);
        }
    }

    private String line(StrictHeaderReader lines) throws IOException {
        CharArrayBuffer line = new CharArrayBuffer(16);
        if (lines.readLine(line, in) < 0) {
            throw new EOFException();
        }
        return line.toString();
    }

    private static void require(boolean met) throws HttpStatusException {
        if (!met) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid chunk");
        }
    }

    @Override
    public int available() {
        return (int) Math.min(left, contents.available());
    }
}
