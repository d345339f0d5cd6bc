package wherry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The least that a receiver can do: reads 1 MiB, writes it, until the end of the stream. Keeps the header as contents. */
final class BareReceiver {
    private BareReceiver() {}

    /** Takes a folder; prints its port. */
    public static void main(String[] arguments) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            System.out.println(server.socket().getLocalPort());
            for (int number = 0; ; number++) {
                try (SocketChannel source = server.accept();
                        FileChannel target = FileChannel.open(
                                Path.of(arguments[0], number + ".bin"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE)) {
                    while (source.read(buffer.clear()) >= 0) {
                        buffer.flip();
                        while (buffer.hasRemaining()) {
                            target.write(buffer);
                        }
                    }
                }
            }
        }
    }
}
