package wherry.protocol.localsend.tls;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** Lets the codec read and write through TLS; its time-outs are those of the socket. */
public final class TlsHolder extends SocketHolder {
    private final TlsConnection tls;

    public TlsHolder(Socket socket, TlsConnection tls) {
        super(socket);
        this.tls = tls;
    }

    @Override
    protected InputStream getInputStream(Socket socket) {
        return tls.input();
    }

    @Override
    protected OutputStream getOutputStream(Socket socket) {
        return tls.output();
    }
}
