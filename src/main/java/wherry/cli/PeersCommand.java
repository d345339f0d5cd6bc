package wherry.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import wherry.node.Node;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Sentences;
import wherry.transfer.Visibility;

/** Lists who is on the network, without being seen itself ({@code peers}). */
final class PeersCommand extends Command {
    /** Peers announce themselves every two seconds. */
    private static final int USUAL_SECONDS = 3;

    /** Thirty years, for watching without end. */
    private static final int LONGEST_SECONDS = 1_000_000_000;

    private final RootCommand root;

    private final OptionSpec seconds = option(
            "--for", "SECONDS", Integer.class, "Listen so long; 3 unless told otherwise, without end with --watch.");

    private final NetworkOption network = new NetworkOption(this);
    private final OptionSpec json = flag("--json", "Print one JSON object for each device, a line each.");
    private final OptionSpec watch = flag("--watch", "Print who comes and goes, and every datagram.");

    PeersCommand(RootCommand root) {
        super("peers", "Lists who is on the network, without being seen itself.");
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        int wanted = Command.<Integer>given(seconds).orElse(isGiven(watch) ? LONGEST_SECONDS : USUAL_SECONDS);
        if (wanted < 1 || wanted > LONGEST_SECONDS) {
            throw wrong(Sentences.of("cli.noSeconds"));
        }
        try (HostedNode host = root.host(Overrides.of(network.wanted()), Node.Role.OBSERVER)) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(wanted);
            return isGiven(watch) ? watch(host, deadline) : list(host, deadline);
        }
    }

    private int list(HostedNode host, long deadline) throws CommandException, InterruptedException {
        boolean asJson = isGiven(json);
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
                .map(peer -> asJson ? PeerLine.json(peer) : PeerLine.text(peer))
                .toList();
        lines.forEach(root.terminal()::print);
        if (lines.isEmpty() && !asJson) {
            root.terminal().complain(Sentences.of("cli.nobody"));
        }
        return ExitCode.OK;
    }

    private int watch(HostedNode host, long deadline) throws CommandException, InterruptedException {
        boolean asJson = isGiven(json);
        PeerChanges changes = new PeerChanges();
        for (Optional<Event> next = host.next(deadline); next.isPresent(); next = host.next(deadline)) {
            Event event = next.get();
            if (root.terminal().isClosed()) {
                return ExitCode.OK;
            }
            if (event instanceof Event.PeersChanged changed) {
                for (PeerChanges.Change change : changes.between(changed.peers())) {
                    root.terminal().print(asJson ? change.json() : change.text());
                }
            } else if (event instanceof Event.Logged line && !asJson) {
                tell(line);
            } else if (isObstacle(event)) {
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    private void tell(Event.Logged line) {
        if (line.tone() == Event.Logged.Tone.TROUBLE) {
            root.terminal().complain(line.stamped());
        } else {
            root.terminal().print(line.stamped());
        }
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
}
