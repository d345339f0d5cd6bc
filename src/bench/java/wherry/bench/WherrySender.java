package wherry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import wherry.node.LocalNode;
import wherry.node.Node;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.settings.TrustStore;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Wherry's sending half as the window and the command line use it, kept warm: the start of a JVM is no line speed. */
final class WherrySender {
    private WherrySender() {}

    /** Takes a folder for settings; then {@code ADDRESS PATH} from standard input, a line each. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = SettingsStore.in(Path.of(arguments[0])).load().settings();
        Homebrew homebrew = new Homebrew(
                () -> new InetSocketAddress(settings.group(), Homebrew.PORT), () -> TransferLimits.DEFAULT);
        LocalSend localSend = new LocalSend(
                LocalSend.Credentials.in(Path.of(arguments[0]), report -> {}),
                settings::alias,
                () -> TransferLimits.DEFAULT);
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Node node = new LocalNode(
                List.of(localSend, homebrew),
                settings,
                TrustStore.open(Path.of(arguments[0]), Clock.systemUTC()),
                LastAddresses.none(),
                Node.Role.SENDER,
                events::add);
        Thread host = new Thread(node::run, "node");
        host.start();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            System.out.println(send(node, events, peer(node, words[0]), Path.of(words[1])));
        }
        node.close();
    }

    /** How it went: {@code ok} and the seconds until the first byte was sent, or what went wrong. */
    private static String send(Node node, BlockingQueue<Event> events, Peer peer, Path file)
            throws InterruptedException {
        long begun = System.nanoTime();
        double firstByte = 0;
        String id = node.send(peer, List.of(file));
        while (true) {
            if (events.take() instanceof Event.TransferChanged changed
                    && changed.transfer().id().equals(id)) {
                Transfer transfer = changed.transfer();
                if (firstByte == 0 && transfer.bytesDone() > 0) {
                    firstByte = (System.nanoTime() - begun) / 1e9;
                }
                if (transfer.state().isFinal()) {
                    return transfer.state() == TransferState.DONE
                            ? "ok " + firstByte
                            : transfer.state() + " " + transfer.sentence();
                }
            }
        }
    }

    /** Whoever is at a port, or for LocalSend at a port and with the fingerprint behind the slash. */
    private static Peer peer(Node node, String address) throws IOException {
        String[] parts = address.split("/", 2);
        if (parts.length == 1) {
            return node.peerAt(PeerAddress.parse("127.0.0.1:" + address), "homebrew");
        }
        Endpoint endpoint = new Endpoint(
                "localsend",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0])),
                new Security.Verified(parts[1]));
        return new Peer(address, "", Optional.of(parts[1]), List.of(endpoint), Presence.HERE, true);
    }
}
