package wherry.cli;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import wherry.doctor.Patient;
import wherry.node.Node;
import wherry.settings.LastAddresses;
import wherry.settings.Trust;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;

/**
 * Finds where somebody is, or was, who is missing: by the address that was typed, among those who are here, where the
 * holder of a certificate was last, or by the name of the computer. Takes 4 s at most. For one thread.
 */
final class PatientSearch {
    private static final System.Logger LOG = System.getLogger(PatientSearch.class.getName());
    /** With the examination itself, and the start of the program, less than ten seconds. */
    private static final Duration AMONG_THOSE_HERE = Duration.ofMillis(3_500);

    /** With a name service that does not answer, from the beginning on. */
    private static final Duration NAME_SERVICE = Duration.ofMillis(4_000);

    private final RootCommand root;
    private final Overrides overrides;
    private final long begun = System.nanoTime();

    PatientSearch(RootCommand root, Overrides overrides) {
        this.root = root;
        this.overrides = overrides;
    }

    /**
     * Reads an address as it was typed.
     *
     * @return empty when it is a name
     * @throws ProtocolException it cannot be either
     */
    static Optional<PeerAddress> address(String typed) throws ProtocolException {
        return RecipientSearch.address(typed);
    }

    /** Somebody at an address. */
    Patient at(String wanted, PeerAddress typed) throws InterruptedException {
        return patient(wanted, addressOf(resolved(typed)));
    }

    /** Somebody by a name, or by digits of a fingerprint. */
    Patient named(String wanted) throws InterruptedException {
        CompletableFuture<List<InetSocketAddress>> computer = RecipientSearch.isHostName(wanted)
                ? resolved(new PeerAddress(wanted, 0))
                : CompletableFuture.completedFuture(List.of());
        List<InetSocketAddress> here = addressesHere(wanted);
        List<InetSocketAddress> found = here.isEmpty() ? addressesBefore(wanted) : here;
        return patient(wanted, found.isEmpty() ? addressOf(computer) : found);
    }

    private static Patient patient(String wanted, List<InetSocketAddress> at) {
        return new Patient(DisplayText.escape(wanted), at);
    }

    private List<InetSocketAddress> addressesHere(String wanted) throws InterruptedException {
        try (HostedNode host = root.host(overrides, Node.Role.OBSERVER)) {
            List<Peer> found = new RecipientSearch(host, AMONG_THOSE_HERE).all(wanted);
            return found.stream()
                    .flatMap(peer -> peer.endpoints().stream())
                    .map(Endpoint::address)
                    .distinct()
                    .toList();
        } catch (CommandException noNode) {
            LOG.log(Level.INFO, "Looking for " + DisplayText.escape(wanted), noNode);
            return List.of();
        }
    }

    private List<InetSocketAddress> addressesBefore(String wanted) {
        Set<String> known = root.trust().all().stream()
                .filter(trust -> RecipientSearch.isCalled(trust.lastAlias(), wanted))
                .map(Trust::fingerprint)
                .map(fingerprint -> fingerprint.toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        return LastAddresses.in(root.directory(), Clock.systemUTC()).all().stream()
                .filter(place ->
                        known.contains(place.fingerprint()) || RecipientSearch.areDigitsOf(wanted, place.fingerprint()))
                .map(LastAddresses.Place::at)
                .toList();
    }

    private static CompletableFuture<List<InetSocketAddress>> resolved(PeerAddress address) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return List.of(address.resolve(0));
            } catch (IOException nobody) {
                LOG.log(Level.DEBUG, "Resolving a name", nobody);
                return List.of();
            }
        });
    }

    private List<InetSocketAddress> addressOf(CompletableFuture<List<InetSocketAddress>> resolved)
            throws InterruptedException {
        long left = begun + NAME_SERVICE.toNanos() - System.nanoTime();
        try {
            return resolved.get(Math.max(1, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            LOG.log(Level.DEBUG, "Resolving a name", silent);
            return List.of();
        }
    }
}
