package wherry.link;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks a link on a raw socket, one request a connection, so that anything can be said. */
final class RawLink implements Closeable {
    static final String VISITOR = "AAAAAAAAAAAAAAAAAAAAAA";

    private final Socket socket;

    /** What was answered. */
    static final class Reply {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Reply(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body.clone();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    RawLink(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** From another address of the loopback network. */
    RawLink(int port, InetAddress from) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port, from, 0));
    }

    private RawLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
    }

    static Reply get(Link link, String path, String... headers) throws IOException {
        return request(link, "GET", path, new byte[0], headers).orElseThrow();
    }

    /** As the page's program does it. */
    static Reply post(Link link, String path, byte[] body, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Wherry: 1";
        all[1] = "Cookie: wherry=" + VISITOR;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return request(link, "POST", path, body, all).orElseThrow();
    }

    /** Empty when the connection ended without an answer. */
    static Optional<Reply> request(Link link, String method, String path, byte[] body, String... headers)
            throws IOException {
        try (RawLink raw = new RawLink(link.port())) {
            raw.send(head(link, method, path, body.length, headers), body);
            return raw.reply(method);
        }
    }

    /** @param path below the token, or from the root when it begins with a slash */
    static String head(Link link, String method, String path, int length, String... headers) {
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(path.startsWith("/") ? path : "/" + link.plan().token() + "/" + path)
                .append(" HTTP/1.1\r\nConnection: close\r\n");
        boolean host = false;
        for (String header : headers) {
            host |= header.startsWith("Host:");
            head.append(header).append("\r\n");
        }
        if (!host) {
            head.append("Host: 127.0.0.1\r\n");
        }
        return head.append(method.equals("POST") ? "Content-Length: " + length + "\r\n\r\n" : "\r\n")
                .toString();
    }

    void send(String head, byte[] body) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body);
    }

    Optional<Reply> reply(String method) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                return Optional.empty();
            }
            head.write(one);
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        int length = method.equals("HEAD") ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return Optional.of(new Reply(status, headers, in.readNBytes(length)));
    }

    /** Takes the leave to send contents, after {@code Expect: 100-continue}. */
    boolean isLetGoOn() throws IOException {
        try {
            byte[] leave = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            return new String(leave, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 100 ");
        } catch (SocketException refused) {
            // There was no room for it.
            return false;
        }
    }

    /** Whether the other end broke it off, or does so now. */
    boolean isBrokenOff() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
