package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.discovery.Announcement;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;

/** Opens one server for each protocol and address, and says on which ports. Used by the node's own thread only. */
final class NodeServers implements Closeable {
    private static final System.Logger LOG = System.getLogger(NodeServers.class.getName());

    private final List<Protocol> protocols;
    private final NodeReceiveHandler reception;
    private final String fingerprint;
    private final Map<Protocol, Opened> servers = new LinkedHashMap<>();

    /** Servers on one port, one for each address, and what was asked for when they were opened. */
    private record Opened(
            List<ProtocolServer> servers, List<InetAddress> at, OptionalInt wish, Settings.Limits limits) {
        boolean is(List<InetAddress> wantedAt, OptionalInt wanted, Settings.Limits wantedLimits) {
            return at.equals(wantedAt) && wish.equals(wanted) && limits.equals(wantedLimits);
        }

        int port() {
            return servers.get(0).port();
        }
    }

    /** @param fingerprint that is announced in all protocols */
    NodeServers(List<Protocol> protocols, NodeReceiveHandler reception, String fingerprint) {
        this.protocols = protocols;
        this.reception = reception;
        this.fingerprint = fingerprint;
    }

    /**
     * Opens what is missing, and anew what was opened for other addresses or settings.
     *
     * @throws java.net.BindException the port that was asked for is taken; what was opened stays
     */
    void open(List<InetAddress> at, Settings settings) throws IOException {
        for (Protocol protocol : usualFirst()) {
            OptionalInt wish = protocol == usual() ? settings.port() : OptionalInt.empty();
            Opened opened = servers.get(protocol);
            if (opened == null || !opened.is(at, wish, settings.limits())) {
                int last = opened == null ? 0 : opened.port();
                close(protocol);
                servers.put(protocol, new Opened(open(protocol, at, wish, last), at, wish, settings.limits()));
                if (protocol != usual()) {
                    LOG.log(Level.INFO, "Serving {0} on port {1}", protocol.name(), port(protocol));
                }
            }
        }
    }

    /** The port that was asked for and no other; else the usual one, else the last one, else a free one. */
    private List<ProtocolServer> open(Protocol protocol, List<InetAddress> at, OptionalInt wish, int last)
            throws IOException {
        if (wish.isPresent() && wish.getAsInt() != 0) {
            return openAll(protocol, at, wish.getAsInt(), reception);
        }
        for (int port : wish.isPresent() ? new int[] {last} : new int[] {protocol.defaultPort(), last}) {
            try {
                return openAll(protocol, at, port, reception);
            } catch (BindException taken) {
                LOG.log(Level.INFO, "Port " + port + " is taken", taken);
            }
        }
        return openAll(protocol, at, 0, reception);
    }

    /** On the same port at each address. */
    private static List<ProtocolServer> openAll(
            Protocol protocol, List<InetAddress> at, int wanted, ReceiveHandler reception) throws IOException {
        List<ProtocolServer> opened = new ArrayList<>();
        try {
            for (InetAddress address : at) {
                int port = opened.isEmpty() ? wanted : opened.get(0).port();
                opened.add(protocol.open(new InetSocketAddress(address, port), reception));
            }
            return List.copyOf(opened);
        } catch (IOException failure) {
            opened.forEach(ProtocolServer::close);
            throw failure;
        }
    }

    /** Opens servers that take nothing, where somebody who is asked who is there answers by a call. */
    void openToAsk(List<InetAddress> at, Settings settings) {
        for (Protocol protocol : protocols) {
            Opened opened = servers.get(protocol);
            if (protocol.isAnsweredByCalls() && (opened == null || !opened.at().equals(at))) {
                close(protocol);
                try {
                    List<ProtocolServer> fresh = openAll(protocol, at, 0, new AskingReception(reception));
                    servers.put(protocol, new Opened(fresh, at, OptionalInt.empty(), settings.limits()));
                } catch (IOException failure) {
                    // Those who repeat their announcements are heard all the same.
                    LOG.log(Level.INFO, "Opening a server to ask with", failure);
                }
            }
        }
    }

    /** What is to be announced of those that are open. */
    List<Announcement> announcements(String alias) {
        return servers.keySet().stream()
                .map(protocol -> announcement(protocol, alias))
                .toList();
    }

    private Announcement announcement(Protocol protocol, String alias) {
        Announcement announcement = new Announcement(protocol.name(), alias, Optional.of(fingerprint), port(protocol));
        if (protocol != usual()) {
            return announcement;
        }
        Map<String, Integer> others = servers.keySet().stream()
                .filter(other -> other != protocol)
                .collect(Collectors.toMap(Protocol::name, this::port));
        return announcement.withAlso(others);
    }

    /** By the name of the protocol. */
    Map<String, Integer> ports() {
        return servers.keySet().stream().collect(Collectors.toMap(Protocol::name, this::port));
    }

    /** The one that the user sees and sets. */
    int port() {
        return port(usual());
    }

    /** That one's addresses. */
    List<InetAddress> addresses() {
        return servers.get(usual()).at();
    }

    private int port(Protocol protocol) {
        return servers.get(protocol).port();
    }

    @Override
    public void close() {
        List.copyOf(servers.keySet()).forEach(this::close);
    }

    private void close(Protocol protocol) {
        Opened opened = servers.remove(protocol);
        if (opened != null) {
            opened.servers().forEach(ProtocolServer::close);
        }
    }

    /** If its port is taken nothing is opened; and what it logs is what users and scripts look for. */
    private List<Protocol> usualFirst() {
        return Stream.concat(Stream.of(usual()), protocols.stream().filter(protocol -> protocol != usual()))
                .toList();
    }

    private Protocol usual() {
        return protocols.get(protocols.size() - 1);
    }
}
