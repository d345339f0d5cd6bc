package wherry.protocol.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A cable between a sender and a receiver: counts what the sender sends, and does something at a given byte. */
final class CountingRelay implements Closeable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong passed = new AtomicLong();
    private final List<Socket> cables = new CopyOnWriteArrayList<>();
    private volatile int port;
    private volatile long moment;
    private volatile Runnable action = () -> {};

    CountingRelay() throws IOException {
        start(this::acceptAll);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Leads there from now on, and counts anew; {@code action} is run once so many bytes have passed. */
    void lead(int receiverPort, long bytes, Runnable what) {
        port = receiverPort;
        moment = bytes;
        action = what;
        passed.set(0);
    }

    /** Pulls the cable; what connects from now on gets another one. */
    void cut() {
        for (Socket cable : cables) {
            try {
                cable.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    long passed() {
        return passed.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket sender = listening.accept();
                Socket receiver = new Socket(InetAddress.getLoopbackAddress(), port);
                cables.addAll(List.of(sender, receiver));
                start(() -> copy(sender, receiver, passed));
                start(() -> copy(receiver, sender, new AtomicLong()));
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void copy(Socket from, Socket to, AtomicLong counter) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[16 << 10];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                long before = counter.getAndAdd(n);
                out.write(piece, 0, n);
                if (counter == passed && before < moment && before + n >= moment) {
                    action.run();
                }
            }
        } catch (IOException broken) {
            // Passed on by closing both ends.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
