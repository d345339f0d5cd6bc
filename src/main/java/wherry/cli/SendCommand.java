package wherry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.PathText;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Sends files to one peer ({@code send}). */
final class SendCommand extends Command {
    private final RootCommand root;

    private final PositionalParamSpec recipient = parameter(
            PositionalParamSpec.builder()
                    .index("0")
                    .required(true)
                    .type(String.class)
                    .paramLabel("PEER")
                    .description(
                            "Who is to get them: a name that is seen now, a fingerprint or its first 8 digits or more, or HOST[:PORT]."));
    private final PositionalParamSpec files = parameter(PositionalParamSpec.builder()
            .index("1..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("FILE")
            .description("Files and folders."));
    private final OptionSpec text =
            option("--text", "TEXT", String.class, "Send this text, to be shown, instead of files.");
    private final OptionSpec protocol = option(
            "--protocol",
            "homebrew|localsend",
            String.class,
            "Use this protocol rather than the best one that the device speaks. An address without a port is asked"
                    + " whether it speaks localsend; one with a port means homebrew for files.");
    private final OptionSpec pin =
            option("--pin", "PIN", String.class, "Give this PIN to a receiver that asks for one.");
    private final OptionSpec links = option(
            "--links",
            "follow|skip",
            String.class,
            "Inside folders, send the files that links lead to (the default), or leave all links out. Links to folders"
                    + " are followed inside the folder that is sent only.");
    private final WaitOption wait = new WaitOption(this);
    private final NetworkOption network = new NetworkOption(this);

    SendCommand(RootCommand root) {
        super("send", "Sends files to a device. Ends with 0 only if every one of them was delivered.");
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        Optional<PeerAddress> address = address();
        Optional<String> message = text();
        List<String> wanted = Command.<List<String>>given(files).orElse(List.of());
        if (recipient.<String>getValue().isBlank()) {
            throw wrong(Sentences.of("cli.noRecipient"));
        }
        requireOneOf(message.isPresent(), !wanted.isEmpty());
        if (wanted.stream().anyMatch(String::isBlank)) {
            // A variable that is not set, in quotes: Java takes it for the current folder, and all of that would go.
            throw wrong(Sentences.of("cli.emptyName"));
        }
        Optional<Settings.Links> followed = links();
        wait.check();
        List<Path> present = present(wanted);
        if (present.isEmpty() && message.isEmpty()) {
            return ExitCode.SOFTWARE;
        }
        boolean delivered;
        try (HostedNode host = root.host(Overrides.of(network.wanted(), followed), Node.Role.SENDER)) {
            Optional<String> over = protocol(host.node(), message.isPresent());
            Peer peer = find(address, over, host);
            delivered = message.isPresent() ? sendText(host, peer, message.get()) : send(host, peer, present);
        }
        return delivered && present.size() == wanted.size() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Optional<PeerAddress> address() {
        try {
            return RecipientSearch.address(recipient.getValue());
        } catch (ProtocolException noPort) {
            throw wrong(noPort.getMessage());
        }
    }

    private void requireOneOf(boolean one, boolean other) {
        if (one == other) {
            throw wrong(Sentences.of("cli.filesOrText"));
        }
    }

    private Optional<String> text() {
        Optional<String> message = given(text);
        if (message.isPresent() && (message.get().isEmpty() || isTooLong(message.get()))) {
            throw wrong(Sentences.of("cli.noText"));
        }
        return message;
    }

    private static boolean isTooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > Event.TextReceived.LONGEST;
    }

    private Optional<Settings.Links> links() {
        Optional<String> wanted = Command.<String>given(links).map(text -> text.toUpperCase(Locale.ROOT));
        if (wanted.isPresent()
                && !wanted.get().equals("FOLLOW")
                && !wanted.get().equals("SKIP")) {
            throw wrong(Sentences.of("cli.noLinks"));
        }
        return wanted.map(Settings.Links::valueOf);
    }

    /** What to speak whatever the peer speaks best; empty for just that. */
    private Optional<String> protocol(Node node, boolean forText) {
        Optional<String> wanted = given(protocol);
        if (wanted.isPresent() && !node.protocols().contains(wanted.get())) {
            throw wrong(Sentences.of("cli.noProtocol", String.join(", ", node.protocols())));
        }
        return wanted.isEmpty() && forText ? node.textProtocol() : wanted;
    }

    private Peer find(Optional<PeerAddress> address, Optional<String> over, HostedNode host)
            throws CommandException, InterruptedException {
        if (address.isPresent() && over.isPresent()) {
            return at(address.get(), over.get(), host.node());
        }
        RecipientSearch search = new RecipientSearch(host, wait.wanted());
        Peer peer = address.isPresent() ? search.at(address.get()) : search.named(recipient.getValue());
        return over.isPresent() ? only(over.get(), peer, host.node()) : peer;
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
            return at(new PeerAddress(recipient.getValue(), 0), wanted, node);
        }
        if (fit.isEmpty()) {
            throw new CommandException(Sentences.of("cli.notSpoken", peer.alias(), wanted));
        }
        return new Peer(
                peer.id(), peer.alias(), peer.fingerprint(), fit, peer.presence(), peer.addedByHand(), peer.device());
    }

    private boolean sendText(HostedNode host, Peer peer, String message) throws CommandException, InterruptedException {
        PinAnswers pins = new PinAnswers(root.terminal(), host.node(), given(pin));
        SendReport report = new SendReport(root.terminal(), List.of());
        String id = host.node().sendText(peer, message);
        for (Optional<Event> next = host.next(); next.isPresent(); next = host.next()) {
            pins.answer(next.get());
            if (next.get() instanceof Event.Remarked remark
                    && remark.transferId().equals(id)) {
                report.remarked(remark.sentence());
            } else if (next.get() instanceof Event.TransferChanged changed
                    && changed.transfer().id().equals(id)
                    && changed.transfer().state().isFinal()) {
                report.textEnded(changed.transfer());
                return report.allDelivered();
            }
        }
        return false;
    }

    /** The files that are there; complains about each that is not. */
    private List<Path> present(List<String> wanted) {
        List<Path> present = new ArrayList<>();
        for (String file : wanted) {
            Optional<Path> path = path(file);
            if (path.isPresent() && Files.exists(path.get())) {
                present.add(path.get());
            } else {
                boolean isLink = path.filter(Files::isSymbolicLink).isPresent();
                root.terminal()
                        .complain(Sentences.of(
                                isLink ? "failure.brokenLink" : "failure.noSuchFile", DisplayText.escape(file)));
            }
        }
        return present;
    }

    private static Optional<Path> path(String file) {
        try {
            return Optional.of(PathText.of(file));
        } catch (InvalidPathException unmappable) {
            return Optional.empty();
        }
    }

    private boolean send(HostedNode host, Peer peer, List<Path> paths) throws CommandException, InterruptedException {
        SendReport report = new SendReport(root.terminal(), paths);
        PinAnswers pins = new PinAnswers(root.terminal(), host.node(), given(pin));
        String id = host.node().send(peer, paths);
        for (Optional<Event> next = host.next(); next.isPresent(); next = host.next()) {
            pins.answer(next.get());
            if (next.get() instanceof Event.FileEnded ended
                    && ended.transferId().equals(id)) {
                report.fileEnded(ended);
            } else if (next.get() instanceof Event.Remarked remark
                    && remark.transferId().equals(id)) {
                report.remarked(remark.sentence());
            } else if (next.get() instanceof Event.LeftOut leftOut
                    && leftOut.transferId().equals(id)) {
                report.leftOut(leftOut.sentence());
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
