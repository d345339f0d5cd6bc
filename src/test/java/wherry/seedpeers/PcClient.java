package wherry.seedpeers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command-line client on the PC of 2009, told again: header, contents in pieces of 1 024 bytes, close. */
public final class PcClient {
    private PcClient() {}

    public static void upload(InetSocketAddress server, Path file) throws IOException {
        try (Socket connection = new Socket(server.getAddress(), server.getPort());
                InputStream source = Files.newInputStream(file)) {
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            out.write(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            out.writeByte('\n');
            out.writeInt((int) Files.size(file));
            out.writeByte('\n');
            byte[] chunk = new byte[1024];
            for (int n = source.read(chunk); n >= 0; n = source.read(chunk)) {
                out.write(chunk, 0, n);
            }
        }
    }

    /** The same for an upload that is refused: a reset may come before everything is written. */
    public static void uploadInVain(InetSocketAddress server, Path file) throws IOException {
        try {
            upload(server, file);
        } catch (SocketException refusedBeforeAllWasWritten) {
            assertThat(refusedBeforeAllWasWritten).hasMessageMatching("Connection reset.*|Broken pipe");
        }
    }
}
