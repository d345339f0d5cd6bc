package wherry.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A LocalSend peer of another make that sends folders, two files at a time over connections that it keeps. */
final class ForeignSender {
    private static final String V2 = "/api/localsend/v2/";
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"(f\\d+)\":\"([^\"]+)\"");

    private final SSLContext tls;
    private final int port;
    private final List<Path> files;
    private final Map<String, String> tokens = new HashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private String session = "";

    private ForeignSender(SSLContext tls, int port, List<Path> files) {
        this.tls = tls;
        this.port = port;
        this.files = files;
    }

    /** Takes a folder with an identity; then {@code ADDRESS PATH} from standard input, a line each. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        SSLContext tls = ForeignTls.context(Path.of(arguments[0]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            try (Stream<Path> all = Files.walk(Path.of(words[1]))) {
                List<Path> files = all.filter(Files::isRegularFile).toList();
                int port = Integer.parseInt(words[0].split("/")[0]);
                new ForeignSender(tls, port, files).send(Path.of(words[1]));
            }
            System.out.println("ok");
        }
    }

    private void send(Path top) throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            String answer = post(socket, V2 + "prepare-upload", offer(top));
            Matcher found = SESSION.matcher(answer);
            if (!found.find()) {
                throw new IOException("no session: " + answer);
            }
            session = found.group(1);
            for (Matcher token = TOKEN.matcher(answer); token.find(); ) {
                tokens.put(token.group(1), token.group(2));
            }
            Thread second = new Thread(() -> {
                try (Socket other = connect()) {
                    upload(other);
                } catch (IOException failure) {
                    failure.printStackTrace();
                }
            });
            second.start();
            upload(socket);
            second.join();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private byte[] offer(Path top) throws IOException {
        StringBuilder json = new StringBuilder("{\"info\":{\"alias\":\"Foreign\",\"version\":\"2.1\",\"fingerprint\":")
                .append("\"x\",\"port\":53317,\"protocol\":\"https\"},\"files\":{");
        for (int i = 0; i < files.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"f")
                    .append(i)
                    .append("\":{\"id\":\"f")
                    .append(i);
            json.append("\",\"fileName\":\"").append(top.getParent().relativize(files.get(i)));
            json.append("\",\"size\":").append(Files.size(files.get(i)));
            json.append(",\"fileType\":\"application/octet-stream\"}");
        }
        return json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void upload(Socket socket) throws IOException {
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            String query = "?sessionId=" + session + "&fileId=f" + i + "&token=" + tokens.get("f" + i);
            post(socket, V2 + "upload" + query, Files.readAllBytes(files.get(i)));
        }
    }

    private String post(Socket socket, String target, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + target + " HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        // Nothing is read ahead: the server says nothing unasked.
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        String head = ForeignTls.head(in);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(target + ": " + head);
        }
        return new String(ForeignTls.body(in, head), StandardCharsets.UTF_8);
    }
}
