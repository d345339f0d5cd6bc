package wherry.protocol.localsend;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import wherry.protocol.localsend.identity.Identity;

/** A client that puts on the wire exactly what it is told to. */
public final class RawHttp implements Closeable {
    public record Response(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    public static RawHttp plain(int port) throws IOException {
        return plain(port, "127.0.0.1");
    }

    public static RawHttp plain(int port, String from) throws IOException {
        return new RawHttp(connect(port, from));
    }

    /** With a certificate of its own, or without. */
    public static RawHttp tls(int port, Optional<Identity> identity) throws IOException {
        return tls(port, identity, "127.0.0.1");
    }

    public static RawHttp tls(int port, Optional<Identity> identity, String from) throws IOException {
        return tls(port, TestTls.context(identity), "127.0.0.1", from);
    }

    /**
     * The same in a context that several share.
     *
     * @param called the name by which a session that can be resumed is remembered in that context
     */
    public static RawHttp tls(int port, SSLContext context, String called, String from) throws IOException {
        Socket raw = connect(port, from);
        try {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(raw, called, port, true);
            secured.setSoTimeout(20_000);
            secured.startHandshake();
            return new RawHttp(secured);
        } catch (IOException | RuntimeException failure) {
            raw.close();
            throw failure;
        }
    }

    private static Socket connect(int port, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    public Socket socket() {
        return socket;
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public Response get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        return read();
    }

    /** As LocalSend up to 1.17 does: with a length and a type. */
    public Response post(String path, byte[] body) throws IOException {
        begin(path, body.length);
        send(body);
        return read();
    }

    public Response post(String path, String body) throws IOException {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    public void begin(String path, long length) throws IOException {
        send("POST " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\nContent-Length: " + length
                + "\r\n\r\n");
    }

    /** Asks for leave to send a body of that length. */
    public Response announce(String path, long length) throws IOException {
        send("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: " + length
                + "\r\n\r\n");
        return read();
    }

    /** As LocalSend 1.18 does: chunked, without a type. */
    public Response postChunked(String path, byte[] body) throws IOException {
        send("POST " + path + " HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n");
        int chunk = 7_000;
        for (int i = 0; i < body.length; i += chunk) {
            int n = Math.min(chunk, body.length - i);
            send(Integer.toHexString(n) + "\r\n");
            out.write(body, i, n);
            send("\r\n");
        }
        send("0\r\n\r\n");
        return read();
    }

    /** The next response; one without a length has no body. */
    public Response read() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Response(Integer.parseInt(status.substring(9, 12)), headers, body);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("after \"" + line + "\"");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the server closes the connection now; waits for it. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
