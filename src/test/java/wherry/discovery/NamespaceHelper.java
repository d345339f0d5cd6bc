package wherry.discovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import wherry.transfer.Network;

/** Runs in a namespace, prints what it sees, and ends when its standard input does. */
final class NamespaceHelper {
    private NamespaceHelper() {}

    /**
     * Arguments: {@code watch}, or {@code node FINGERPRINT PORT}, {@code unaware FINGERPRINT PORT}, or
     * {@code elsewhere PORT}.
     */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "watch" -> watch();
            case "node" -> node(arguments[1], Integer.parseInt(arguments[2]));
            case "unaware" -> unaware(arguments[1], Integer.parseInt(arguments[2]));
            case "elsewhere" -> elsewhere(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void watch() throws IOException {
        NetworkWatch watch = new NetworkWatch(networks -> System.out.println("networks" + text(networks)));
        awaitEnd();
        watch.close();
    }

    /** On whatever networks there are, as they come and go. */
    private static void node(String fingerprint, int port) throws IOException {
        try (TestNode node = new TestNode(fingerprint, port)) {
            node.announced();
            NetworkWatch watch = new NetworkWatch(networks -> use(node, networks));
            printPeers(node);
            awaitEnd();
            watch.close();
        }
    }

    /** On the networks of the first moment, whatever becomes of them. */
    private static void unaware(String fingerprint, int port) throws IOException {
        try (TestNode node = new TestNode(fingerprint, port)) {
            node.announced();
            use(node, Networks.usable());
            printPeers(node);
            awaitEnd();
        }
    }

    /** Eight programs (Linux does so up to ten) that share the port and take part on the loopback only. */
    private static void elsewhere(int port) throws IOException {
        List<GroupSocket> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(GroupSocket.open(Networks.find("lo").orElseThrow(), TestNode.group(port)));
        }
        System.out.println("elsewhere: " + others.size());
        awaitEnd();
    }

    private static void use(TestNode node, List<Network> networks) {
        List<String> problems = node.discovery.use(networks);
        System.out.println("using" + text(networks) + " " + problems);
    }

    private static void printPeers(TestNode node) {
        Thread printer = new Thread(() -> print(node), "printer");
        printer.setDaemon(true);
        printer.start();
    }

    private static void print(TestNode node) {
        String before = "";
        while (true) {
            String now = node.table.peers().stream()
                    .map(peer -> " " + peer.fingerprint().orElse("-") + "@" + peer.endpoints() + "=" + peer.presence())
                    .collect(Collectors.joining());
            if (!now.equals(before)) {
                System.out.println("peers:" + now);
            }
            before = now;
            try {
                Thread.sleep(20);
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private static String text(List<Network> networks) {
        return networks.stream()
                .map(network -> " " + network.name() + "=" + network.address().getHostAddress() + "/" + network.kind())
                .collect(Collectors.joining("", ":", "."));
    }

    private static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Only the end counts.
        }
    }
}
