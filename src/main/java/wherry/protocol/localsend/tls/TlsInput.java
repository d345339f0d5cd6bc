package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import wherry.http.ByteInput;

/** Reads what the other side of a TLS connection says. */
final class TlsInput extends ByteInput {
    private final TlsConnection connection;

    TlsInput(TlsConnection connection) {
        this.connection = connection;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return connection.read(target);
    }
}
