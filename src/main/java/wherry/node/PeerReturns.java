package wherry.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/** Tells those who wait for a peer where it is. Safe for use by many threads. */
final class PeerReturns {
    /** For so long a transfer that broke off waits for its peer. */
    static final Duration LIMIT = Duration.ofMinutes(10);

    private final Supplier<List<Peer>> peers;
    private final Duration limit;
    private final Time time;

    /** Passes by itself, but in tests. */
    interface Time {
        long nanos();

        /** Waits at the monitor, which the caller holds, until it is notified or so much has passed. */
        void wait(Object monitor, long nanos) throws InterruptedException;
    }

    /** @param peers those that are known at the moment */
    PeerReturns(Supplier<List<Peer>> peers, Duration limit) {
        this(peers, limit, new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            @SuppressWarnings("WaitNotInLoop") // Whoever calls it does.
            public void wait(Object monitor, long nanos) throws InterruptedException {
                monitor.wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
            }
        });
    }

    PeerReturns(Supplier<List<Peer>> peers, Duration limit, Time time) {
        this.peers = peers;
        this.limit = limit;
        this.time = time;
    }

    /** In nanoseconds, as the deadlines. */
    long now() {
        return time.nanos();
    }

    Duration limit() {
        return limit;
    }

    /** Something has changed that somebody may wait for. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits until then, or until it is enough; that is looked at after every {@link #wake}. */
    synchronized void await(long deadline, BooleanSupplier enough) {
        boolean interrupted = false;
        long left = deadline - now();
        while (left > 0 && !enough.getAsBoolean()) {
            try {
                time.wait(this, left);
            } catch (InterruptedException notNow) {
                interrupted = true;
            }
            left = deadline - now();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where the holder of the same certificate is known to be, and takes uploads in the same protocol.
     *
     * @param lost where it was
     */
    List<Endpoint> of(Endpoint lost) {
        return peers.get().stream()
                .filter(peer -> peer.presence() == Presence.HERE)
                .flatMap(peer -> peer.endpoints().stream())
                .filter(endpoint -> endpoint.protocol().equals(lost.protocol()) && isSameHolder(endpoint, lost))
                .distinct()
                .toList();
    }

    /** Without a certificate nobody is known to be the same anywhere else. */
    private static boolean isSameHolder(Endpoint now, Endpoint lost) {
        Optional<String> certificate = lost.security().required();
        return certificate.isPresent()
                ? now.security()
                        .required()
                        .filter(certificate.get()::equalsIgnoreCase)
                        .isPresent()
                : now.equals(lost);
    }
}
