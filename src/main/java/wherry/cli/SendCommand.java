package wherry.cli;

import java.io.IOException;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.node.Node;
import wherry.node.PeerAddress;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Failure;
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

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILE", description = "Files and folders.")
    private List<String> files = List.of();

    @Option(names = "--text", paramLabel = "TEXT", description = "Send this text, to be shown, instead of files.")
    private Optional<String> text = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "homebrew|localsend",
            description = "Use this protocol rather than the best one that the peer speaks. An address alone means"
                    + " homebrew for files and localsend for a text.")
    private Optional<String> protocol = Optional.empty();

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
        requireOneOf(text.isPresent(), !files.isEmpty());
        List<Path> present = present();
        if (present.isEmpty() && text.isEmpty()) {
            return ExitCode.SOFTWARE;
        }
        boolean delivered;
        try (HostedNode host = root.host(Overrides.of(network.wanted()), Node.Role.SENDER)) {
            requireProtocol(host.node());
            Peer peer = find(address, host);
            delivered = text.isPresent() ? sendText(host, peer, text.get()) : send(host, peer, present);
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

    private void requireOneOf(boolean one, boolean other) {
        if (one == other) {
            throw new ParameterException(spec.commandLine(), Sentences.of("cli.filesOrText"));
        }
        if (text.isPresent() && (text.get().isEmpty() || isTooLong(text.get()))) {
            throw new ParameterException(spec.commandLine(), Sentences.of("cli.noText"));
        }
    }

    private static boolean isTooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > Event.TextReceived.LONGEST;
    }

    private void requireProtocol(Node node) {
        if (protocol.isPresent() && !node.protocols().contains(protocol.get())) {
            throw new ParameterException(
                    spec.commandLine(), Sentences.of("cli.noProtocol", String.join(", ", node.protocols())));
        }
    }

    private Peer find(Optional<PeerAddress> address, HostedNode host) throws CommandException, InterruptedException {
        Optional<String> wanted =
                protocol.isEmpty() && text.isPresent() ? host.node().textProtocol() : protocol;
        if (address.isPresent() && wanted.isPresent()) {
            return at(address.get(), wanted.get(), host.node());
        }
        RecipientSearch search = new RecipientSearch(host);
        Peer peer = address.isPresent() ? search.at(address.get()) : search.named(recipient);
        return wanted.isPresent() ? only(wanted.get(), peer, host.node()) : peer;
    }

    private static Peer at(PeerAddress address, String protocol, Node node) throws CommandException {
        try {
            return node.peerAt(address, protocol);
        } catch (IOException unknown) {
            throw new CommandException(Failure.sentence(unknown));
        }
    }

    /** A host that was not heard is taken to speak what it is to be spoken to in. */
    private Peer only(String wanted, Peer peer, Node node) throws CommandException {
        List<Endpoint> fit = peer.endpoints().stream()
                .filter(endpoint -> endpoint.protocol().equals(wanted))
                .toList();
        if (fit.isEmpty() && peer.addedByHand()) {
            return at(new PeerAddress(recipient, 0), wanted, node);
        }
        if (fit.isEmpty()) {
            throw new CommandException(Sentences.of("cli.notSpoken", peer.alias(), wanted));
        }
        return new Peer(peer.id(), peer.alias(), peer.fingerprint(), fit, peer.presence(), peer.addedByHand());
    }

    private boolean sendText(HostedNode host, Peer peer, String message) throws CommandException, InterruptedException {
        String id = host.node().sendText(peer, message);
        for (Optional<Event> next = host.next(); next.isPresent(); next = host.next()) {
            if (next.get() instanceof Event.TransferChanged changed
                    && changed.transfer().id().equals(id)
                    && changed.transfer().state().isFinal()) {
                SendReport report = new SendReport(root.terminal(), List.of());
                report.textEnded(changed.transfer());
                return report.allDelivered();
            }
        }
        return false;
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
