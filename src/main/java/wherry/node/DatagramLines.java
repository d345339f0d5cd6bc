package wherry.node;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import wherry.discovery.DatagramLog;
import wherry.transfer.Endpoint;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Writes the log's lines about what the groups bring. */
record DatagramLines(Node.Role role, Consumer<String> log) implements DatagramLog {
    @Override
    public void heard(String text, InetSocketAddress from, boolean firstOfPeer) {
        if (firstOfPeer || role == Node.Role.OBSERVER) {
            log.accept(Sentences.of("log.received", text, Endpoint.text(from)));
        }
    }

    @Override
    public void unlogged(int firstOfPeers, int repeated) {
        int count = role == Node.Role.OBSERVER ? firstOfPeers + repeated : firstOfPeers;
        if (count > 0) {
            log.accept(Sentences.of("log.receivedMore", Sizes.grouped(count)));
        }
    }

    @Override
    public void flooded(InetSocketAddress from) {
        log.accept(Sentences.of("log.flooded", Endpoint.text(from)));
    }
}
