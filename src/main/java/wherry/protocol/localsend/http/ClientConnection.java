package wherry.protocol.localsend.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import wherry.http.HttpCodec;
import wherry.protocol.localsend.tls.TlsConnection;

/** Encodes and decodes a connection that asks; to be bound to a socket. */
final class ClientConnection extends DefaultBHttpClientConnection {
    ClientConnection() {
        // The codec's own parsers would ignore the configuration.
        super(HttpCodec.CONFIG, null, null, null, null, null, new DefaultHttpResponseParserFactory(HttpCodec.CONFIG));
    }

    /** Binds to TLS on this socket. */
    void bind(Socket socket, TlsConnection tls) throws IOException {
        bind(tls.holder(socket));
    }
}
