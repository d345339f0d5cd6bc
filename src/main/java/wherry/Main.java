package wherry;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.cli.CommandLineInterface;
import wherry.node.Node;
import wherry.protocol.Protocol;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.transfer.Event;
import wherry.ui.WherryWindow;

/** The composition root: the only place that names the concrete protocols. */
public final class Main {
    private Main() {}

    /** Without arguments opens the window, else does what the command line says. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            openWindow(home(Optional.empty()));
        } else {
            new CommandLineInterface(Main::home, Main::node, Main::openWindow)
                    .run(arguments)
                    .ifPresent(System::exit);
        }
    }

    /** The settings in that folder, or at this platform's usual place; the log is kept beside them. */
    private static SettingsStore home(Optional<Path> folder) {
        SettingsStore store = folder.map(SettingsStore::in).orElseGet(SettingsStore::ofUser);
        LogFile.keepIn(store.directory());
        return store;
    }

    private static Node node(Settings settings, Node.Role role, Consumer<Event> events) {
        Settings.Limits limits = settings.limits();
        TransferLimits usual = TransferLimits.DEFAULT;
        TransferLimits bounds = new TransferLimits(
                usual.connect(), limits.header(), limits.idle(), usual.confirm(), usual.stall(), limits.connections());
        Protocol homebrew = new Homebrew(new InetSocketAddress(settings.group(), Homebrew.PORT), bounds);
        return new Node(List.of(homebrew), settings, role, events);
    }

    /** Only here anything of AWT is loaded. Returns when the window was closed. */
    private static void openWindow(SettingsStore home) {
        try {
            System.exit(WherryWindow.open(Main::node, home));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
