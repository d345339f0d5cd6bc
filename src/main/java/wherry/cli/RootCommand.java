package wherry.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import wherry.node.Node;
import wherry.settings.SettingsStore;
import wherry.settings.TrustStore;

/** {@code wherry} itself, and what its subcommands have in common. Without a subcommand it opens the window. */
@Command(
        name = "wherry",
        description = "Moves files across a local network. Without a command it opens the window.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RootCommand.Version.class)
final class RootCommand implements Runnable {
    private final Function<Optional<Path>, SettingsStore> homes;
    private final Node.Factory nodes;
    private final Consumer<SettingsStore> window;
    private final Terminal terminal;
    private final Interruption interruption;

    private Optional<Path> home = Optional.empty();

    RootCommand(
            Function<Optional<Path>, SettingsStore> homes,
            Node.Factory nodes,
            Consumer<SettingsStore> window,
            Terminal terminal,
            Interruption interruption) {
        this.homes = homes;
        this.nodes = nodes;
        this.window = window;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Keep settings and log in this folder.")
    void setHome(Path folder) {
        home = Optional.of(folder);
    }

    @Override
    public void run() {
        window.accept(homes.apply(home));
    }

    Terminal terminal() {
        return terminal;
    }

    Interruption interruption() {
        return interruption;
    }

    /** Starts a node with the settings of this user's home and what the command line says instead. */
    HostedNode host(Overrides overrides, Node.Role role) throws CommandException {
        SettingsStore.Loaded loaded = homes.apply(home).load();
        loaded.problem().ifPresent(terminal::complain);
        return new HostedNode(nodes, overrides.applyTo(loaded.settings()), role, interruption);
    }

    /** What this user has decided about whom. */
    TrustStore trust() {
        TrustStore trust = TrustStore.open(homes.apply(home).directory(), Clock.systemUTC());
        trust.problem().ifPresent(terminal::complain);
        return trust;
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "Wherry " + ResourceBundle.getBundle("wherry.version").getString("version")
            };
        }
    }
}
