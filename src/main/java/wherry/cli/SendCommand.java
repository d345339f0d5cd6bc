package wherry.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.node.Node;
import wherry.node.PeerAddress;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** {@code send}: sends files to one peer. */
@Command(name = "send", description = "Sends files to a peer. Ends with 0 only if every one of them was delivered.")
final class SendCommand implements Callable<Integer> {
    private final RootCommand root;

    @Parameters(
            index = "0",
            paramLabel = "PEER",
            description = "Who is to get them: a name that is seen now, or HOST[:PORT].")
    private String recipient = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files and folders.")
    private List<String> files = List.of();

    @Mixin
    private NetworkOption network = new NetworkOption();

    @Spec
    private CommandSpec spec;

    SendCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        Optional<PeerAddress> address = address();
        List<Path> present = present();
        if (present.isEmpty()) {
            return ExitCode.SOFTWARE;
        }
        boolean delivered;
        try (HostedNode host = root.host(Overrides.of(network.wanted()), Node.Role.SENDER)) {
            Peer peer = find(address, new RecipientSearch(host));
            delivered = send(host, peer, present);
        }
        return delivered && present.size() == files.size() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Optional<PeerAddress> address() {
        try {
            return RecipientSearch.address(recipient);
        } catch (ProtocolException noPort) {
            throw new ParameterException(spec.commandLine(), noPort.getMessage());
        }
    }

    private Peer find(Optional<PeerAddress> address, RecipientSearch search)
            throws CommandException, InterruptedException {
        return address.isPresent() ? search.at(address.get()) : search.named(recipient);
    }

    /** The files that are there; complains about each that is not. */
    private List<Path> present() {
        List<Path> present = new ArrayList<>();
        for (String file : files) {
            Optional<Path> path = path(file);
            if (path.isPresent() && Files.exists(path.get())) {
                present.add(path.get());
            } else {
                root.terminal()
                        .complain(Sentences.of("failure.noSuchFile", DisplayText.escape(file)) + localeHint(file));
            }
        }
        return present;
    }

    private static Optional<Path> path(String file) {
        try {
            return Optional.of(Path.of(file));
        } catch (InvalidPathException unmappable) {
            return Optional.empty();
        }
    }

    /** Under {@code LC_ALL=C} Java takes paths as ASCII and cannot name the others. */
    private static String localeHint(String file) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(file);
        boolean asciiPaths = System.getProperty("sun.jnu.encoding", "").startsWith("ANSI_X3.4");
        return asciiPaths && !ascii ? " " + Sentences.of("cli.asciiLocale") : "";
    }

    private boolean send(HostedNode host, Peer peer, List<Path> paths) throws CommandException, InterruptedException {
        SendReport report = new SendReport(root.terminal(), paths);
        String id = host.node().send(peer, paths);
        for (Optional<Event> next = host.next(); next.isPresent(); next = host.next()) {
            if (next.get() instanceof Event.FileEnded ended
                    && ended.transferId().equals(id)) {
                report.fileEnded(ended);
            } else if (next.get() instanceof Event.TransferChanged changed
                    && changed.transfer().id().equals(id)) {
                report.changed(changed.transfer());
                if (changed.transfer().state().isFinal()) {
                    break;
                }
            }
        }
        return report.allDelivered();
    }
}
