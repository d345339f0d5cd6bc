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
import java.util.List;

/** Hands connections on to a link, until they are all reset and new ones refused. */
final class CutRelay implements Closeable {
    private final int target;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket listening;
    private long allowed = Long.MAX_VALUE;
    private long passed;

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
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                synchronized (this) {
                    if (server.isClosed()) {
                        // Cut between its coming and its being known.
                        from.setSoLinger(true, 0);
                        from.close();
                        to.close();
                        return;
                    }
                    sockets.add(from);
                    sockets.add(to);
                }
                start(() -> copy(from, to));
                start(() -> copy(to, from));
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

    private void copy(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[64 << 10];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            pass(n);
            out.write(buffer, 0, n);
        }
        to.shutdownOutput();
    }

    private synchronized void pass(int bytes) throws IOException {
        passed += bytes;
        notifyAll();
        try {
            while (passed > allowed) {
                wait();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException(hurry);
        }
    }

    /** Lets so many bytes through in all, and the others wait until it is cut. */
    synchronized void holdAfter(long bytes) {
        allowed = bytes;
    }

    synchronized boolean holds() {
        return passed > allowed;
    }

    /** Where the link is behind it. */
    String address(Link link) {
        return link.address().replace(":" + link.port() + "/", ":" + port + "/");
    }

    synchronized void cut() throws IOException {
        allowed = Long.MAX_VALUE;
        notifyAll();
        listening.close();
        for (Socket socket : sockets) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
        sockets.clear();
    }

    synchronized void mend() throws IOException {
        listening = listen(port);
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
