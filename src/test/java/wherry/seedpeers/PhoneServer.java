package wherry.seedpeers;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The upload server on the phone of 2009, told again: one connection at a time, reads of 1 024 bytes, a size that ends at
 * the first line feed, contents that end when the connection does.
 */
public final class PhoneServer implements Closeable {
    private final Path directory;
    private final ServerSocket listening;
    private final List<String> printed = new CopyOnWriteArrayList<>();

    public PhoneServer(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "phone-server");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** What it wrote to its screen. */
    public List<String> printed() {
        return printed;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket connection = listening.accept()) {
                receive(connection.getInputStream());
            } catch (IOException failure) {
                printed.add("Failed: " + failure.getMessage());
            }
        }
    }

    private void receive(InputStream in) throws IOException {
        byte[][] name = readField(in, new byte[0]);
        byte[][] packed = readField(in, name[1]);
        if (packed[0].length != Integer.BYTES) {
            throw new IOException("unpack requires a buffer of 4 bytes");
        }
        long size = Integer.toUnsignedLong(ByteBuffer.wrap(packed[0]).getInt());
        String text = new String(name[0], StandardCharsets.UTF_8);
        printed.add("Uploading " + text + " (" + size + " bytes)");
        long count = packed[1].length;
        try (OutputStream out = Files.newOutputStream(
                directory.resolve(Path.of(text).getFileName().toString()))) {
            out.write(packed[1]);
            byte[] chunk = new byte[1024];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                count += n;
            }
        }
        printed.add("Finished. " + count + " bytes");
    }

    /** Everything before the next line feed, and what came after it. */
    private static byte[][] readField(InputStream in, byte[] begun) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(begun);
        byte[] chunk = new byte[1024];
        while (true) {
            byte[] bytes = data.toByteArray();
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    return new byte[][] {Arrays.copyOf(bytes, i), Arrays.copyOfRange(bytes, i + 1, bytes.length)};
                }
            }
            int n = in.read(chunk);
            if (n < 0) {
                throw new EOFException("connection closed inside the header");
            }
            data.write(chunk, 0, n);
        }
    }
}
