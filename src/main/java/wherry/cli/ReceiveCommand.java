package wherry.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.settings.SingleInstance;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.transfer.Visibility;

/** Takes uploads until it is interrupted ({@code receive}), and prints the log: what goes wrong to standard error. */
final class ReceiveCommand extends Command {
    private static final System.Logger LOG = System.getLogger(ReceiveCommand.class.getName());

    private final RootCommand root;

    private final OptionSpec into = folder("--into", "Put received files here.");
    private final OptionSpec port = option(OptionSpec.builder("--port")
            .paramLabel("N")
            .type(Integer.class)
            .arity("1")
            .converters(new PortConverter())
            .description("Listen on this port; 0 takes a free one."));

    private final NetworkOption network = new NetworkOption(this);
    private final OptionSpec accept = option(
            "--accept",
            "all|none",
            String.class,
            "Take every upload (the default), over plain HTTP too, or refuse every one. What \"trust\" says of a"
                    + " sender comes first.");
    private final OptionSpec pin = option(
            "--pin",
            "PIN",
            String.class,
            "Take uploads only from those who give this PIN, 4 to 12 characters, and from nobody else: homebrew, which"
                    + " knows no PIN, is refused.");
    private final OptionSpec homebrew =
            flag("--homebrew", "Take uploads over homebrew although there is a PIN, which it cannot ask for.");
    private final OptionSpec once = flag("--once", "End after one transfer: 0 if the file is in place, 1 if not.");
    private final OptionSpec alias = option("--alias", "NAME", String.class, "Be seen under this name.");

    ReceiveCommand(RootCommand root) {
        super("receive", "Receives files until it is interrupted, and prints the log.");
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        Overrides overrides = overrides();
        try (SingleInstance alone = root.claim()) {
            LOG.log(System.Logger.Level.DEBUG, "Receiving with {0}", alone);
            try (HostedNode host = root.host(overrides, Node.Role.UNATTENDED)) {
                return follow(host);
            }
        }
    }

    private Overrides overrides() {
        return new Overrides(
                alias(),
                given(into),
                Command.<Integer>given(port).map(OptionalInt::of).orElse(OptionalInt.empty()),
                Optional.of(asking()),
                network.wanted(),
                pin(),
                Optional.empty(),
                isGiven(homebrew) ? Optional.of(Settings.WithoutPin.AS_USUAL) : Optional.empty());
    }

    private Optional<String> alias() {
        Optional<String> wanted = Command.<String>given(alias).map(String::strip);
        if (wanted.isPresent() && !Settings.isAlias(wanted.get())) {
            throw wrong(Sentences.of("cli.noAlias", Integer.toString(Settings.LONGEST_ALIAS)));
        }
        return wanted;
    }

    private Optional<String> pin() {
        Optional<String> wanted = given(pin);
        if (wanted.isPresent() && !Settings.isPin(wanted.get())) {
            throw wrong(Sentences.of("cli.noPin"));
        }
        return wanted;
    }

    private Settings.Asking asking() {
        return switch (Command.<String>given(accept).orElse("all").toLowerCase(Locale.ROOT)) {
            case "all" -> Settings.Asking.ACCEPT;
            case "none" -> Settings.Asking.REFUSE;
            default -> throw wrong(Sentences.of("cli.noAccept"));
        };
    }

    /** Prints what happens, the last words after the end included. */
    private int follow(HostedNode host) throws CommandException, InterruptedException {
        Optional<Integer> exitCode = Optional.empty();
        for (Optional<Event> next = host.next(); next.isPresent(); next = host.next()) {
            Event event = next.get();
            if (event instanceof Event.Logged line) {
                tell(line);
            } else if (event instanceof Event.TextReceived text) {
                ReceivedText.print(text, root.terminal());
            } else if (exitCode.isEmpty()) {
                exitCode = exitCode(event);
                exitCode.ifPresent(code -> host.stop());
            }
        }
        return exitCode.orElse(ExitCode.OK);
    }

    private void tell(Event.Logged line) {
        switch (line.tone()) {
            case NEWS, DONE, DATAGRAM -> root.terminal().print(line.stamped());
            case TROUBLE -> root.terminal().complain(line.stamped());
        }
    }

    /** With what to end because of this event; empty to go on. */
    private Optional<Integer> exitCode(Event event) {
        if (event instanceof Event.VisibilityChanged changed) {
            return exitCode(changed.visibility());
        }
        if (isGiven(once) && event instanceof Event.TransferChanged changed) {
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
