package wherry.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wherry.node.Node;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Sentences;
import wherry.transfer.Visibility;

/** {@code peers}: who is on the network, without being seen itself. */
@Command(name = "peers", description = "Lists who is on the network, without being seen itself.")
final class PeersCommand implements Callable<Integer> {
    /** Peers announce themselves every two seconds. */
    private static final int USUAL_SECONDS = 3;

    /** Thirty years, for watching without end. */
    private static final int LONGEST_SECONDS = 1_000_000_000;

    private final RootCommand root;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "Listen so long; 3 unless told otherwise, without end with --watch.")
    private Optional<Integer> seconds = Optional.empty();

    @Mixin
    private NetworkOption network = new NetworkOption();

    @Option(names = "--json", description = "Print one JSON object for each peer, a line each.")
    private boolean json;

    @Option(names = "--watch", description = "Print who comes and goes, and every datagram.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    PeersCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        if (seconds.isPresent() && (seconds.get() < 1 || seconds.get() > LONGEST_SECONDS)) {
            throw new ParameterException(spec.commandLine(), Sentences.of("cli.noSeconds"));
        }
        try (HostedNode host = root.host(Overrides.of(network.wanted()), Node.Role.OBSERVER)) {
            return watch ? watch(host) : list(host);
        }
    }

    private int list(HostedNode host) throws CommandException, InterruptedException {
        long deadline = deadline(seconds.orElse(USUAL_SECONDS));
        List<Peer> peers = List.of();
        for (Optional<Event> next = host.next(deadline); next.isPresent(); next = host.next(deadline)) {
            if (next.get() instanceof Event.PeersChanged changed) {
                peers = changed.peers();
            } else if (isObstacle(next.get())) {
                return ExitCode.SOFTWARE;
            }
        }
        List<String> lines = peers.stream()
                .filter(peer -> peer.presence() == Presence.HERE)
                .map(peer -> json ? PeerLine.json(peer) : PeerLine.text(peer))
                .toList();
        lines.forEach(root.terminal()::print);
        if (lines.isEmpty() && !json) {
            root.terminal().complain(Sentences.of("cli.nobody"));
        }
        return ExitCode.OK;
    }

    private int watch(HostedNode host) throws CommandException, InterruptedException {
        long deadline = deadline(seconds.orElse(LONGEST_SECONDS));
        PeerChanges changes = new PeerChanges();
        for (Optional<Event> next = host.next(deadline);
                next.isPresent() && !root.terminal().isGone();
                next = host.next(deadline)) {
            Event event = next.get();
            if (event instanceof Event.PeersChanged changed) {
                for (PeerChanges.Change change : changes.between(changed.peers())) {
                    root.terminal().print(json ? change.json() : change.text());
                }
            } else if (event instanceof Event.Logged line && !json) {
                root.terminal().print(line.stamped());
            } else if (isObstacle(event)) {
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    private boolean isObstacle(Event event) {
        if (event instanceof Event.VisibilityChanged changed) {
            if (changed.visibility() instanceof Visibility.Hindered hindered) {
                root.terminal().complain(hindered.sentence());
                return true;
            }
            if (changed.visibility() instanceof Visibility.NoNetwork) {
                root.terminal().complain(Sentences.of("cli.noNetwork"));
            }
        }
        return false;
    }

    private static long deadline(int seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }
}
