package wherry.attack;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import wherry.protocol.localsend.RawHttp;

/** Strangers who offer: more, larger and longer than anybody wants. */
final class OfferAttacks {
    private static final String OFFER = "/api/localsend/v2/prepare-upload";
    private static final Duration AT_ONCE = Duration.ofMillis(20);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);
    private static final long LARGEST = 55L << 20;

    private OfferAttacks() {}

    static Map<String, Attack> all() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.put("offers", strangers -> strangers.each(30, AT_ONCE, number -> large(strangers, 0)));
        all.put("offers-crowd", strangers -> strangers.each(30, AT_ONCE, number -> large(strangers, number)));
        all.put("long-lists", strangers -> strangers.each(16, AT_ONCE, number -> many(strangers, number, 100_000)));
        all.put("open-offers", strangers -> strangers.each(20, NOW_AND_THEN, number -> open(strangers, number)));
        all.put("sessions", strangers -> strangers.each(80, AT_ONCE, number -> idle(strangers, number)));
        all.put("broken-off", strangers -> strangers.each(8, AT_ONCE, number -> breakOff(strangers, number)));
        all.put("texts", strangers -> strangers.each(8, AT_ONCE, number -> text(strangers, number)));
        return all;
    }

    private static String head(Strangers strangers) {
        return "{\"info\":{\"alias\":\"Stranger\",\"version\":\"2.1\",\"fingerprint\":\""
                + strangers.identity().fingerprint() + "\",\"port\":53317,\"protocol\":\"https\","
                + "\"x-wherry\":{\"v\":1,\"features\":[\"resume\",\"batch\",\"continue\",\"same\"]}},\"files\":{";
    }

    private static String file(String id, String name, long size) {
        return "\"" + id + "\":{\"id\":\"" + id + "\",\"fileName\":\"" + name + "\",\"size\":" + size
                + ",\"fileType\":\"x/y\",\"metadata\":{\"modified\":\"2020-02-02T02:02:02Z\"}}";
    }

    /** As many bytes as may be, of few files. */
    private static void large(Strangers strangers, int number) throws IOException {
        RawHttp peer = strangers.tls(Strangers.address(number));
        try {
            peer.begin(OFFER, LARGEST);
            String head = head(strangers);
            peer.send(head);
            OutputStream out = peer.socket().getOutputStream();
            byte[] piece = ("\"f%05d\":{\"id\":\"f%05d\",\"size\":1,\"fileName\":\"" + "n".repeat(200) + "/x%05d\"},")
                    .getBytes(StandardCharsets.UTF_8);
            long left = LARGEST - head.length() - 2;
            for (int i = 0; left > piece.length; i++) {
                byte[] numbered = new String(piece, StandardCharsets.UTF_8)
                        .formatted(i, i, i)
                        .getBytes(StandardCharsets.UTF_8);
                out.write(numbered);
                left -= numbered.length;
            }
            peer.send(" ".repeat((int) left) + "}}");
            peer.read();
        } finally {
            strangers.drop(peer);
        }
    }

    /** Waits for the answer, however long that takes. */
    private static void open(Strangers strangers, int number) throws IOException {
        RawHttp peer = strangers.tls(Strangers.address(number));
        try {
            peer.socket().setSoTimeout(0);
            peer.post(OFFER, list(strangers, 100_000));
        } finally {
            strangers.drop(peer);
        }
    }

    private static void many(Strangers strangers, int number, int files) throws IOException {
        RawHttp peer = strangers.tls(Strangers.address(number));
        try {
            peer.post(OFFER, list(strangers, files));
        } finally {
            strangers.drop(peer);
        }
    }

    private static String list(Strangers strangers, int files) {
        StringBuilder list = new StringBuilder(head(strangers));
        for (int i = 0; i < files; i++) {
            list.append(i == 0 ? "" : ",").append(file("f" + i, "many/" + i, 1));
        }
        return list.append("}}").toString();
    }

    /** Takes the place of a session and only asks what is there. */
    private static void idle(Strangers strangers, int number) throws IOException, InterruptedException {
        RawHttp peer = strangers.tls(Strangers.address(number / 10));
        try {
            RawHttp.Response accepted =
                    peer.post(OFFER, head(strangers) + file("a", "idle-" + number, 64 << 20) + "}}");
            String query = query(accepted, "a");
            while (!strangers.isOver() && peer.get("/wherry/v1/blocks" + query).status() == 200) {
                Thread.sleep(500);
            }
        } finally {
            strangers.drop(peer);
        }
    }

    /** Begins an upload, sends some of it and hangs up, so that there is something to be kept. */
    private static void breakOff(Strangers strangers, int number) throws IOException {
        RawHttp peer = strangers.tls(Strangers.address(number));
        try {
            RawHttp.Response accepted =
                    peer.post(OFFER, head(strangers) + file("a", "broken-" + number, 64 << 20) + "}}");
            peer.begin("/api/localsend/v2/upload" + query(accepted, "a"), 64 << 20);
            peer.send(new byte[9 << 20]);
        } finally {
            strangers.drop(peer);
        }
    }

    private static void text(Strangers strangers, int number) throws IOException {
        RawHttp peer = strangers.tls(Strangers.address(number));
        try {
            String message = file("a", "message.txt", 5).replace("x/y\"", "text/plain\",\"preview\":\"hello\"");
            peer.post(OFFER, head(strangers) + message + "}}");
        } finally {
            strangers.drop(peer);
        }
    }

    private static String query(RawHttp.Response accepted, String file) throws IOException {
        if (accepted.status() != 200) {
            throw new IOException("turned away");
        }
        JsonObject answer = JsonParser.parseString(accepted.body()).getAsJsonObject();
        return "?sessionId=" + answer.get("sessionId").getAsString() + "&fileId=" + file + "&token="
                + answer.getAsJsonObject("files").get(file).getAsString();
    }
}
