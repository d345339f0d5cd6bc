package wherry.cli;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.transfer.ComparisonCode;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Finds the peer that somebody means by an address, an alias or a host's name. */
final class RecipientSearch {
    /** So many digits of a fingerprint at least mean its holder. */
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{8,64}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int DIGITS_SHOWN = 16;
    /** A name service that has not answered while peers were waited for hardly will. */
    private static final Duration NAME_SERVICE = Duration.ofMillis(500);

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?]|[^:\\s\\[\\]]+):[0-9]+");
    private static final Pattern LITERAL = Pattern.compile(
            "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?|\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?]");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");

    private final HostedNode host;
    private final Duration wait;

    /** One that is given up when it usually is. */
    RecipientSearch(HostedNode host) {
        this(host, WaitOption.USUAL);
    }

    /** @param wait for a name that nobody has, until the search is given up */
    RecipientSearch(HostedNode host, Duration wait) {
        this.host = host;
        this.wait = wait;
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
     * The peer of that alias, or the holder of a certificate by its fingerprint or at least eight digits of it; else the
     * computer of that name.
     *
     * @throws CommandException there is none, or more than one, or it is not the one who is known by that alias
     */
    Peer named(String name) throws CommandException, InterruptedException {
        boolean isFingerprint = FINGERPRINT.matcher(name).matches();
        NameLookUp computer = NameLookUp.of(isHostName(name) ? name : "");
        Optional<Peer> peer = only(all(name));
        if (peer.isPresent()) {
            if (!isHolder(peer.get(), name)) {
                requireKnown(peer.get());
            }
            return peer.get();
        }
        // A number would be taken for an address, and sixty-four digits for nothing at all.
        if (isFingerprint
                && (ComparisonCode.isFingerprint(name) || NUMBER.matcher(name).matches())) {
            throw new CommandException(Sentences.of("cli.noHolder"));
        }
        String nobody = Sentences.of("cli.noPeer", DisplayText.escape(name));
        if (host.hasEnded() || !computer.hasFound(NAME_SERVICE)) {
            throw new CommandException(nobody);
        }
        return at(new PeerAddress(name, 0), nobody);
    }

    /** All who are here and are meant, of several with one name each. */
    List<Peer> all(String name) throws CommandException, InterruptedException {
        return new PeerWait(host, wait, found -> isCalled(found.alias(), name) || isHolder(found, name)).found();
    }

    /** Whether it may be the name of a computer. */
    static boolean isHostName(String typed) {
        return HOST.matcher(typed).matches();
    }

    /** Whether that is meant by what was typed. */
    static boolean isCalled(String alias, String typed) {
        return alias.equalsIgnoreCase(DisplayText.escape(DisplayText.shorten(typed.strip(), Peer.LONGEST_ALIAS)));
    }

    /** Whether what was typed are digits of a fingerprint, and of that one. */
    static boolean areDigitsOf(String typed, String fingerprint) {
        return FINGERPRINT.matcher(typed).matches() && fingerprint.regionMatches(true, 0, typed, 0, typed.length());
    }

    private static boolean isHolder(Peer peer, String typed) {
        return peer.proven()
                .filter(fingerprint -> areDigitsOf(typed, fingerprint))
                .isPresent();
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

    private Peer at(PeerAddress address, String unknown) throws CommandException {
        try {
            return host.node().peerAt(address);
        } catch (UnknownHostException nobody) {
            throw new CommandException(unknown);
        } catch (IOException failure) {
            throw new CommandException(Failure.sentence(failure));
        }
    }

    private static Optional<Peer> only(List<Peer> found) throws CommandException {
        List<Peer> proven =
                found.stream().filter(peer -> peer.proven().isPresent()).toList();
        List<Peer> candidates = proven.isEmpty() ? found : proven;
        if (candidates.size() > 1) {
            List<String> addresses =
                    candidates.stream().map(RecipientSearch::shown).toList();
            throw new CommandException(
                    Sentences.of("cli.severalPeers", candidates.get(0).alias(), String.join(", ", addresses)));
        }
        return candidates.stream().findFirst();
    }

    /** Its address, and as much of its fingerprint as tells it from others and can be typed. */
    private static String shown(Peer peer) {
        String address = peer.endpoints().get(0).toString();
        return peer.proven()
                .map(fingerprint ->
                        address + " (" + fingerprint.substring(0, Math.min(DIGITS_SHOWN, fingerprint.length())) + ")")
                .orElse(address);
    }
}
