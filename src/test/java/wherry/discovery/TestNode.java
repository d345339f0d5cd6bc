package wherry.discovery;

import java.io.Closeable;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import wherry.seedpeers.HelloSender;
import wherry.transfer.Endpoint;
import wherry.transfer.Network;
import wherry.transfer.Peer;

/** As much of a node as discovery needs: a table, a log and the name it goes by. */
final class TestNode implements Closeable {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final AtomicInteger snapshots = new AtomicInteger();
    final AtomicInteger unlogged = new AtomicInteger();
    final AtomicInteger floods = new AtomicInteger();
    final PeerTable table = new PeerTable(Clock.systemUTC(), peers -> snapshots.incrementAndGet());
    final Discovery discovery;
    private final Announcement own;

    TestNode(String fingerprint, int udpPort) {
        own = new Announcement("homebrew", "Node " + fingerprint, Optional.of(fingerprint), 40_000);
        discovery = new Discovery(
                List.of(new PlainCodec(group(udpPort))), fingerprint, table, table::heard, new DatagramLog() {
                    @Override
                    public void heard(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
                        lines.add((firstOfPeer ? "first " : "again ") + text.get() + " from " + Endpoint.text(from));
                    }

                    @Override
                    public void unlogged(int firstOfPeers, int repeated) {
                        unlogged.addAndGet(firstOfPeers + repeated);
                    }

                    @Override
                    public void flooded(InetSocketAddress from) {
                        floods.incrementAndGet();
                    }
                });
    }

    TestNode on(Network network) {
        if (!discovery.use(List.of(network)).isEmpty()) {
            throw new AssertionError("cannot use " + network);
        }
        return this;
    }

    TestNode announced() {
        discovery.announce(Optional.of(own));
        return this;
    }

    Announcement own() {
        return own;
    }

    boolean sees(String fingerprint) {
        return table.peers().stream().map(Peer::fingerprint).anyMatch(Optional.of(fingerprint)::equals);
    }

    @Override
    public void close() {
        discovery.close();
    }

    static InetSocketAddress group(int udpPort) {
        return new InetSocketAddress(HelloSender.GROUP.getAddress(), udpPort);
    }

    /** A port of this test's own, so that nobody else on this computer is heard. */
    static int freeUdpPort() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }
}
