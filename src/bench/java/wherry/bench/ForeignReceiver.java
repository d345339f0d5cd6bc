package wherry.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLServerSocket;

/** A LocalSend peer of another make that takes everything, over connections that it keeps, and stores nothing. */
final class ForeignReceiver {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private ForeignReceiver() {}

    /** Takes a folder with an identity; prints its port. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        SSLServerSocket server = (SSLServerSocket) ForeignTls.context(Path.of(arguments[0]))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setWantClientAuth(true);
        System.out.println(server.getLocalPort());
        while (true) {
            Socket socket = server.accept();
            new Thread(() -> serve(socket)).start();
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
            OutputStream out = socket.getOutputStream();
            for (String head = ForeignTls.head(in); !head.isEmpty(); head = ForeignTls.head(in)) {
                byte[] body = ForeignTls.body(in, head);
                byte[] answer = head.contains("prepare-upload") ? accept(body) : new byte[0];
                out.write(("HTTP/1.1 200 OK\r\ncontent-length: " + answer.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(answer);
                out.flush();
            }
        } catch (IOException hungUp) {
            // As senders do.
        }
    }

    private static byte[] accept(byte[] offer) {
        StringBuilder answer = new StringBuilder("{\"sessionId\":\"s\",\"files\":{");
        Matcher ids = ID.matcher(new String(offer, StandardCharsets.UTF_8));
        for (String comma = ""; ids.find(); comma = ",") {
            answer.append(comma).append('"').append(ids.group(1)).append("\":\"t\"");
        }
        return answer.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
