package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import wherry.http.ByteInput;
import wherry.http.TlsServer;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;

/**
 * Encrypts and decrypts a connected channel with TLS. What is encrypted moves in pieces of many records, which the JDK's own TLS sockets do not
 * do; that is worth a third of the speed. One thread reads while another may write. Closing the channel ends both; closing
 * this, once neither is under way, frees what the encryption holds.
 */
public final class TlsConnection implements TlsServer.Secured {
    /** Of records that hold nothing one after another: more of them only keep us busy. */
    private static final int EMPTY_RECORDS = 64;

    private final SSLEngine engine;
    private final TlsRecords records;
    /** Contents of a record for which there was no room where it was asked for. To be read. */
    private final ByteBuffer spare;

    private final int contents;
    private boolean ended;

    /**
     * Does nothing yet.
     *
     * @param channel blocking; the time-out of its socket holds for reading
     * @param consumed what has been read from it already
     * @param buffers lends memory for what is long
     */
    TlsConnection(SSLEngine engine, SocketChannel channel, byte[] consumed, TransferBuffers buffers)
            throws IOException {
        this.engine = engine;
        this.records = new TlsRecords(engine, channel, consumed, buffers);
        this.contents = engine.getSession().getApplicationBufferSize();
        this.spare = ByteBuffer.allocate(contents).flip();
    }

    /**
     * Agrees on keys. To be called once, before anything else.
     *
     * @throws NoTlsException the other side, which was called, answers with something else
     * @throws SSLException the other side is not the one who was expected, or speaks no TLS that we speak
     */
    void handshake() throws IOException {
        engine.beginHandshake();
        records.take(HandshakeTurns.limited());
        try {
            while (isShakingHands(engine.getHandshakeStatus())) {
                if (step(engine.getHandshakeStatus()) < 0) {
                    throw new SSLHandshakeException("ended by the other side");
                }
            }
        } catch (SSLException failure) {
            if (engine.getUseClientMode() && records.isNoTls()) {
                throw new NoTlsException();
            }
            sayWhy(failure);
            throw failure;
        } finally {
            records.take(HandshakeTurns.unlimited());
        }
    }

    private static boolean isShakingHands(HandshakeStatus status) {
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    /** One step of a handshake; -1 when the other side has ended the connection. */
    private int step(HandshakeStatus status) throws IOException {
        switch (status) {
            case NEED_TASK -> records.runTasks();
            case NEED_WRAP -> records.wrapNothing();
            default -> {
                spare.compact();
                try {
                    return records.unwrap(spare);
                } finally {
                    spare.flip();
                }
            }
        }
        return 0;
    }

    /** Lets the other side know why there is no connection. */
    private void sayWhy(SSLException failure) {
        try {
            SSLEngineResult result = records.wrapNothing();
            while (result.bytesProduced() > 0 && result.getStatus() == Status.OK) {
                result = records.wrapNothing();
            }
        } catch (IOException | RuntimeException unsaid) {
            failure.addSuppressed(unsaid);
        }
    }

    /** The fingerprint of the other side's certificate, once the handshake is done; empty when it showed none. */
    public Optional<String> peer() {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return Optional.of(Fingerprint.of((X509Certificate) chain[0]));
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    @Override
    public Security security() {
        return peer().<Security>map(Security.Verified::new).orElseGet(Security.Unverified::new);
    }

    @Override
    public SocketHolder holder(Socket socket) {
        return new TlsHolder(socket, input(), output());
    }

    /** What the other side says. Reading waits no longer than the time-out of the channel's socket. */
    public ByteInput input() {
        return new TlsInput(this::read);
    }

    /** What is written goes out at once. */
    public OutputStream output() {
        return new TlsOutput(records::write);
    }

    private int read(ByteBuffer target) throws IOException {
        if (!spare.hasRemaining() && target.remaining() >= contents) {
            return fill(target);
        }
        if (!spare.hasRemaining()) {
            spare.clear();
            try {
                fill(spare);
            } finally {
                spare.flip();
            }
        }
        int n = Math.min(spare.remaining(), target.remaining());
        target.put(spare.slice().limit(n));
        spare.position(spare.position() + n);
        return n == 0 && ended ? -1 : n;
    }

    /** Waits for the contents of one record, and takes as many more as are here and have room. */
    private int fill(ByteBuffer target) throws IOException {
        int before = target.position();
        for (int empty = 0; target.position() == before && !ended; empty++) {
            if (empty > EMPTY_RECORDS) {
                throw new SSLException("too many empty records");
            }
            ended = records.unwrap(target) < 0;
        }
        while (!ended && target.remaining() >= contents && records.hasAnother()) {
            ended = records.unwrap(target) < 0;
        }
        return target.position() == before ? -1 : target.position() - before;
    }

    /** Frees what the encryption holds. Leaves the channel alone, and sends nothing. */
    @Override
    public void close() {
        EngineShutdown.run(engine);
    }
}
