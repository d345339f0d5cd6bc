package wherry.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.transfer.Visibility;

/** {@code receive}: takes uploads until it is interrupted, and prints the log. */
@Command(name = "receive", description = "Receives files until it is interrupted, and prints the log.")
final class ReceiveCommand implements Callable<Integer> {
    private final RootCommand root;

    @Option(names = "--into", paramLabel = "DIR", description = "Put received files here.")
    private Optional<Path> into = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "Listen on this port; 0 takes a free one.")
    private Optional<Integer> port = Optional.empty();

    @Mixin
    private NetworkOption network = new NetworkOption();

    @Option(
            names = "--accept",
            paramLabel = "all|none",
            defaultValue = "all",
            description =
                    "Take every upload (the default), over plain HTTP too, or refuse every one. What \"trust\" says of a"
                            + " sender comes first.")
    private String accept = "all";

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            description = "Take uploads over LocalSend only from those who give this PIN: 4 to 12 characters.")
    private Optional<String> pin = Optional.empty();

    @Option(names = "--once", description = "End after one transfer: 0 if the file is in place, 1 if not.")
    private boolean once;

    @Option(names = "--alias", paramLabel = "NAME", description = "Be seen under this name.")
    private Optional<String> alias = Optional.empty();

    @Spec
    private CommandSpec spec;

    ReceiveCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        alias = alias.map(String::strip);
        if (alias.isPresent() && !Settings.isAlias(alias.get())) {
            throw new ParameterException(
                    spec.commandLine(), Sentences.of("cli.noAlias", Integer.toString(Settings.LONGEST_ALIAS)));
        }
        if (pin.isPresent() && !Settings.isPin(pin.get())) {
            throw new ParameterException(spec.commandLine(), Sentences.of("cli.noPin"));
        }
        Overrides overrides = new Overrides(
                alias,
                into,
                port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty(),
                Optional.of(asking()),
                network.wanted(),
                pin);
        try (HostedNode host = root.host(overrides, Node.Role.UNATTENDED)) {
            return follow(host);
        }
    }

    private Settings.Asking asking() {
        return switch (accept.toLowerCase(Locale.ROOT)) {
            case "all" -> Settings.Asking.ACCEPT;
            case "none" -> Settings.Asking.REFUSE;
            default -> throw new ParameterException(spec.commandLine(), Sentences.of("cli.noAccept"));
        };
    }

    /** Prints what happens, the last words after the end included. */
    private int follow(HostedNode host) throws CommandException, InterruptedException {
        Optional<Integer> exitCode = Optional.empty();
        for (Optional<Event> next = host.next(); next.isPresent(); next = host.next()) {
            Event event = next.get();
            if (event instanceof Event.Logged line) {
                root.terminal().print(line.stamped());
            } else if (event instanceof Event.TextReceived text) {
                ReceivedText.print(text, root.terminal());
            } else if (exitCode.isEmpty()) {
                exitCode = exitCode(event);
                exitCode.ifPresent(code -> host.stop());
            }
        }
        return exitCode.orElse(ExitCode.OK);
    }

    /** With what to end because of this event; empty to go on. */
    private Optional<Integer> exitCode(Event event) {
        if (event instanceof Event.VisibilityChanged changed) {
            return exitCode(changed.visibility());
        }
        if (once && event instanceof Event.TransferChanged changed) {
            return exitCode(changed.transfer());
        }
        return Optional.empty();
    }

    private Optional<Integer> exitCode(Visibility visibility) {
        if (visibility instanceof Visibility.PortTaken taken) {
            root.terminal().complain(Sentences.of("cli.portTaken", taken.port()));
            return Optional.of(ExitCode.SOFTWARE);
        }
        if (visibility instanceof Visibility.Hindered hindered) {
            root.terminal().complain(hindered.sentence());
            return Optional.of(ExitCode.SOFTWARE);
        }
        if (visibility instanceof Visibility.NoNetwork) {
            root.terminal().complain(Sentences.of("cli.noNetwork"));
        }
        return Optional.empty();
    }

    private static Optional<Integer> exitCode(Transfer transfer) {
        if (transfer.direction() != Direction.RECEIVING || !transfer.state().isFinal()) {
            return Optional.empty();
        }
        return Optional.of(transfer.state() == TransferState.DONE ? ExitCode.OK : ExitCode.SOFTWARE);
    }
}
