package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import wherry.discovery.Announcement;
import wherry.discovery.Discovery;
import wherry.discovery.Networks;
import wherry.protocol.Protocol;
import wherry.settings.Settings;
import wherry.transfer.AddressText;
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

    private final NodeReceiveHandler reception;
    private final Discovery discovery;
    private final Search search;
    private final Node.Role role;
    private final Consumer<Event> events;
    private final NodeServers servers;
    private List<Network> usable = List.of();
    private Visibility told;
    private String startLogged = "";

    NetworkBinding(
            List<Protocol> protocols,
            NodeReceiveHandler reception,
            Discovery discovery,
            Search search,
            Node.Role role,
            String fingerprint,
            Consumer<Event> events) {
        this.servers = new NodeServers(protocols, reception, fingerprint);
        this.reception = reception;
        this.discovery = discovery;
        this.search = search;
        this.role = role;
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
        search.on(inUse, discovery::broadcast);
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
            servers.open(addresses(settings, inUse), settings);
            reception.serves(servers.ports());
            logStart(inUse);
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
        servers.openToAsk(addresses(settings, inUse), settings);
        discovery.announce(servers.announcements(settings.alias()).stream()
                .map(Announcement::asking)
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

    /** Again whenever the addresses or the port have changed: others reach us there and nowhere else. */
    private void logStart(List<Network> inUse) {
        List<InetAddress> addresses = inUse.isEmpty()
                ? servers.addresses()
                : inUse.stream()
                        .flatMap(network -> network.addresses().stream())
                        .distinct()
                        .toList();
        String line = Sentences.of(
                "log.starting",
                addresses.stream().map(AddressText::of).collect(Collectors.joining(", ")),
                servers.port(),
                DisplayText.escape(reception.folder().path()));
        if (!line.equals(startLogged) && (!inUse.isEmpty() || startLogged.isEmpty())) {
            startLogged = line;
            reception.log(line);
        }
    }

    private void announce(Settings settings, List<Network> inUse) {
        int port = servers.port();
        discovery.announce(servers.announcements(settings.alias()));
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
        servers.close();
        startLogged = "";
    }
}
