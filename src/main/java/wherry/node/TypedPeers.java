package wherry.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.discovery.Announcement;
import wherry.discovery.Neighbourhood;
import wherry.discovery.PeerTable;
import wherry.protocol.Protocol;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/**
 * Peers whose addresses the user typed. Who typed no port is asked what it speaks, in protocols that can ask; the last
 * protocol is taken for granted and never tried out, since what comes over it is taken for an upload. A port that was
 * typed is that protocol's, unless it is the usual one of another. Asks the name service and the network: never for the
 * event thread. Safe for use by many threads.
 */
final class TypedPeers {
    private final List<Protocol> protocols;
    private final PeerTable table;
    private final Set<InetSocketAddress> withoutPort = new LinkedHashSet<>();

    /** @param protocols the best first */
    TypedPeers(List<Protocol> protocols, PeerTable table) {
        this.protocols = protocols;
        this.table = table;
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
            List<Announcement> found = found(address, at, table::heard);
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
        again.forEach(this::ask);
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

    private void ask(InetSocketAddress at) {
        for (Announcement found : found(new PeerAddress("", 0), at, table::heard)) {
            table.addByHand(new Endpoint(granted().name(), at), endpoint(found, at));
            table.heard(found, at.getAddress());
        }
    }

    private List<Announcement> found(PeerAddress address, InetSocketAddress at, Neighbourhood neighbourhood) {
        return protocols.stream()
                .filter(protocol -> protocol != granted())
                .filter(protocol -> address.port() == 0 || address.port() == protocol.defaultPort())
                .flatMap(protocol ->
                        protocol
                                .probe(new InetSocketAddress(at.getAddress(), protocol.defaultPort()), neighbourhood)
                                .stream())
                .toList();
    }

    private static Endpoint endpoint(Announcement found, InetSocketAddress at) {
        return new Endpoint(found.protocol(), new InetSocketAddress(at.getAddress(), found.port()), found.security());
    }

    private Protocol granted() {
        return protocols.get(protocols.size() - 1);
    }
}
