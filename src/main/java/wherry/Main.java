package wherry;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.cli.CommandLineInterface;
import wherry.doctor.Doctor;
import wherry.node.LocalNode;
import wherry.node.Node;
import wherry.protocol.Protocol;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.settings.TrustStore;
import wherry.storage.ReceiveFolder;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.ui.WherryWindow;

/** Composes the program: the only place that names the concrete protocols. */
public final class Main {
    /** Made or read when a node needs it, or before where that is known: the window is not to wait for it. */
    private volatile Prefetched<LocalSend.Credentials> credentials = Prefetched.none();

    /** What was decided about whom: read in the background, too. */
    private volatile Prefetched<TrustStore> trust = Prefetched.none();

    /** Where peers were: read when it is asked for. */
    private volatile LastAddresses addresses = LastAddresses.none();

    /** Where settings, key and log are kept. */
    private Path home;

    private final Queue<String> reports = new ConcurrentLinkedQueue<>();

    private Main() {}

    /** Without arguments opens the window, else does what the command line says. */
    public static void main(String[] arguments) {
        Main main = new Main();
        Optional<Path> folder = CommandLineInterface.onlyHome(arguments);
        if (arguments.length == 0 || folder.isPresent()) {
            WherryWindow.warmUp();
            main.openWindow(main.home(folder));
        } else {
            main.runCommand(arguments);
        }
    }

    private void runCommand(String... arguments) {
        new CommandLineInterface(this::homeOfCommand, this::node, this::doctor, this::openWindow)
                .run(arguments)
                .ifPresent(System::exit);
    }

    /** Most commands need a key soon: it is read while they are made ready. */
    private SettingsStore homeOfCommand(Optional<Path> folder) {
        SettingsStore store = home(folder);
        credentials.begin();
        return store;
    }

    /** The settings in that folder, or at this platform's usual place; the log is kept beside them. */
    private synchronized SettingsStore home(Optional<Path> folder) {
        SettingsStore store = folder.map(SettingsStore::in).orElseGet(SettingsStore::ofUser);
        if (store.directory().equals(home)) {
            // It is asked for again and again; a key that is just being made is not to be made twice.
            return store;
        }
        home = store.directory();
        trust = new Prefetched<>(() -> TrustStore.open(store.directory(), Clock.systemUTC()));
        trust.begin();
        credentials = new Prefetched<>(() -> LocalSend.Credentials.in(store.directory(), reports::add));
        LogFile.keepIn(store.directory());
        LastWord.keep();
        ReceiveFolder.rememberDisksIn(store.directory().resolve("disks"));
        addresses = LastAddresses.in(store.directory(), Clock.systemUTC());
        return store;
    }

    private Node node(Settings settings, Node.Role role, Consumer<Event> events) {
        Consumer<String> log = line -> events.accept(Event.Logged.now(line));
        AtomicReference<Node> node = new AtomicReference<>();
        // What is set can be changed while the node runs.
        List<Protocol> protocols = protocols(() -> node.get().settings(), events, log);
        trust.join().problem().ifPresent(sentence -> events.accept(new Event.Warned(sentence)));
        node.set(new LocalNode(protocols, settings, trust.join(), addresses, role, heapTrim(role, events)));
        return node.get();
    }

    private static HeapTrim heapTrim(Node.Role role, Consumer<Event> events) {
        return switch (role) {
            case FULL -> new HeapTrim(events, SpareMemory::compileLightly, () -> {});
            case UNATTENDED -> new HeapTrim(events, () -> {}, SpareMemory::compileLightlyAtRest);
            default -> new HeapTrim(events);
        };
    }

    private List<Protocol> protocols(Supplier<Settings> now, Consumer<Event> events, Consumer<String> log) {
        List<Protocol> protocols = new ArrayList<>();
        localSend(now, events, log).ifPresent(protocols::add);
        protocols.add(new Homebrew(
                () -> new InetSocketAddress(now.get().group(), Homebrew.PORT),
                () -> bounds(now.get().limits())));
        return protocols;
    }

    /** One of the same home, with protocols of its own: a node that runs is seen by it as others see it. */
    private Doctor doctor(Settings settings, Consumer<Event> events) {
        return new Doctor(protocols(() -> settings, events, line -> {}), settings::alias);
    }

    private static TransferLimits bounds(Settings.Limits limits) {
        TransferLimits usual = TransferLimits.DEFAULT;
        return new TransferLimits(
                usual.connect(), limits.header(), limits.idle(), usual.confirm(), usual.stall(), limits.connections());
    }

    /** Without a key there is no LocalSend, and everything else works. */
    private Optional<Protocol> localSend(Supplier<Settings> settings, Consumer<Event> events, Consumer<String> log) {
        try {
            Protocol protocol = new LocalSend(
                    credentials.join(),
                    () -> settings.get().alias(),
                    () -> bounds(settings.get().limits()));
            // To whoever comes first: a command may make two that know the key.
            for (String report = reports.poll(); report != null; report = reports.poll()) {
                events.accept(new Event.Warned(report));
            }
            return Optional.of(protocol);
        } catch (CompletionException failure) {
            log.accept(Sentences.of("localsend.noIdentity", Failure.sentence(failure.getCause())));
            return Optional.empty();
        }
    }

    /** Only here anything of AWT is loaded. Returns when the window was closed. */
    private void openWindow(SettingsStore home) {
        try {
            System.exit(WherryWindow.open(this::node, home, trust.join(), settings -> doctor(settings, event -> {})));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
