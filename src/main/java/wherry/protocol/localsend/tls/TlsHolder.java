package wherry.protocol.localsend.tls;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** Lets the codec read and write through TLS; its time-outs are those of the socket. */
final class TlsHolder extends SocketHolder {
    private final InputStream in;
    private final OutputStream out;

    TlsHolder(Socket socket, InputStream in, OutputStream out) {
        super(socket);
        this.in = in;
        this.out = out;
    }

    @Override
    protected InputStream getInputStream(Socket socket) {
        return in;
    }

    @Override
    protected OutputStream getOutputStream(Socket socket) {
        return out;
    }
}
