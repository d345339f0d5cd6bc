package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import wherry.transfer.Pump;
import wherry.transfer.TransferBuffers;

/** Reads and writes TLS records on a connected channel: many at a time where there is much. One thread reads while another may write. */
final class TlsRecords {
    /** Of 16 KiB, that travel at once. */
    private static final int RECORDS = 16;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final SocketChannel channel;
    private final TransferBuffers buffers;
    private final TlsIncoming incoming;
    private final Object writing = new Object();
    /** For what is short: requests, answers, handshakes. */
    private final ByteBuffer outgoing;

    private final int packet;
    private final int contents;
    private volatile HandshakeTurns turns = HandshakeTurns.unlimited();

    /** As for {@link TlsConnection}. */
    TlsRecords(SSLEngine engine, SocketChannel channel, byte[] consumed, TransferBuffers buffers) throws IOException {
        this.engine = engine;
        this.channel = channel;
        this.buffers = buffers;
        SSLSession session = engine.getSession();
        this.packet = session.getPacketBufferSize();
        this.contents = session.getApplicationBufferSize();
        this.incoming = new TlsIncoming(channel, consumed, packet, RECORDS * packet);
        this.outgoing = ByteBuffer.allocate(packet);
    }

    /** What computes, waits for these turns from now on. */
    void take(HandshakeTurns those) {
        turns = those;
    }

    /** Whether what came is something else than TLS. */
    boolean isNoTls() {
        return incoming.isNoTls();
    }

    /** Whether another whole record is here. */
    boolean hasAnother() {
        return incoming.hasRecord();
    }

    /** Computes what a handshake has to compute. */
    void runTasks() throws SSLException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            Runnable next = task;
            turns.take(() -> {
                next.run();
                return next;
            });
        }
    }

    /** Sends what the engine has to say by itself. */
    SSLEngineResult wrapNothing() throws IOException {
        synchronized (writing) {
            outgoing.clear();
            SSLEngineResult result = turns.take(() -> engine.wrap(NOTHING.duplicate(), outgoing));
            Pump.writeFully(outgoing.flip(), channel);
            return result;
        }
    }

    /** Waits for one record and takes it, with what it asks for; -1 when nothing more will come. */
    int unwrap(ByteBuffer target) throws IOException {
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

    /** Sends all of it; at once, what there is room for. */
    void write(ByteBuffer source) throws IOException {
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
}
