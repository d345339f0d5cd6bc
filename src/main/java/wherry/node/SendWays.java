package wherry.node;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Predicate;
import wherry.protocol.Protocol;
import wherry.protocol.UnreachedException;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.TransferRecorder;

/** Lists the ways to send to a peer, the best first, and tries one after another. */
final class SendWays {
    private static final System.Logger LOG = System.getLogger(SendWays.class.getName());

    private final List<Way> ways;

    private SendWays(List<Way> ways) {
        this.ways = ways;
    }

    /** A protocol and where the peer speaks it. */
    record Way(Protocol protocol, Endpoint endpoint) {}

    /** The best first. Whoever has shown a certificate gets nothing except where it has. */
    static SendWays to(Peer peer, List<Protocol> protocols, Predicate<Protocol> fit) {
        boolean proven = peer.proven().isPresent();
        List<Way> ways = protocols.stream()
                .filter(fit)
                .flatMap(protocol -> peer.endpoints().stream()
                        .filter(endpoint -> endpoint.protocol().equals(protocol.name()))
                        .map(endpoint -> new Way(protocol, endpoint)))
                .filter(way -> !proven || way.endpoint().security().proven().isPresent())
                .toList();
        return new SendWays(ways);
    }

    boolean isEmpty() {
        return ways.isEmpty();
    }

    Way best() {
        return ways.get(0);
    }

    /** What is sent one way. */
    @FunctionalInterface
    interface Sending {
        void over(Way way) throws IOException;
    }

    /**
     * Tries the next way where nobody was reached by the one before, and nothing had been sent.
     *
     * @param unencrypted is called before a way without encryption follows one with it
     */
    void inTurn(Sending sending, TransferRecorder recorder, Runnable unencrypted) throws IOException {
        for (int i = 0; ; i++) {
            try {
                sending.over(ways.get(i));
                return;
            } catch (UnreachedException unreached) {
                if (i + 1 == ways.size() || recorder.isCancelled() || !mayFollow(ways.get(i + 1), unreached)) {
                    throw unreached;
                }
                LOG.log(Level.INFO, "Not reached at " + ways.get(i).endpoint(), unreached);
                if (ways.get(i).protocol().encrypts()
                        && !ways.get(i + 1).protocol().encrypts()) {
                    unencrypted.run();
                }
            }
        }
    }

    /** Whoever is there and fails to prove who it is gets nothing in a way that proves nothing. */
    private static boolean mayFollow(Way next, UnreachedException unreached) {
        return next.endpoint().security().proven().isPresent()
                || unreached.stage() == UnreachedException.Stage.CONNECTING;
    }
}
