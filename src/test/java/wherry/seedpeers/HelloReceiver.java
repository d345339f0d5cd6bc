package wherry.seedpeers;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The PC of 2009 that joins the group and prints what it hears. It shares the port by SO_REUSEADDR alone. */
public final class HelloReceiver implements Closeable {
    private final MulticastSocket socket;

    public HelloReceiver(InetAddress at, int port) throws IOException {
        socket = new MulticastSocket(null);
        socket.setReuseAddress(true);
        if (socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            // Whatever Java sets by itself: the program of 2009 did not.
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, false);
        }
        socket.bind(new InetSocketAddress(port));
        socket.joinGroup(
                new InetSocketAddress(HelloSender.GROUP.getAddress(), port), NetworkInterface.getByInetAddress(at));
    }

    /** Arguments: address of the interface, how many datagrams, and, for tests, the port. */
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : HelloSender.GROUP.getPort();
        try (HelloReceiver receiver = new HelloReceiver(InetAddress.getByName(arguments[0]), port)) {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                System.out.println("Received " + receiver.receive(Duration.ofHours(1)));
            }
        }
    }

    /**
     * The next datagram, of which at most 1 500 bytes are read.
     *
     * @throws SocketTimeoutException none came
     */
    public String receive(Duration limit) throws IOException {
        DatagramPacket datagram = new DatagramPacket(new byte[1500], 1500);
        socket.setSoTimeout((int) limit.toMillis());
        socket.receive(datagram);
        return new String(datagram.getData(), 0, datagram.getLength(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        socket.close();
    }
}
