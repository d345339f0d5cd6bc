package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands connections on to a link, until they are all reset and new ones refused. Each way can be held in the middle, so that what
 * breaks breaks there.
 */
final class CutRelay implements Closeable {
    /** In bytes: what goes up in larger ones is more than a question, and only that is held. */
    private static final int HEAD = 4096;

    /** In bytes: a connection on which more comes down brings more than answers, and only such are held. */
    private static final long DOWNLOAD = 1 << 20;

    private final int target;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket listening;
    private final Map<Way, Long> total = new EnumMap<>(Way.class);
    /** What may pass yet, by way, where that is bounded. */
    private final Map<Way, Long> left = new EnumMap<>(Way.class);

    private final Set<Way> held = EnumSet.noneOf(Way.class);
    private boolean holdsAnswers;
    /** Another one wakes those who wait. */
    private int releases;

    private int leftBehind = -1;

    /** Of bytes. */
    enum Way {
        UP,
        DOWN
    }

    CutRelay(int target) throws IOException {
        this.target = target;
        listening = listen(0);
        port = listening.getLocalPort();
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        start(() -> {
            while (true) {
                Socket from = server.accept();
                Socket to;
                try {
                    to = new Socket(InetAddress.getLoopbackAddress(), target);
                } catch (IOException nobodyThere) {
                    reset(from);
                    continue;
                }
                from.setTcpNoDelay(true);
                to.setTcpNoDelay(true);
                synchronized (this) {
                    if (server.isClosed()) {
                        // Cut between its coming and its being known.
                        reset(from);
                        reset(to);
                        return;
                    }
                    sockets.add(from);
                    sockets.add(to);
                }
                start(() -> copy(from, to, Way.UP));
                start(() -> copy(to, from, Way.DOWN));
            }
        });
        return server;
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException cut) {
                        // As it was meant.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void copy(Socket from, Socket to, Way way) throws IOException {
        try {
            copyAll(from, to, way);
        } catch (IOException broken) {
            // So that the other end hears of it.
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void copyAll(Socket from, Socket to, Way way) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[64 << 10];
        long moved = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            moved += n;
            pass(n, way, way == Way.UP ? n > HEAD : moved > DOWNLOAD);
            out.write(buffer, 0, n);
        }
        to.shutdownOutput();
    }

    private synchronized void pass(int bytes, Way way, boolean isMuch) throws IOException {
        total.merge(way, (long) bytes, Long::sum);
        if (!isMuch && !holdsAnswers) {
            return;
        }
        Long more = left.computeIfPresent(way, (same, before) -> before - bytes);
        if (more == null || more > 0) {
            return;
        }
        held.add(way);
        notifyAll();
        try {
            for (int before = releases; before == releases; ) {
                wait();
            }
            if (way == Way.UP && releases == leftBehind) {
                throw new IOException("left behind");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException(hurry);
        }
    }

    /** Lets so many more bytes through that way, and holds the others until they are released or cut. */
    synchronized void holdAfter(Way way, long bytes) {
        left.put(way, bytes);
    }

    /** Whether it holds every way that it was told to. */
    synchronized boolean holds() {
        return !left.isEmpty() && held.equals(left.keySet());
    }

    /** What is held stays so, and everything else may pass: a page that is loaded anew leaves its dead connections behind. */
    synchronized void passOthers() {
        left.clear();
    }

    /** From now on nobody hears anything, until it is released or cut; what was held goes on. */
    synchronized void holdAnswers() {
        release();
        left.put(Way.DOWN, 0L);
        holdsAnswers = true;
    }

    /** Breaks off what is held on its way up, as a page that is loaded anew does; what comes down goes on. */
    synchronized void leaveBehind() {
        release();
        leftBehind = releases;
    }

    synchronized void release() {
        holdsAnswers = false;
        left.clear();
        held.clear();
        releases++;
        notifyAll();
    }

    /** How much it was given in all, that way. */
    synchronized long total(Way way) {
        return total.getOrDefault(way, 0L);
    }

    /** Where the link is behind it. */
    String address(Link link) {
        return address(link.address());
    }

    String address(String behind) {
        return behind.replace(":" + target + "/", ":" + port + "/");
    }

    synchronized void cut() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            reset(socket);
        }
        sockets.clear();
        release();
    }

    synchronized void mend() throws IOException {
        listening = listen(port);
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
