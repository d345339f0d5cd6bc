package wherry.protocol.localsend.tls;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import wherry.protocol.localsend.identity.Fingerprint;

/**
 * Makes the engines of the calling side, and lets each know whose certificate it is to take, in the place of the peer's
 * name. One context serves them all: one of its own for each call would hold memory outside the heap until a garbage
 * collection. Each engine is called otherwise, so that no session is resumed: that would skip the check.
 */
final class ExpectedPeer {
    /** Neither in a fingerprint nor, so that no name of a server is sent, in the name of a host. */
    private static final String SEPARATOR = "#";

    private static final AtomicLong CALLS = new AtomicLong();

    private ExpectedPeer() {}

    /** @param expected the fingerprint of whoever must answer; empty takes anybody */
    static SSLEngine engine(SSLContext context, Optional<String> expected) {
        String peer = expected.map(Fingerprint::canonical).orElse("") + SEPARATOR + CALLS.incrementAndGet();
        SSLEngine engine = context.createSSLEngine(peer, 1);
        engine.setUseClientMode(true);
        return engine;
    }

    /**
     * Whose certificate that engine is to take; empty takes anybody's.
     *
     * @throws IllegalStateException it was not made here
     */
    static Optional<String> of(SSLEngine engine) {
        String peer = engine.getPeerHost();
        if (peer == null || !peer.contains(SEPARATOR)) {
            throw new IllegalStateException("an engine that expects nobody");
        }
        return Optional.of(peer.substring(0, peer.indexOf(SEPARATOR))).filter(text -> !text.isEmpty());
    }
}
