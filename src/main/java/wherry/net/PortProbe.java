package wherry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import wherry.transfer.PortException.Why;

/**
 * Finds out why a port could not be listened at. Java has one exception for all reasons and tells them apart in the
 * system's language only; so the system is asked what would have worked.
 */
final class PortProbe {
    /** From here on, no system keeps ports for those with special rights unless it was told to. */
    private static final int FIRST_FREE_FOR_ALL = 1024;

    private static final int PATIENCE_MILLIS = 200;

    private PortProbe() {}

    static Why why(InetSocketAddress refused) {
        if (!canListen(new InetSocketAddress(refused.getAddress(), 0))) {
            return Why.NO_ADDRESS;
        }
        if (refused.getPort() >= FIRST_FREE_FOR_ALL) {
            return Why.TAKEN;
        }
        // Rights are to a port at any address, and another program has it mostly at some.
        InetSocketAddress nearby = new InetSocketAddress(elsewhere(), refused.getPort());
        return canListen(nearby) || somebodyListens(refused) ? Why.TAKEN : Why.DENIED;
    }

    private static boolean canListen(InetSocketAddress at) {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(at);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean somebodyListens(InetSocketAddress at) {
        InetAddress address = at.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : at.getAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, at.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** An address of this computer that hardly anybody listens at. */
    private static InetAddress elsewhere() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 83, 79, 71});
        } catch (IOException impossible) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
