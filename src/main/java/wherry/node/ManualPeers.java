package wherry.node;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;
import wherry.discovery.PeerTable;
import wherry.protocol.Protocol;
import wherry.transfer.Endpoint;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.Presence;
import wherry.transfer.ProtocolException;

/**
 * Peers whose addresses the user typed. Who typed no port is asked what it speaks, in protocols that can ask; the last
 * protocol is taken for granted and never tried out, since what comes over it is taken for an upload. A port that was
 * typed is that protocol's, unless it is the usual one of another. Asks the name service and the network: never for the
 * event thread. Safe for use by many threads.
 */
final class ManualPeers {
    private static final System.Logger LOG = System.getLogger(ManualPeers.class.getName());

    private final List<Protocol> protocols;
    private final PeerTable table;
    private final PeerListener neighbourhood;
    private final Set<InetSocketAddress> withoutPort = new LinkedHashSet<>();

    /**
     * @param protocols the best first
     * @param neighbourhood is told of who answers later
     */
    ManualPeers(List<Protocol> protocols, PeerTable table, PeerListener neighbourhood) {
        this.protocols = protocols;
        this.table = table;
        this.neighbourhood = neighbourhood;
    }

    /** As {@link #add(String)}; what is wrong is told. */
    void add(String address, Consumer<String> complaints) {
        try {
            add(address);
        } catch (IOException failure) {
            complaints.accept(Failure.sentence(failure));
        }
    }

    /** Lists a peer at once, and once more when it is known what it speaks. */
    void add(String typed) throws IOException {
        PeerAddress address = PeerAddress.parse(typed);
        InetSocketAddress at = address.resolve(granted().defaultPort());
        if (address.port() == 0) {
            table.addByHand(new Endpoint(granted().name(), at), typed);
            synchronized (this) {
                withoutPort.add(at);
            }
            ask(at);
        } else {
            List<Announcement> found = found(address, at, neighbourhood);
            table.addByHand(found.isEmpty() ? new Endpoint(granted().name(), at) : endpoint(found.get(0), at), typed);
            found.forEach(announcement -> table.heard(announcement, at.getAddress()));
        }
    }

    /** Asks all again what they speak. */
    void lookAgain() {
        List<InetSocketAddress> again;
        synchronized (this) {
            again = List.copyOf(withoutPort);
        }
        for (InetSocketAddress at : again) {
            try {
                ask(at);
            } catch (ProtocolException noTls) {
                LOG.log(Level.INFO, "Asking " + at, noTls);
            }
        }
    }

    /** Whoever is at that address, and what it speaks; not listed. */
    Peer at(PeerAddress address) throws IOException {
        InetSocketAddress at = address.resolve(granted().defaultPort());
        List<Announcement> found = found(address, at, (announcement, from) -> {});
        List<Endpoint> endpoints = new ArrayList<>();
        if (found.isEmpty() || address.port() == 0) {
            endpoints.add(new Endpoint(granted().name(), at));
        }
        found.forEach(announcement -> endpoints.add(endpoint(announcement, at)));
        String alias = found.isEmpty() ? "" : found.get(0).alias();
        Optional<String> fingerprint = found.stream().findFirst().flatMap(Announcement::fingerprint);
        return new Peer("typed " + endpoints.get(0), alias, fingerprint, endpoints, Presence.HERE, true);
    }

    /** Whoever is at that address, taken to speak that protocol; not listed, and not asked. */
    Peer at(PeerAddress address, String protocol) throws IOException {
        Protocol spoken = protocols.stream()
                .filter(candidate -> candidate.name().equals(protocol))
                .findFirst()
                .orElseThrow();
        Endpoint endpoint = new Endpoint(protocol, address.resolve(spoken.defaultPort()));
        return new Peer(protocol + " " + endpoint, "", Optional.empty(), List.of(endpoint), Presence.HERE, true);
    }

    private void ask(InetSocketAddress at) throws ProtocolException {
        Endpoint typed = new Endpoint(granted().name(), at);
        for (Protocol protocol : askable(new PeerAddress("", 0))) {
            try {
                probe(protocol, at, neighbourhood).ifPresent(found -> {
                    table.addByHand(typed, endpoint(found, at));
                    table.heard(found, at.getAddress());
                });
            } catch (ProtocolException noTls) {
                // It is listed as somebody who is there in that protocol, so that nothing is sent to it in a lesser
                // one.
                table.addByHand(typed, new Endpoint(protocol.name(), usual(protocol, at)));
                throw noTls;
            }
        }
    }

    private List<Announcement> found(PeerAddress address, InetSocketAddress at, PeerListener told)
            throws ProtocolException {
        List<Announcement> found = new ArrayList<>();
        for (Protocol protocol : askable(address)) {
            probe(protocol, at, told).ifPresent(found::add);
        }
        return found;
    }

    private List<Protocol> askable(PeerAddress address) {
        return protocols.stream()
                .filter(protocol -> protocol != granted())
                .filter(protocol -> address.port() == 0 || address.port() == protocol.defaultPort())
                .toList();
    }

    private static Optional<Announcement> probe(Protocol protocol, InetSocketAddress at, PeerListener told)
            throws ProtocolException {
        return protocol.probe(usual(protocol, at), told);
    }

    private static InetSocketAddress usual(Protocol protocol, InetSocketAddress at) {
        return new InetSocketAddress(at.getAddress(), protocol.defaultPort());
    }

    private static Endpoint endpoint(Announcement found, InetSocketAddress at) {
        return new Endpoint(found.protocol(), new InetSocketAddress(at.getAddress(), found.port()), found.security());
    }

    private Protocol granted() {
        return protocols.get(protocols.size() - 1);
    }
}
