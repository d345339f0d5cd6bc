package wherry.protocol.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import wherry.testing.Await;

/** A cable between a sender and a receiver: counts what the sender sends, and does something at a given byte. */
final class CountingRelay implements Closeable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong passed = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int port = -1;
    private volatile long moment;
    private volatile Runnable action = () -> {};
    private volatile long taken;

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
        taken = -1;
        connections.set(0);
    }

    long passed() {
        return passed.get();
    }

    /** How much of it the receiver's program had been given when the given byte passed; all if that has not come yet. */
    long taken() {
        return taken < 0 ? passed() : taken;
    }

    /** Waits until so many connections have been made since it leads there. */
    void awaitConnections(int count) {
        Await.until(count + " connections", () -> connections.get() >= count);
    }

    /** Pulls the cable: connections break, and there are no new ones until it leads somewhere again. */
    void cut() {
        port = -1;
        breakConnections();
    }

    /** Breaks those that stand; what connects from now on gets another one. */
    void breakConnections() {
        open.forEach(CountingRelay::close);
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket sender = listening.accept();
                connect(sender);
            } catch (IOException closed) {
                // That is how it ends.
            }
        }
    }

    private void connect(Socket sender) {
        open.add(sender);
        try {
            if (port < 0) {
                throw new IOException("cut");
            }
            Socket receiver = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(receiver);
            connections.incrementAndGet();
            start(() -> copy(sender, receiver, passed));
            start(() -> copy(receiver, sender, new AtomicLong()));
        } catch (IOException nobodyThere) {
            close(sender);
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
                    taken = before + n - SocketQueues.towards(port);
                    action.run();
                }
            }
        } catch (IOException broken) {
            // Passed on by closing both ends.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
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
