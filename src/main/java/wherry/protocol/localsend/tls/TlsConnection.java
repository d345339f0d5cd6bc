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
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import wherry.http.ByteInput;
import wherry.http.TlsServer;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.transfer.Pump;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;

/**
 * Encrypts and decrypts a connected channel with TLS. What is encrypted moves in pieces of many records, which the JDK's own TLS sockets do not
 * do; that is worth a third of the speed. One thread reads while another may write. Closing the channel ends both; closing
 * this, once neither is under way, frees what the encryption holds.
 */
public final class TlsConnection implements TlsServer.Secured {
    /** Records of 16 KiB that travel at once. */
    private static final int RECORDS = 16;
    /** Of records that hold nothing one after another: more of them only keep us busy. */
    private static final int EMPTY_RECORDS = 64;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final SocketChannel channel;
    private final TransferBuffers buffers;
    private final TlsIncoming incoming;
    private final Object writing = new Object();
    /** Contents of a record for which there was no room where it was asked for. To be read. */
    private final ByteBuffer spare;
    /** For what is short: requests, answers, handshakes. */
    private final ByteBuffer outgoing;

    private final int packet;
    private final int contents;
    private volatile HandshakeTurns turns = HandshakeTurns.unlimited();
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
        this.channel = channel;
        this.buffers = buffers;
        SSLSession session = engine.getSession();
        this.packet = session.getPacketBufferSize();
        this.contents = session.getApplicationBufferSize();
        this.incoming = new TlsIncoming(channel, consumed, packet, RECORDS * packet);
        this.spare = ByteBuffer.allocate(contents).flip();
        this.outgoing = ByteBuffer.allocate(packet);
    }

    /**
     * Agrees on keys. To be called once, before anything else.
     *
     * @throws NoTlsException the other side, which was called, answers with something else
     * @throws SSLException the other side is not the one who was expected, or speaks no TLS that we speak
     */
    void handshake() throws IOException {
        engine.beginHandshake();
        turns = HandshakeTurns.limited();
        try {
            while (isShakingHands(engine.getHandshakeStatus())) {
                if (step(engine.getHandshakeStatus()) < 0) {
                    throw new SSLHandshakeException("ended by the other side");
                }
            }
        } catch (SSLException failure) {
            if (engine.getUseClientMode() && incoming.isNoTls()) {
                throw new NoTlsException();
            }
            sayWhy(failure);
            throw failure;
        } finally {
            turns = HandshakeTurns.unlimited();
        }
    }

    private static boolean isShakingHands(HandshakeStatus status) {
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    /** One step of a handshake; -1 when the other side has ended the connection. */
    private int step(HandshakeStatus status) throws IOException {
        switch (status) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrapNothing();
            default -> {
                spare.compact();
                try {
                    return unwrap(spare);
                } finally {
                    spare.flip();
                }
            }
        }
        return 0;
    }

    private void runTasks() throws SSLException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            Runnable next = task;
            turns.take(() -> {
                next.run();
                return next;
            });
        }
    }

    /** Sends what the engine has to say by itself. */
    private SSLEngineResult wrapNothing() throws IOException {
        synchronized (writing) {
            outgoing.clear();
            SSLEngineResult result = turns.take(() -> engine.wrap(NOTHING.duplicate(), outgoing));
            Pump.writeFully(outgoing.flip(), channel);
            return result;
        }
    }

    /** Lets the other side know why there is no connection. */
    private void sayWhy(SSLException failure) {
        try {
            SSLEngineResult result = wrapNothing();
            while (result.bytesProduced() > 0 && result.getStatus() == Status.OK) {
                result = wrapNothing();
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
        return new TlsOutput(this::write);
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
            ended = unwrap(target) < 0;
        }
        while (!ended && target.remaining() >= contents && incoming.hasRecord()) {
            ended = unwrap(target) < 0;
        }
        return target.position() == before ? -1 : target.position() - before;
    }

    /** Waits for one record and takes it, with what it asks for; -1 when nothing more will come. */
    private int unwrap(ByteBuffer target) throws IOException {
        // The engine is asked whether it has enough, for what is no TLS has no length to wait for.
        SSLEngineResult result = turns.take(() -> engine.unwrap(incoming.bytes(), target));
        while (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            if (!incoming.receive()) {
                return -1;
            }
            result = turns.take(() -> engine.unwrap(incoming.bytes(), target));
        }
        HandshakeStatus status = result.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
            status = engine.getHandshakeStatus();
        }
        if (status == HandshakeStatus.NEED_WRAP) {
            wrapNothing();
        }
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("record too long");
        }
        return result.getStatus() == Status.CLOSED ? -1 : 0;
    }

    private void write(ByteBuffer source) throws IOException {
        synchronized (writing) {
            if (source.remaining() <= contents) {
                send(source, outgoing.clear());
                return;
            }
            ByteBuffer many = buffers.lend();
            try {
                many.limit(Math.min(many.capacity(), RECORDS * packet));
                send(source, many);
            } finally {
                buffers.giveBack(many);
            }
        }
    }

    private void send(ByteBuffer source, ByteBuffer through) throws IOException {
        int limit = through.limit();
        while (source.hasRemaining()) {
            through.clear().limit(limit);
            do {
                Status status = engine.wrap(source, through).getStatus();
                if (status != Status.OK) {
                    throw new SSLException("cannot be sent any more: " + status);
                }
            } while (source.hasRemaining() && through.remaining() >= packet);
            Pump.writeFully(through.flip(), channel);
        }
    }

    /** Frees what the encryption holds. Leaves the channel alone, and sends nothing. */
    @Override
    public void close() {
        EngineShutdown.run(engine);
    }
}
