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
    private static final int LOOK_EVERY = 100;

    private final Selector selector;

    private Crowd() throws IOException {
        selector = Selector.open();
    }

    /** All have come when this returns. */
    public static Crowd at(InetSocketAddress server, int size, byte[] opening) throws IOException {
        Crowd crowd = new Crowd();
        try {
            for (int i = 0; i < size; i++) {
                crowd.send(server, i, opening);
                if (i % LOOK_EVERY == 0) {
                    crowd.letGoOfTheDropped();
                }
            }
            return crowd;
        } catch (IOException | RuntimeException failure) {
            crowd.close();
            throw failure;
        }
    }

    /** How many the server has not dropped, as far as that has been heard. */
    public int standing() throws IOException {
        letGoOfTheDropped();
        return selector.keys().size();
    }

    private void send(InetSocketAddress server, int number, byte[] opening) throws IOException {
        byte[] address = {127, 0, 0, (byte) (number % ADDRESSES + 2)};
        SocketChannel channel = SocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
            channel.connect(server);
            channel.write(ByteBuffer.wrap(opening));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException droppedAtOnce) {
            channel.close();
        }
    }

    private void letGoOfTheDropped() throws IOException {
        selector.selectNow(key -> {
            try {
                if (((SocketChannel) key.channel()).read(ByteBuffer.allocate(1)) < 0) {
                    key.channel().close();
                }
            } catch (IOException reset) {
                key.cancel();
                close(key.channel());
            }
        });
        selector.selectNow(key -> {});
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
