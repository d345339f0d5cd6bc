package wherry.protocol.localsend.http;

import java.io.Closeable;
import java.util.function.Supplier;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Shares among all connections of one node what they need: encryption, buffers, deadlines. Safe for use by many threads. */
public final class ConnectionResources implements Closeable {
    private final Supplier<TransferLimits> limits;
    private final TransferBuffers buffers = new TransferBuffers();
    private final Watchdog watchdog = new Watchdog();
    private final Tls tls;
    private final BackgroundCalls calls;

    /** @param limits as set at the moment */
    public ConnectionResources(Identity identity, Supplier<TransferLimits> limits) {
        this.limits = limits;
        this.tls = new Tls(identity, buffers);
        this.calls = new BackgroundCalls(tls, limits, watchdog);
    }

    public TransferLimits limits() {
        return limits.get();
    }

    public TransferBuffers buffers() {
        return buffers;
    }

    public Watchdog watchdog() {
        return watchdog;
    }

    public Tls tls() {
        return tls;
    }

    public BackgroundCalls calls() {
        return calls;
    }

    /** A connection to a peer's server, not open yet. */
    public PeerConnection dial(Endpoint to) {
        return new PeerConnection(to, tls, limits.get(), watchdog);
    }

    @Override
    public void close() {
        calls.close();
    }
}
