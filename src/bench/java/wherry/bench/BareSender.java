package wherry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The least that a sender of this protocol can do: sendfile, half-close, wait for the end of the stream. */
final class BareSender {
    private static final long SLICE = 8 << 20;

    private BareSender() {}

    /** Takes {@code PORT PATH} from standard input, a line each. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            send(Integer.parseInt(words[0]), Path.of(words[1]));
            System.out.println("ok");
        }
    }

    private static void send(int port, Path file) throws IOException {
        try (FileChannel source = FileChannel.open(file);
                SocketChannel target =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            long size = source.size();
            target.write(ByteBuffer.allocate(32)
                    .put("bare.bin\n".getBytes(StandardCharsets.US_ASCII))
                    .putInt((int) size)
                    .put((byte) '\n')
                    .flip());
            long sent = 0;
            while (sent < size) {
                sent += source.transferTo(sent, Math.min(SLICE, size - sent), target);
            }
            target.shutdownOutput();
            target.read(ByteBuffer.allocate(1));
        }
    }
}
