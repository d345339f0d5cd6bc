package wherry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.Timeout;

/** Encodes and decodes a connection that answers, with the strictness that it lacks by itself. */
public final class ServerConnection extends DefaultBHttpServerConnection {
    private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

    public ServerConnection(URIScheme scheme, RequestCheck check) {
        super(
                scheme.getId(),
                HttpCodec.CONFIG,
                null,
                null,
                null,
                null,
                new HttpCodec.StrictRequestParserFactory(check),
                null);
    }

    /** Binds to a plain socket of which these first bytes have been read. */
    public void bind(Socket socket, byte[] consumed) throws IOException {
        bind(new SocketHolder(socket) {
            @Override
            protected InputStream getInputStream(Socket bound) throws IOException {
                return new SequenceInputStream(new ByteArrayInputStream(consumed), bound.getInputStream());
            }
        });
    }

    /** Binds to TLS. */
    void bindTo(SocketHolder secured) throws IOException {
        bind(secured);
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer ahead, InputStream in) {
        if (length == ContentLengthStrategy.CHUNKED) {
            return new ChunkedBody(ahead, in);
        }
        return length < 0
                ? super.createContentInputStream(length, ahead, in)
                : new CountedBody(length, new BodyInput(ahead, in));
    }

    /**
     * Whether the client hung up while it was to wait for an answer. Sees a close, a reset, TLS close_notify. One that
     * sends more instead of waiting counts as gone: what it sends would hide that it hangs up.
     */
    public boolean clientGone() {
        try {
            return isStale() || isDataAvailable(GLANCE);
        } catch (IOException gone) {
            return true;
        }
    }
}
