package wherry.protocol.localsend;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import wherry.protocol.localsend.identity.Identity;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

/** A peer's server, as another make would write it. Keeps what it got. */
final class TestReceiver implements Closeable {
    record Request(String target, Map<String, String> headers, String text, Optional<String> certificate) {
        boolean is(String route) {
            return target.startsWith("/api/localsend/v2/" + route);
        }
    }

    /** A negative status hangs up instead of answering. */
    record Answer(int status, String body) {
        private static final int RAW = 0;

        /** Those bytes, and then it hangs up. */
        static Answer raw(String bytes) {
            return new Answer(RAW, bytes);
        }
    }

    private final ServerSocket listening;
    private final Function<Request, Answer> answering;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final Optional<Identity> identity;
    private final Thread accepting;

    private TestReceiver(ServerSocket listening, Optional<Identity> identity, Function<Request, Answer> answering) {
        this.listening = listening;
        this.identity = identity;
        this.answering = answering;
        accepting = start(this::acceptAll);
    }

    static TestReceiver plain(Function<Request, Answer> answering) throws IOException {
        return new TestReceiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Optional.empty(), answering);
    }

    /** As LocalSend up to 1.17: asks for no certificate. */
    static TestReceiver like117(Identity identity, Function<Request, Answer> answering) throws IOException {
        return like117(identity, 0, answering);
    }

    static TestReceiver like117(Identity identity, int port, Function<Request, Answer> answering) throws IOException {
        return tls(identity, identity, false, port, answering);
    }

    /**
     * As LocalSend 1.18: insists on a certificate, and names an issuer of which nobody has one.
     *
     * @param issuer whose name is given as the only issuer that is accepted
     */
    static TestReceiver like118(Identity identity, Identity issuer, Function<Request, Answer> answering)
            throws IOException {
        return tls(identity, issuer, true, 0, answering);
    }

    private static TestReceiver tls(
            Identity identity, Identity issuer, boolean needsCertificate, int port, Function<Request, Answer> answering)
            throws IOException {
        SSLServerSocket socket = (SSLServerSocket) TestTls.context(Optional.of(identity), issuer.certificate())
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(needsCertificate);
        return new TestReceiver(socket, Optional.of(identity), answering);
    }

    /** Where it serves, with the certificate that it announces. */
    Endpoint endpoint() {
        return endpoint(identity.<Security>map(known -> new Security.Verified(known.fingerprint()))
                .orElseGet(Security.Plain::new));
    }

    Endpoint endpoint(Security security) {
        return new Endpoint("localsend", (java.net.InetSocketAddress) listening.getLocalSocketAddress(), security);
    }

    List<Request> requests() {
        return requests;
    }

    List<Request> requests(String route) {
        return requests.stream().filter(request -> request.is(route)).toList();
    }

    int connections() {
        return connections.size();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                Request request = read(in, socket);
                requests.add(request);
                Answer answer = answering.apply(request);
                if (answer.status() < 0) {
                    return;
                }
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                if (answer.status() == Answer.RAW) {
                    socket.getOutputStream().write(body);
                    return;
                }
                String head = "HTTP/1.1 " + answer.status() + " x\r\ncontent-type: application/json\r\n"
                        + (answer.status() == 204 ? "" : "content-length: " + body.length + "\r\n") + "\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
            }
        } catch (IOException hungUp) {
            // As clients do.
        }
    }

    private static Request read(InputStream in, Socket socket) throws IOException {
        String line = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw new IOException("This is no HTTP: it may be TLS");
            }
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        String target = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        return new Request(
                target,
                headers,
                new String(body, StandardCharsets.UTF_8),
                socket instanceof SSLSocket secured ? TestTls.peer(secured) : Optional.empty());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "test-receiver");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            // The system lets callers in until whoever accepts them has left it, and that can take a while on a busy
            // machine.
            accepting.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
