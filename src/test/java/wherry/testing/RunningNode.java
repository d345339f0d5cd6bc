package wherry.testing;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import wherry.node.LocalNode;
import wherry.node.Node;
import wherry.protocol.Protocol;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Transfer;
import wherry.transfer.Visibility;

/** A node on the loopback interface, run on a thread of its own, that keeps every event. */
public final class RunningNode implements Closeable {
    /** No other test announces itself there. */
    public static final String GROUP = "224.202.20.77";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Node node;
    private final Thread thread;

    private RunningNode(
            Settings settings,
            TrustStore trust,
            Function<Supplier<Settings>, List<Protocol>> protocols,
            Node.Role role) {
        AtomicReference<Node> made = new AtomicReference<>();
        made.set(new LocalNode(
                protocols.apply(() -> made.get().settings()),
                settings,
                trust,
                LastAddresses.none(),
                role,
                events::add));
        this.node = made.get();
        this.thread = new Thread(node::run, "test-node");
        thread.start();
    }

    public static RunningNode start(Settings settings) {
        return start(settings, Node.Role.FULL);
    }

    public static RunningNode start(Settings settings, Node.Role role) {
        return new RunningNode(settings, nobodyDecidedAbout(settings.folder()), RunningNode::homebrew, role);
    }

    public static RunningNode start(Settings settings, TrustStore trust, List<Protocol> protocols) {
        return new RunningNode(settings, trust, settingsNow -> protocols, Node.Role.FULL);
    }

    public static RunningNode start(Settings settings, List<Protocol> protocols, Node.Role role) {
        return new RunningNode(settings, nobodyDecidedAbout(settings.folder()), settingsNow -> protocols, role);
    }

    /** One that speaks both protocols and takes everything, and has a port when this returns. */
    public static RunningNode ofBothProtocols(Path folder, String alias) {
        Settings settings = settings(alias, folder, Settings.Asking.ACCEPT);
        RunningNode node = start(
                settings,
                nobodyDecidedAbout(folder),
                List.of(
                        new LocalSend(
                                LocalSend.Credentials.in(
                                        folder.resolveSibling(folder.getFileName() + "-home"), problem -> {}),
                                settings::alias,
                                () -> TransferLimits.DEFAULT),
                        new Homebrew(new InetSocketAddress(GROUP, Homebrew.PORT), TransferLimits.DEFAULT)));
        node.awaitPort();
        return node;
    }

    private static List<Protocol> homebrew(Supplier<Settings> now) {
        TransferLimits usual = TransferLimits.DEFAULT;
        return List.of(new Homebrew(
                () -> new InetSocketAddress(now.get().group(), Homebrew.PORT),
                () -> new TransferLimits(
                        usual.connect(),
                        now.get().limits().header(),
                        now.get().limits().idle(),
                        usual.confirm(),
                        usual.stall(),
                        now.get().limits().connections())));
    }

    /** Decisions about nobody, kept beside nothing that a test looks at. */
    public static TrustStore nobodyDecidedAbout(Path folder) {
        return TrustStore.open(folder.resolveSibling(folder.getFileName() + "-trust"), Clock.systemUTC());
    }

    /** Settings for a node on the loopback interface, on a free port, in a group that no other test uses. */
    public static Settings settings(String alias, Path folder, Settings.Asking asking) {
        return Settings.defaults(alias, folder)
                .withPort(OptionalInt.of(0))
                .withGroup(GROUP)
                .withAsking(asking)
                .withNetwork(Optional.of("lo"));
    }

    public Node node() {
        return node;
    }

    public List<Event> events() {
        return events;
    }

    public <T extends Event> T await(Class<T> kind, Predicate<T> wanted) {
        return Await.value(
                        "an event " + kind.getSimpleName(),
                        () -> events.stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .filter(wanted)
                                .reduce((earlier, later) -> later),
                        Optional::isPresent)
                .orElseThrow();
    }

    public int awaitPort() {
        return ((Visibility.Visible)
                        await(Event.VisibilityChanged.class, event -> event.visibility() instanceof Visibility.Visible)
                                .visibility())
                .port();
    }

    public Peer awaitPeer(String name) {
        return Await.value(
                        "a peer " + name,
                        () -> node.peers().stream()
                                .filter(peer -> peer.name(Homebrew.PORT).equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public Transfer awaitEnd(String transferId) {
        return await(
                        Event.TransferChanged.class,
                        event -> event.transfer().id().equals(transferId)
                                && event.transfer().state().isFinal())
                .transfer();
    }

    public void awaitLine(String part) {
        await(Event.Logged.class, event -> event.line().contains(part));
    }

    public List<String> lines() {
        return events.stream()
                .filter(Event.Logged.class::isInstance)
                .map(event -> ((Event.Logged) event).line())
                .toList();
    }

    @Override
    public void close() {
        node.close();
        try {
            thread.join(20_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the node did not stop");
        }
    }
}
