package wherry.attack;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Strangers who announce peers that are none. */
final class PeerAttacks {
    private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.167", 53317);
    private static final Duration PACE = Duration.ofMillis(5);
    private static final int TARPITS = 512;

    private PeerAttacks() {}

    static Map<String, Attack> all() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.put("tarpits", PeerAttacks::tarpits);
        return all;
    }

    /** Takes calls at one port of every address, and never says anything. */
    private static void tarpits(Strangers strangers) throws IOException {
        Tarpit tarpit = strangers.keep(new Tarpit());
        strangers.each(1, PACE, number -> tarpit.serve());
        int[] next = {0};
        strangers.each(1, PACE, number -> {
            next[0] = (next[0] + 1) % TARPITS;
            announce(Strangers.address(next[0]), next[0], tarpit.port());
        });
    }

    private static void announce(String from, int number, int port) throws IOException {
        String text = "{\"alias\":\"Tarpit " + number + "\",\"version\":\"2.1\",\"deviceType\":\"mobile\","
                + "\"fingerprint\":\"" + "%064X".formatted(number) + "\",\"port\":" + port
                + ",\"protocol\":\"https\",\"announce\":true}";
        try (DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET)) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setOption(
                    StandardSocketOptions.IP_MULTICAST_IF,
                    NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            socket.send(StandardCharsets.UTF_8.encode(text), GROUP);
        }
    }

    private static final class Tarpit implements Closeable {
        private final ServerSocketChannel server = ServerSocketChannel.open();
        private final Selector selector = Selector.open();

        Tarpit() throws IOException {
            server.bind(new InetSocketAddress(0), 1_024);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        }

        int port() {
            return server.socket().getLocalPort();
        }

        void serve() throws IOException {
            selector.select(this::attend, 100);
        }

        private void attend(SelectionKey key) {
            try {
                if (key.isAcceptable()) {
                    SocketChannel channel = server.accept();
                    if (channel != null) {
                        channel.configureBlocking(false);
                        channel.register(selector, SelectionKey.OP_READ);
                    }
                } else if (((SocketChannel) key.channel()).read(ByteBuffer.allocate(1_000)) < 0) {
                    key.channel().close();
                }
            } catch (IOException gone) {
                key.cancel();
            }
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
