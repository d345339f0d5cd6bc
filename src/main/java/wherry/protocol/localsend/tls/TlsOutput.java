package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes to the other side of a TLS connection; all goes out at once. */
final class TlsOutput extends OutputStream {
    private final Sink encrypting;

    /** Encrypts what it is given and sends it, all of it. */
    @FunctionalInterface
    interface Sink {
        void write(ByteBuffer source) throws IOException;
    }

    TlsOutput(Sink encrypting) {
        this.encrypting = encrypting;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        encrypting.write(ByteBuffer.wrap(bytes, offset, length));
    }
}
