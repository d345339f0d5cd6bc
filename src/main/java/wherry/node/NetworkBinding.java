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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.discovery.Announcement;
import wherry.discovery.Discovery;
import wherry.discovery.Networks;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Network;
import wherry.transfer.PortException;
import wherry.transfer.Sentences;
import wherry.transfer.Visibility;

/**
 * Opens the servers and multicast groups, and holds them to what is set and to the networks that there are. Used by the
 * node's own thread only.
 */
final class NetworkBinding implements Closeable {
    private static final System.Logger LOG = System.getLogger(NetworkBinding.class.getName());

    private final List<Protocol> protocols;
    private final NodeReceiveHandler reception;
    private final Discovery discovery;
    private final Search search;
    private final Node.Role role;
    private final String fingerprint;
    private final Consumer<Event> events;
    private final Map<Protocol, Opened> servers = new LinkedHashMap<>();
    private List<Network> usable = List.of();
    private Visibility told;
    private String startLogged = "";

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

    NetworkBinding(
            List<Protocol> protocols,
            NodeReceiveHandler reception,
            Discovery discovery,
            Search search,
            Node.Role role,
            String fingerprint,
            Consumer<Event> events) {
        this.protocols = protocols;
        this.reception = reception;
        this.discovery = discovery;
        this.search = search;
        this.role = role;
        this.fingerprint = fingerprint;
        this.events = events;
    }

    void networksChanged(List<Network> nowUsable, Settings settings) {
        usable = nowUsable;
        attach(settings);
    }

    /** Opens what is missing, closes what is not wanted any more, keeps the rest. */
    void attach(Settings settings) {
        events.accept(new Event.NetworksChanged(usable, settings.network()));
        List<Network> inUse = inUse(settings);
        if (role.serves()) {
            serve(settings, inUse);
        } else if (inUse.isEmpty()) {
            tell(new Visibility.NoNetwork());
        } else {
            ask(settings, inUse);
        }
        // Last, so that what the groups bring is not told before the line that says that we listen.
        discovery.use(inUse).forEach(reception::log);
        search.on(inUse);
    }

    /** Makes others look, and looks for those who announced themselves too long ago to be known. */
    void lookAgain() {
        discovery.lookAgain();
        search.now();
    }

    /** Says goodbye to the groups; the servers stay open for what is under way. */
    void sayGoodbye() {
        search.close();
        discovery.close();
    }

    @Override
    public void close() {
        search.close();
        discovery.close();
        closeServers();
    }

    private void serve(Settings settings, List<Network> inUse) {
        if (settings.network().isPresent() && inUse.isEmpty()) {
            closeServers();
            discovery.announce(List.of());
            tell(new Visibility.NoNetwork());
            return;
        }
        try {
            openServers(settings, inUse);
            announce(settings, inUse);
        } catch (BindException taken) {
            LOG.log(Level.INFO, "Opening a server", taken);
            withdraw(
                    settings.port().isPresent() && isPortTaken(taken)
                            ? new Visibility.PortTaken(settings.port().getAsInt())
                            : new Visibility.Hindered(Failure.sentence(taken)));
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Opening a server", failure);
            withdraw(new Visibility.Hindered(Failure.sentence(failure)));
        }
    }

    private static boolean isPortTaken(BindException failure) {
        return failure instanceof PortException port && port.why() == PortException.Why.TAKEN;
    }

    private List<Network> inUse(Settings settings) {
        if (settings.network().isEmpty()) {
            return usable;
        }
        // Asked for by name, an interface may be one that is not offered, as the loopback interface.
        return Networks.find(settings.network().get()).map(List::of).orElse(List.of());
    }

    /** Peers that announce themselves only once make themselves known to whoever asks, and has a server for that. */
    private void ask(Settings settings, List<Network> inUse) {
        List<InetAddress> at = addresses(settings, inUse);
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
        discovery.announce(servers.keySet().stream()
                .map(protocol -> announcement(protocol, settings).asking())
                .toList());
    }

    private static List<InetAddress> addresses(Settings settings, List<Network> inUse) {
        if (settings.network().isEmpty()) {
            return List.of(new InetSocketAddress(0).getAddress());
        }
        // One of its addresses is meant alone; its name, all of them.
        Network chosen = inUse.get(0);
        return settings.network().get().equals(chosen.name()) ? Networks.allOf(chosen) : chosen.addresses();
    }

    private void openServers(Settings settings, List<Network> inUse) throws IOException {
        List<InetAddress> at = addresses(settings, inUse);
        for (Protocol protocol : usualFirst()) {
            OptionalInt wish = protocol == usual() ? settings.port() : OptionalInt.empty();
            Opened opened = servers.get(protocol);
            if (opened == null || !opened.is(at, wish, settings.limits())) {
                int last = opened == null ? 0 : opened.port();
                close(protocol);
                servers.put(protocol, new Opened(open(protocol, at, wish, last), at, wish, settings.limits()));
                if (protocol != usual()) {
                    LOG.log(Level.INFO, "Serving {0} on port {1}", protocol.name(), portOf(protocol));
                }
            }
        }
        reception.serves(servers.keySet().stream().collect(Collectors.toMap(Protocol::name, this::portOf)));
        logStart(inUse);
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

    /** Again whenever the addresses or the port have changed: others reach us there and nowhere else. */
    private void logStart(List<Network> inUse) {
        List<InetAddress> addresses = inUse.isEmpty()
                ? servers.get(usual()).at()
                : inUse.stream()
                        .flatMap(network -> network.addresses().stream())
                        .distinct()
                        .toList();
        String line = Sentences.of(
                "log.starting",
                addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")),
                portOf(usual()),
                DisplayText.escape(reception.folder().path()));
        if (!line.equals(startLogged) && (!inUse.isEmpty() || startLogged.isEmpty())) {
            startLogged = line;
            reception.log(line);
        }
    }

    private void announce(Settings settings, List<Network> inUse) {
        int port = portOf(usual());
        List<Announcement> own = servers.keySet().stream()
                .map(protocol -> announcement(protocol, settings))
                .toList();
        discovery.announce(own);
        if (inUse.isEmpty()) {
            tell(new Visibility.NoNetwork());
            return;
        }
        List<InetSocketAddress> addresses = inUse.stream()
                .flatMap(network -> network.addresses().stream())
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        tell(new Visibility.Visible(DisplayText.escape(settings.alias()), addresses, port));
    }

    private Announcement announcement(Protocol protocol, Settings settings) {
        Announcement announcement =
                new Announcement(protocol.name(), settings.alias(), Optional.of(fingerprint), portOf(protocol));
        if (protocol != usual()) {
            return announcement;
        }
        Map<String, Integer> others = servers.keySet().stream()
                .filter(other -> other != protocol)
                .collect(Collectors.toMap(Protocol::name, this::portOf));
        return announcement.withAlso(others);
    }

    private int portOf(Protocol protocol) {
        return servers.get(protocol).port();
    }

    private void withdraw(Visibility why) {
        closeServers();
        discovery.announce(List.of());
        tell(why);
    }

    private void tell(Visibility visibility) {
        if (!visibility.equals(told)) {
            told = visibility;
            events.accept(new Event.VisibilityChanged(visibility));
        }
    }

    private void closeServers() {
        List.copyOf(servers.keySet()).forEach(this::close);
        startLogged = "";
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

    /** The protocol whose port the user sees and sets. */
    private Protocol usual() {
        return protocols.get(protocols.size() - 1);
    }
}
