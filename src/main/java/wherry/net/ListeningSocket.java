package wherry.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import wherry.transfer.PortException;

/** Listens on a TCP port as one of the channels of a selector. For the selector's thread. */
final class ListeningSocket implements Closeable {
    private static final int BACKLOG = 512;
    /** So that accepted connections are not kept waiting by a burst of new ones. */
    private static final int MOST_AT_ONCE = 64;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocketChannel listening;
    private SelectionKey key;
    private long shutUntil;

    private ListeningSocket(ServerSocketChannel listening) {
        this.listening = listening;
    }

    /** @throws PortException the port is taken, or cannot be had for another reason */
    static ListeningSocket open(InetSocketAddress at) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            // On Windows this option would let another program take over the port.
            if (!System.getProperty("os.name").startsWith("Windows")) {
                listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            listening.bind(at, BACKLOG);
            listening.configureBlocking(false);
            return new ListeningSocket(listening);
        } catch (BindException refused) {
            listening.close();
            throw new PortException(PortProbe.why(at), refused);
        } catch (IOException | RuntimeException failure) {
            listening.close();
            throw failure;
        }
    }

    int port() {
        return listening.socket().getLocalPort();
    }

    void register(Selector selector) throws IOException {
        key = listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    boolean is(SelectionKey selected) {
        return selected == key;
    }

    /**
     * Lets in who has come.
     *
     * @param room takes a connection, and says whether it has room for another one at once
     * @throws IOException nobody more can be let in at the moment: the process has no descriptors left
     */
    void letIn(Predicate<SocketChannel> room) throws IOException {
        boolean more = true;
        for (int i = 0; more && i < MOST_AT_ONCE; i++) {
            SocketChannel channel = listening.accept();
            more = channel != null && room.test(channel);
        }
    }

    /** Lets nobody in for a moment. Those who come meanwhile wait outside, and do not make the selector spin. */
    void shut() {
        shutUntil = System.nanoTime() + PAUSE;
        key.interestOps(0);
    }

    /**
     * Opens again after {@link #shut}, when it is time.
     *
     * @return the nanoseconds until then; empty while it is open
     */
    Optional<Long> nanosShut() {
        if (key.interestOps() == SelectionKey.OP_ACCEPT) {
            return Optional.empty();
        }
        long left = shutUntil - System.nanoTime();
        if (left > 0) {
            return Optional.of(left);
        }
        key.interestOps(SelectionKey.OP_ACCEPT);
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
