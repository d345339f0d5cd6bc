package wherry.attack;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import wherry.protocol.localsend.RawHttp;

/** Strangers who say what is not to be said: damaged requests, web pages, guesses. */
final class NonsenseAttacks {
    private static final Duration AT_ONCE = Duration.ofMillis(2);
    private static final String V2 = "/api/localsend/v2/";
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    private static final List<String> NONSENSE = List.of(
            "GET " + V2 + "info HTTP/-1.1\r\n" + HOST + "\r\n",
            "GET " + V2 + "info HTTP/99999999999.1\r\n" + HOST + "\r\n",
            "POST " + V2 + "register HTTP/1.1\r\n" + HOST + CHUNKED + "5\nhello\r\n0\r\n\r\n",
            "POST " + V2 + "register HTTP/1.1\r\n" + HOST + CHUNKED + "-5\r\nhello\r\n0\r\n\r\n",
            "POST " + V2 + "register HTTP/1.1\r\n" + HOST + "Content-Length: 9\r\n\r\n{\"alias\":",
            "POST " + V2 + "register HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "POST " + V2 + "prepare-upload HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\n[[[[",
            "POST " + V2 + "upload?sessionId=%00 HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n",
            "\r\n\r\n\r\n\r\n\r\n",
            "\u0016\u0003\u0001\u0000\u0005hello",
            "\u0016\u0003\u0001\u00ff\u00ffhello");

    private static final List<String> MARKS = List.of(
            HOST + "Origin: http://evil.example\r\n",
            HOST + "Origin: null\r\n",
            HOST + "Sec-Fetch-Site: cross-site\r\n",
            "Host: evil.example\r\n",
            "Host: 127.0.0.1.evil.example:53317\r\n");

    private NonsenseAttacks() {}

    static Map<String, Attack> all() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.put("nonsense", strangers -> strangers.each(8, AT_ONCE, number -> nonsense(strangers, number)));
        all.put("noise", strangers -> strangers.each(8, AT_ONCE, number -> noise(strangers, number)));
        all.put("pages", strangers -> strangers.each(4, AT_ONCE, number -> page(strangers, number)));
        all.put("pins", strangers -> strangers.each(8, AT_ONCE, number -> guess(strangers, number)));
        return all;
    }

    private static void nonsense(Strangers strangers, int number) throws IOException {
        for (String request : NONSENSE) {
            RawHttp peer = number % 2 == 0 ? strangers.plain(Strangers.address(number)) : encrypted(strangers, number);
            try {
                peer.send(request);
                peer.read();
            } catch (IOException | RuntimeException ended) {
                // As it should, if it has no answer.
            } finally {
                strangers.drop(peer);
            }
        }
    }

    private static RawHttp encrypted(Strangers strangers, int number) throws IOException {
        return strangers.tls(Strangers.address(number));
    }

    /** To either server. */
    private static void noise(Strangers strangers, int number) throws IOException {
        Random random = new Random();
        byte[] bytes = new byte[random.nextInt(20_000)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && number % 3 == 0) {
            bytes[0] = 0x16;
        }
        int port = number % 2 == 0
                ? strangers.target().localsend()
                : strangers.target().homebrew();
        Socket socket = strangers.connect(port, Strangers.address(number));
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } finally {
            strangers.drop(socket);
        }
    }

    private static void page(Strangers strangers, int number) throws IOException {
        for (String mark : MARKS) {
            RawHttp peer = strangers.plain(Strangers.address(number));
            try {
                byte[] body = "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"page\",\"size\":1}}}"
                        .getBytes(StandardCharsets.UTF_8);
                peer.send("POST " + V2 + "prepare-upload HTTP/1.1\r\n" + mark + "Content-Length: " + body.length
                        + "\r\n\r\n");
                peer.send(body);
                if (peer.read().status() != 403) {
                    throw new AssertionError("a page got through");
                }
            } finally {
                strangers.drop(peer);
            }
        }
    }

    /** Wrong PINs, from ever more addresses. */
    private static void guess(Strangers strangers, int number) throws IOException {
        Random random = new Random();
        RawHttp peer = strangers.tls(Strangers.address(random.nextInt(10_000)));
        try {
            for (int i = 0; i < 4; i++) {
                peer.post(
                        V2 + "prepare-upload?pin=" + random.nextInt(9_999),
                        "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"guess-" + number + "\",\"size\":1}}}");
            }
        } finally {
            strangers.drop(peer);
        }
    }
}
