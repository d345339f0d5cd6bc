package wherry.attack;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import wherry.protocol.localsend.RawHttp;
import wherry.protocol.localsend.TestTls;
import wherry.protocol.localsend.identity.Identity;

/** Attacks a receiver from many addresses of a loopback interface, on as many threads, until it is closed. */
final class Strangers implements Closeable {
    private static final int LAST_BYTES = 200;
    private static final int FIRST_BYTE = 10;

    /** The ports of the receiver that is attacked; 0 for what it does not serve. */
    record Target(int localsend, int homebrew) {}

    /** What one of them does, over and over. What it opened by {@link Strangers} is closed afterwards. */
    @FunctionalInterface
    interface Act {
        void run(int number) throws IOException, InterruptedException;
    }

    private final Target target;
    private final Identity identity = Identity.make(Instant.now());
    private final SSLContext tls = TestTls.context(Optional.of(identity));
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong tries = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final int part;
    private volatile boolean over;

    Strangers(Target target) {
        this(target, 1);
    }

    /** @param part one in so many comes of those who would */
    Strangers(Target target, int part) {
        this.target = target;
        this.part = part;
    }

    Target target() {
        return target;
    }

    Identity identity() {
        return identity;
    }

    boolean isOver() {
        return over;
    }

    /** A loopback address of its own for each of some ten thousand. */
    static String address(int number) {
        return "127.0." + (1 + number / LAST_BYTES % LAST_BYTES) + "." + (FIRST_BYTE + number % LAST_BYTES);
    }

    /** So many at a time, each again and again, with a pause. */
    Strangers each(int count, Duration pause, Act act) {
        for (int i = 0; i < Math.max(1, count / part); i++) {
            int number = i;
            Thread thread = new Thread(() -> goOn(number, pause, act), "stranger-" + number);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    private void goOn(int number, Duration pause, Act act) {
        while (!over) {
            tries.incrementAndGet();
            try {
                act.run(number);
            } catch (IOException | RuntimeException turnedAway) {
                refused.incrementAndGet();
            } catch (InterruptedException stop) {
                return;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    Socket connect(int port, String from) throws IOException {
        Socket socket = keep(new Socket());
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    RawHttp plain(String from) throws IOException {
        return keep(RawHttp.plain(target.localsend(), from));
    }

    /** With a full handshake: nothing is resumed. */
    RawHttp tls(String from) throws IOException {
        return keep(RawHttp.tls(target.localsend(), tls, "n" + tries.incrementAndGet(), from));
    }

    /** Closed with this at the latest. */
    <T extends Closeable> T keep(T resource) throws IOException {
        open.add(resource);
        if (over) {
            resource.close();
        }
        return resource;
    }

    void drop(Closeable resource) throws IOException {
        open.remove(resource);
        resource.close();
    }

    boolean haveTried() {
        return tries.get() > 0;
    }

    /** What they have done, for people. */
    String summary() {
        return tries + " tries, " + refused + " turned away";
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (Closeable each : open) {
            try {
                each.close();
            } catch (IOException gone) {
                // By the receiver.
            }
        }
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
