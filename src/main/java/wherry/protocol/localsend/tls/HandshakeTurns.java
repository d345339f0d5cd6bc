package wherry.protocol.localsend.tls;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;

/**
 * Lets handshakes have half of the processors at most, one step after another in the order in which they come: anybody
 * may begin as many as they like, and uploads that were accepted have the other half. Nobody waits for the network with a
 * turn in hand.
 */
final class HandshakeTurns {
    private static final HandshakeTurns UNLIMITED = new HandshakeTurns(Optional.empty());
    private static final HandshakeTurns LIMITED = new HandshakeTurns(Optional.of(
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true)));

    private final Optional<Semaphore> turns;

    private HandshakeTurns(Optional<Semaphore> turns) {
        this.turns = turns;
    }

    /** A step that takes processor time only. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws SSLException;
    }

    static HandshakeTurns limited() {
        return LIMITED;
    }

    static HandshakeTurns unlimited() {
        return UNLIMITED;
    }

    <T> T take(Step<T> step) throws SSLException {
        if (turns.isEmpty()) {
            return step.run();
        }
        turns.get().acquireUninterruptibly();
        try {
            return step.run();
        } finally {
            turns.get().release();
        }
    }
}
