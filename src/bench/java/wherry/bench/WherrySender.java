package wherry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import wherry.node.Node;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.settings.TrustStore;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Wherry's sending half as the window and the command line use it, kept warm: the start of a JVM is no line speed. */
final class WherrySender {
    private WherrySender() {}

    /** Takes a folder for settings; then {@code PORT PATH} from standard input, a line each. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = SettingsStore.in(Path.of(arguments[0])).load().settings();
        Homebrew homebrew =
                new Homebrew(new InetSocketAddress(settings.group(), Homebrew.PORT), TransferLimits.DEFAULT);
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Node node = new Node(
                List.of(homebrew),
                settings,
                TrustStore.open(Path.of(arguments[0]), Clock.systemUTC()),
                Node.Role.SENDER,
                events::add);
        Thread host = new Thread(node::run, "node");
        host.start();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            Transfer end = send(node, events, Integer.parseInt(words[0]), Path.of(words[1]));
            System.out.println(end.state() == TransferState.DONE ? "ok" : end.state() + " " + end.sentence());
        }
        node.close();
    }

    private static Transfer send(Node node, BlockingQueue<Event> events, int port, Path file)
            throws InterruptedException {
        String id = node.send(peer(node, events, port), List.of(file));
        while (true) {
            if (events.take() instanceof Event.TransferChanged changed
                    && changed.transfer().id().equals(id)
                    && changed.transfer().state().isFinal()) {
                return changed.transfer();
            }
        }
    }

    private static Peer peer(Node node, BlockingQueue<Event> events, int port) throws InterruptedException {
        Optional<Peer> known = at(node.peers(), port);
        if (known.isPresent()) {
            return known.get();
        }
        node.addPeer("127.0.0.1:" + port);
        while (true) {
            if (events.take() instanceof Event.PeersChanged changed) {
                Optional<Peer> listed = at(changed.peers(), port);
                if (listed.isPresent()) {
                    return listed.get();
                }
            }
        }
    }

    private static Optional<Peer> at(List<Peer> peers, int port) {
        return peers.stream()
                .filter(peer -> peer.endpoints().get(0).address().getPort() == port)
                .findFirst();
    }
}
