package wherry.protocol.localsend.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import wherry.protocol.TransferLimits;
import wherry.protocol.UnreachedException;
import wherry.protocol.UnreachedException.Stage;
import wherry.protocol.localsend.tls.NoTlsException;
import wherry.protocol.localsend.tls.Tls;
import wherry.protocol.localsend.tls.TlsConnection;
import wherry.transfer.Endpoint;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Watchdog;

/**
 * Connects to a peer's server and agrees on encryption with it, as far as the peer is expected to have any. For one thread,
 * but for {@link #close}, which ends its blocked calls; what the encryption holds is freed once nobody uses it any more.
 */
final class PeerLink implements Closeable {
    private final Endpoint to;
    private final Tls tls;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final ClientConnection http = new ClientConnection();
    private volatile SocketChannel channel;
    private volatile boolean closed;
    private Optional<TlsConnection> secured = Optional.empty();
    private boolean inUse;
    private Security security;
    private Optional<String> certificate = Optional.empty();

    /** Does nothing yet. */
    PeerLink(Endpoint to, Tls tls, TransferLimits limits, Watchdog watchdog) {
        this.to = to;
        this.security = to.security();
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
    }

    /**
     * Connects, within limits.
     *
     * @throws UnreachedException nobody answers there, or somebody else than the one who is expected
     */
    void open() throws IOException {
        Stage stage = Stage.CONNECTING;
        use();
        try {
            connect();
            stage = Stage.SECURING;
            agree();
        } catch (IOException failure) {
            String sentence = stage == Stage.CONNECTING ? Failure.connecting(failure) : PeerFailure.securing(failure);
            throw closed ? failure : new UnreachedException(stage, sentence, failure);
        } finally {
            leaveAlone();
        }
    }

    private void agree() throws IOException {
        if (to.security().required().isPresent()) {
            secure(to.security().required());
            security = new Security.Verified(to.security().required().get());
        } else if (to.security() instanceof Security.Unverified) {
            secureIfPossible();
        } else {
            plain();
        }
    }

    private void plain() throws IOException {
        security = new Security.Plain();
        http.bind(channel.socket());
    }

    private void connect() throws IOException {
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        if (closed) {
            fresh.close();
        }
        Socket socket = fresh.socket();
        socket.connect(to.address(), (int) limits.connect().toMillis());
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
    }

    private void secure(Optional<String> fingerprint) throws IOException {
        Watchdog.Watch deadline = watchdog.watch(limits.header(), channel);
        try {
            TlsConnection agreed = tls.call(channel, fingerprint);
            secured = Optional.of(agreed);
            certificate = agreed.peer();
            http.bind(channel.socket(), agreed);
        } catch (IOException failure) {
            if (deadline.expired()) {
                throw new ProtocolException(Sentences.of("localsend.noHandshakeInTime"), failure);
            }
            Optional<String> refused = PeerFailure.certificate(failure);
            throw refused.isPresent() ? new ProtocolException(refused.get(), failure) : failure;
        } finally {
            deadline.close();
        }
    }

    /**
     * Nothing is known of who is there: whoever answers the first bytes of TLS with something else gets plain HTTP. Any
     * other failure is none of a peer without TLS.
     */
    private void secureIfPossible() throws IOException {
        try {
            secure(Optional.empty());
        } catch (NoTlsException noTls) {
            channel.close();
            if (closed) {
                throw noTls;
            }
            connect();
            plain();
        }
    }

    /** Sends and receives over it, once it is open. */
    ClientConnection http() {
        return http;
    }

    /** What is known of the other end once the connection stands. */
    Security security() {
        return security;
    }

    /** The fingerprint of whoever answers, expected or not; empty without encryption. */
    Optional<String> certificate() {
        return certificate;
    }

    boolean isClosed() {
        return closed;
    }

    /** Breaks off at once, whatever is under way. */
    @Override
    public void close() throws IOException {
        closed = true;
        SocketChannel current = channel;
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            freeUnlessInUse();
        }
    }

    /** The encryption is freed by whoever is the last to need it. */
    synchronized void use() {
        inUse = true;
    }

    synchronized void leaveAlone() {
        inUse = false;
        if (closed) {
            free();
        }
    }

    private synchronized void freeUnlessInUse() {
        if (!inUse) {
            free();
        }
    }

    private void free() {
        secured.ifPresent(TlsConnection::close);
    }
}
