package wherry.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.settings.SingleInstance;
import wherry.settings.TrustStore;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Sentences;

/** {@code wherry} itself, and what its subcommands have in common. Without a subcommand it opens the window. */
final class RootCommand extends Command {
    private final Function<Optional<Path>, SettingsStore> homes;
    private final Node.Factory nodes;
    private final Consumer<SettingsStore> window;
    private final Terminal terminal;
    private final ShutdownSignal interruption;
    private Optional<SettingsStore> store = Optional.empty();

    private final OptionSpec home = option(OptionSpec.builder("--home")
            .paramLabel("DIR")
            .type(Path.class)
            .arity("1")
            .converters(new FolderConverter())
            .scopeType(ScopeType.INHERIT)
            .description("Keep settings and log in this folder."));

    RootCommand(
            Function<Optional<Path>, SettingsStore> homes,
            Node.Factory nodes,
            Consumer<SettingsStore> window,
            Terminal terminal,
            ShutdownSignal interruption) {
        super("wherry", "Moves files across a local network. Without a command it opens the window.");
        option(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help message and exit."));
        option(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Print version information and exit."));
        this.homes = homes;
        this.nodes = nodes;
        this.window = window;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        window.accept(settings());
        return ExitCode.OK;
    }

    Terminal terminal() {
        return terminal;
    }

    ShutdownSignal interruption() {
        return interruption;
    }

    /** Starts a node with the settings of this user's home and what the command line says instead. */
    HostedNode host(Overrides overrides, Node.Role role) throws CommandException {
        return new HostedNode(nodes, overrides.applyTo(load()), role, interruption, terminal::complain);
    }

    /** As they are set. */
    Settings load() {
        SettingsStore.Loaded loaded = settings().load();
        loaded.problem().ifPresent(terminal::complain);
        return loaded.settings();
    }

    /** Makes a node that serves nothing and only takes what comes otherwise. */
    Node node(Overrides overrides, Consumer<Event> events) throws CommandException {
        SettingsStore.Loaded loaded = settings().load();
        loaded.problem().ifPresent(terminal::complain);
        return nodes.create(overrides.applyTo(loaded.settings()), Node.Role.UNATTENDED, events);
    }

    /** Where settings are kept. */
    Path directory() {
        return settings().directory();
    }

    /** Makes sure that nobody else receives with these settings. */
    SingleInstance claim() throws CommandException {
        Path directory = settings().directory();
        return SingleInstance.claim(directory)
                .orElseThrow(() -> new CommandException(
                        Sentences.of("cli.runsAlready", DisplayText.escape(directory.toString()))));
    }

    /** What this user has decided about whom. */
    TrustStore trust() {
        TrustStore trust = TrustStore.open(settings().directory(), Clock.systemUTC());
        trust.problem().ifPresent(terminal::complain);
        return trust;
    }

    /** Opened once: what is wrong with it is said once. */
    private synchronized SettingsStore settings() {
        if (store.isEmpty()) {
            store = Optional.of(homes.apply(given(home)));
        }
        return store.get();
    }
}
