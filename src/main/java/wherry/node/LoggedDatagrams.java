package wherry.node;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import wherry.discovery.DatagramLog;
import wherry.transfer.Endpoint;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** The lines of the log that tell what the groups bring. */
final class LoggedDatagrams implements DatagramLog {
    private final Extent extent;
    private final Consumer<String> log;

    /** How much is told. */
    enum Extent {
        FIRST_OF_EACH_PEER,
        ALL
    }

    LoggedDatagrams(Extent extent, Consumer<String> log) {
        this.extent = extent;
        this.log = log;
    }

    @Override
    public void heard(String text, InetSocketAddress from, boolean firstOfPeer) {
        if (firstOfPeer || extent == Extent.ALL) {
            log.accept(Sentences.of("log.received", text, Endpoint.text(from)));
        }
    }

    @Override
    public void unlogged(int firstOfPeers, int repeated) {
        int count = extent == Extent.ALL ? firstOfPeers + repeated : firstOfPeers;
        if (count > 0) {
            log.accept(Sentences.of("log.receivedMore", Sizes.grouped(count)));
        }
    }
}
