package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import wherry.http.ByteInput;

/** Reads what the other side of a TLS connection says. */
final class TlsInput extends ByteInput {
    private final Decrypting connection;

    TlsInput(Decrypting connection) {
        this.connection = connection;
    }

    /** Waits for contents and puts them where there is room; -1 when nothing more will come. */
    @FunctionalInterface
    interface Decrypting {
        int read(ByteBuffer target) throws IOException;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return connection.read(target);
    }
}
