package wherry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.LogManager;
import wherry.node.LocalNode;
import wherry.node.Node;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/**
 * Runs nodes in one process, as the standard input says, and prints when each was started and whom it has seen when, in
 * nanoseconds of the clock that all processes of the computer share. Ends with its input.
 */
public final class FoundNodes {
    private final Path folder;
    private final Map<String, Thread> threads = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    private FoundNodes(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LogManager.getLogManager().reset();
        FoundNodes all = new FoundNodes(Path.of(arguments[0]));
        System.out.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "start" -> all.start(words[1]);
                case "stop" -> all.stop(words[1]);
                case "known" -> all.know(words[1], words[2], words[3], Integer.parseInt(words[4]));
                case "forget" -> Files.deleteIfExists(all.home(words[1]).resolve("addresses.txt"));
                default -> throw new IOException("What is " + line + "?");
            }
        }
        System.exit(0);
    }

    private void start(String name) throws IOException {
        Path home = home(name);
        Settings settings = Settings.defaults(name, home.resolve("in"));
        LocalSend.Credentials credentials = LocalSend.Credentials.in(home, problem -> {});
        Set<String> seen = ConcurrentHashMap.newKeySet();
        TrustStore trust = TrustStore.open(home, Clock.systemUTC());
        LastAddresses last = LastAddresses.in(home, Clock.systemUTC());
        long begun = System.nanoTime();
        Node node = new LocalNode(
                List.of(
                        new LocalSend(credentials, settings::alias, () -> TransferLimits.DEFAULT),
                        new Homebrew(new InetSocketAddress(settings.group(), Homebrew.PORT), TransferLimits.DEFAULT)),
                settings,
                trust,
                last,
                Node.Role.UNATTENDED,
                event -> take(name, event, seen));
        Thread thread = new Thread(node::run, name);
        thread.start();
        nodes.put(name, node);
        threads.put(name, thread);
        print("started " + name + " " + begun + " " + node.fingerprint().orElseThrow());
    }

    private static void take(String name, Event event, Set<String> seen) {
        if (event instanceof Event.PeersChanged changed) {
            changed.peers().stream()
                    .filter(peer ->
                            peer.presence() == Presence.HERE && peer.proven().isPresent())
                    .map(Peer::alias)
                    .filter(seen::add)
                    .forEach(alias -> print("seen " + name + " " + alias + " " + System.nanoTime()));
        }
    }

    private void stop(String name) throws InterruptedException {
        nodes.remove(name).close();
        threads.remove(name).join();
        print("stopped " + name);
    }

    private void know(String name, String fingerprint, String address, int port) throws IOException {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(address), port);
        LastAddresses.in(home(name), Clock.systemUTC()).proven(List.of(new LastAddresses.Place(fingerprint, at)));
        print("known " + name);
    }

    private Path home(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static synchronized void print(String line) {
        System.out.println(line);
    }
}
