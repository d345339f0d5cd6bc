package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import wherry.http.ByteInput;

/** Reads what the other side of a TLS connection says. */
final class TlsInput extends ByteInput {
    private final Source decrypted;

    /** Decrypts what comes; as {@link ByteInput#read(ByteBuffer)}. */
    @FunctionalInterface
    interface Source {
        int read(ByteBuffer target) throws IOException;
    }

    TlsInput(Source decrypted) {
        this.decrypted = decrypted;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return decrypted.read(target);
    }
}
