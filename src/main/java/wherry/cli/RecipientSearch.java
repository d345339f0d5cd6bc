package wherry.cli;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import wherry.transfer.ComparisonCode;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.Presence;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Finds the peer that somebody means by an address, an alias or a host's name. */
final class RecipientSearch {
    /** Whoever is here has announced itself by then: all do so every two seconds. */
    private static final long EVERYBODY_HEARD = TimeUnit.MILLISECONDS.toNanos(2_500);

    /** Allows for one announcement that got lost. */
    private static final long GIVE_UP = TimeUnit.MILLISECONDS.toNanos(4_500);

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?]|[^:\\s\\[\\]]+):[0-9]+");
    private static final Pattern LITERAL = Pattern.compile(
            "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?|\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?]");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");

    private final HostedNode host;

    RecipientSearch(HostedNode host) {
        this.host = host;
    }

    /**
     * Reads a literal address, or {@code host:port}.
     *
     * @return empty when it is neither, and may be an alias or a bare host name
     * @throws ProtocolException the port is none
     */
    static Optional<PeerAddress> address(String typed) throws ProtocolException {
        boolean address =
                LITERAL.matcher(typed).matches() || HOST_AND_PORT.matcher(typed).matches();
        return address ? Optional.of(PeerAddress.parse(typed)) : Optional.empty();
    }

    /**
     * The peer at an address, whoever it is, and what it says to speak.
     *
     * @throws CommandException there is no such host
     */
    Peer at(PeerAddress address) throws CommandException {
        return at(address, Sentences.of("failure.unknownHost", DisplayText.escape(address.host())));
    }

    /**
     * The peer of that alias, else the computer of that name; or the holder of a certificate by its fingerprint.
     *
     * @throws CommandException there is neither, or more than one peer of that alias, or it is not the one who is known by
     *     that alias
     */
    Peer named(String name) throws CommandException, InterruptedException {
        if (ComparisonCode.isFingerprint(name)) {
            return holder(name);
        }
        Optional<Peer> peer = withAlias(name);
        if (peer.isPresent()) {
            requireKnown(peer.get());
            return peer.get();
        }
        String nobody = Sentences.of("cli.noPeer", DisplayText.escape(name));
        if (host.hasEnded() || !HOST.matcher(name).matches()) {
            throw new CommandException(nobody);
        }
        return at(new PeerAddress(name, 0), nobody);
    }

    private void requireKnown(Peer peer) throws CommandException {
        if (host.node().takenFor(peer).isPresent()) {
            throw new CommandException(Sentences.of(
                    peer.proven().isPresent() ? "cli.otherKey" : "cli.noKey",
                    peer.alias(),
                    peer.endpoints().get(0),
                    peer.proven().orElse("")));
        }
    }

    private Peer holder(String fingerprint) throws CommandException, InterruptedException {
        long deadline = System.nanoTime() + GIVE_UP;
        for (Optional<Event> next = host.next(deadline); next.isPresent(); next = host.next(deadline)) {
            if (next.get() instanceof Event.PeersChanged changed) {
                Optional<Peer> holder = changed.peers().stream()
                        .filter(peer -> peer.proven()
                                .filter(fingerprint::equalsIgnoreCase)
                                .isPresent())
                        .findFirst();
                if (holder.isPresent()) {
                    return holder.get();
                }
            }
        }
        throw new CommandException(Sentences.of("cli.noHolder"));
    }

    private Peer at(PeerAddress address, String unknown) throws CommandException {
        try {
            return host.node().peerAt(address);
        } catch (UnknownHostException nobody) {
            throw new CommandException(unknown);
        } catch (IOException failure) {
            throw new CommandException(Failure.sentence(failure));
        }
    }

    /**
     * Waits until all who are here must have been heard, so that a second peer of that alias cannot be missed. Who shows a
     * certificate is taken before who shows none; the latter only when the time in which the other could come has passed.
     */
    private Optional<Peer> withAlias(String wanted) throws CommandException, InterruptedException {
        String alias = DisplayText.escape(DisplayText.shorten(wanted.strip(), Peer.LONGEST_ALIAS));
        long begun = System.nanoTime();
        List<Peer> found = List.of();
        while (true) {
            boolean proven = found.stream().anyMatch(peer -> peer.proven().isPresent());
            Optional<Event> next = host.next(begun + (proven ? EVERYBODY_HEARD : GIVE_UP));
            if (next.isEmpty()) {
                return only(found);
            }
            if (next.get() instanceof Event.PeersChanged changed) {
                found = changed.peers().stream()
                        .filter(peer -> peer.presence() == Presence.HERE)
                        .filter(peer -> peer.alias().equalsIgnoreCase(alias))
                        .toList();
            }
        }
    }

    private static Optional<Peer> only(List<Peer> found) throws CommandException {
        List<Peer> proven =
                found.stream().filter(peer -> peer.proven().isPresent()).toList();
        List<Peer> candidates = proven.isEmpty() ? found : proven;
        if (candidates.size() > 1) {
            List<String> addresses = candidates.stream()
                    .map(peer -> peer.endpoints().get(0))
                    .map(Endpoint::toString)
                    .toList();
            throw new CommandException(
                    Sentences.of("cli.severalPeers", candidates.get(0).alias(), String.join(", ", addresses)));
        }
        return candidates.stream().findFirst();
    }
}
