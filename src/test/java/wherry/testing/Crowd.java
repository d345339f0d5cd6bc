package wherry.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Many who connect, say the same little and then nothing, from as many loopback addresses as a small network has. Those
 * whom the server drops let go of their ends, so that a crowd larger than what one process may open can come.
 */
public final class Crowd implements Closeable {
    private static final int ADDRESSES = 200;
    /** Whom a full queue turns away asks again after a second or more: the others do not wait for him. */
    private static final int CONNECTING_AT_ONCE = 1_000;

    private static final int LOOK_EVERY = 100;

    private final Selector selector;
    private final InetSocketAddress server;
    private final byte[] opening;
    private int connecting;

    private Crowd(InetSocketAddress server, byte[] opening) throws IOException {
        this.selector = Selector.open();
        this.server = server;
        this.opening = opening;
    }

    /** All have come when this returns. */
    public static Crowd at(InetSocketAddress server, int size, byte[] opening) throws IOException {
        Crowd crowd = new Crowd(server, opening);
        try {
            for (int i = 0; i < size; i++) {
                crowd.send(i);
                crowd.awaitConnectingBelow(CONNECTING_AT_ONCE);
                if (i % LOOK_EVERY == 0) {
                    crowd.look();
                }
            }
            crowd.awaitConnectingBelow(1);
            return crowd;
        } catch (IOException | RuntimeException failure) {
            crowd.close();
            throw failure;
        }
    }

    /** How many the server has not dropped, as far as that has been heard. */
    public int standing() throws IOException {
        look();
        return selector.keys().size();
    }

    private void send(int number) throws IOException {
        byte[] address = {127, 0, 0, (byte) (number % ADDRESSES + 2)};
        SocketChannel channel = SocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
            channel.configureBlocking(false);
            if (channel.connect(server)) {
                channel.write(ByteBuffer.wrap(opening));
                channel.register(selector, SelectionKey.OP_READ);
            } else {
                channel.register(selector, SelectionKey.OP_CONNECT);
                connecting++;
            }
        } catch (IOException droppedAtOnce) {
            channel.close();
        }
    }

    private void awaitConnectingBelow(int limit) throws IOException {
        while (connecting >= limit) {
            selector.select(this::hear);
        }
    }

    /** Lets go of the dropped. */
    private void look() throws IOException {
        selector.selectNow(this::hear);
        selector.selectNow(key -> {});
    }

    private void hear(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        boolean isNew = key.isConnectable();
        try {
            if (isNew) {
                channel.finishConnect();
                channel.write(ByteBuffer.wrap(opening));
                key.interestOps(SelectionKey.OP_READ);
            } else if (channel.read(ByteBuffer.allocate(1)) < 0) {
                channel.close();
            }
        } catch (IOException reset) {
            key.cancel();
            close(channel);
        }
        if (isNew) {
            connecting--;
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            close(key.channel());
        }
        selector.close();
    }

    private static void close(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
