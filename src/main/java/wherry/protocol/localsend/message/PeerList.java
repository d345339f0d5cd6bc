package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import wherry.discovery.Announcement;
import wherry.protocol.localsend.identity.Fingerprint;

/**
 * Writes and reads which peers one Wherry hears, for another one (localsend.md, "Who else is there"). What is read is only
 * a hint where to ask.
 */
public final class PeerList {
    public static final int MOST = 256;
    /** In bytes. */
    public static final long LARGEST = 192 << 10;

    private static final int MOST_ADDRESSES = 8;
    private static final int LAST_PORT = 0xFFFF;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]{1,45}");

    private PeerList() {}

    /** The holder of a certificate, at one of its addresses. */
    public record Heard(String fingerprint, String alias, InetSocketAddress at) {
        /** What that would be if it was true. */
        public Announcement announcement() {
            return Device.holder(fingerprint, at.getPort());
        }
    }

    /** {@code {"peers": [{"fingerprint": "…", "alias": "…", "addresses": [{"address": "10.0.0.2", "port": 53317}]}]}}. */
    public static String toJson(List<Heard> all) {
        Map<String, List<Heard>> byFingerprint = new LinkedHashMap<>();
        all.forEach(heard -> byFingerprint
                .computeIfAbsent(heard.fingerprint(), first -> new ArrayList<>())
                .add(heard));
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("peers").beginArray();
            for (Map.Entry<String, List<Heard>> peer :
                    byFingerprint.entrySet().stream().limit(MOST).toList()) {
                json.beginObject();
                json.name("fingerprint").value(peer.getKey());
                json.name("alias").value(peer.getValue().get(0).alias());
                json.name("addresses").beginArray();
                for (Heard heard :
                        peer.getValue().stream().limit(MOST_ADDRESSES).toList()) {
                    json.beginObject();
                    json.name("address").value(heard.at().getAddress().getHostAddress());
                    json.name("port").value(heard.at().getPort());
                    json.endObject();
                }
                json.endArray().endObject();
            }
            json.endArray().endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /**
     * Reads a whole document.
     *
     * @return at most {@value #MOST} places; what makes no sense is left out
     */
    public static List<Heard> read(String text) throws IOException {
        List<Heard> all = new ArrayList<>();
        try (JsonReader json = Json.strict(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals("peers") && json.peek() == JsonToken.BEGIN_ARRAY) {
                    json.beginArray();
                    while (json.hasNext()) {
                        readPeer(json, all);
                    }
                    json.endArray();
                } else {
                    json.skipValue();
                }
            }
            json.endObject();
            Json.requireEnd(json);
        } catch (IllegalStateException | NumberFormatException | MalformedJsonException | EOFException malformed) {
            throw Json.invalid(malformed);
        }
        return all.stream().limit(MOST).toList();
    }

    private static void readPeer(JsonReader json, List<Heard> into) throws IOException {
        String fingerprint = "";
        List<InetSocketAddress> places = new ArrayList<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("fingerprint") && json.peek() == JsonToken.STRING) {
                fingerprint = json.nextString();
            } else if (name.equals("addresses") && json.peek() == JsonToken.BEGIN_ARRAY) {
                json.beginArray();
                while (json.hasNext()) {
                    readPlace(json, places);
                }
                json.endArray();
            } else {
                // Its name, too: it says that itself.
                json.skipValue();
            }
        }
        json.endObject();
        if (FINGERPRINT.matcher(fingerprint).matches() && into.size() < MOST) {
            String whose = Fingerprint.canonical(fingerprint);
            places.stream().limit(MOST_ADDRESSES).forEach(at -> into.add(new Heard(whose, "", at)));
        }
    }

    private static void readPlace(JsonReader json, List<InetSocketAddress> into) throws IOException {
        String address = "";
        double port = 0;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("address") && json.peek() == JsonToken.STRING) {
                address = json.nextString();
            } else if (name.equals("port") && json.peek() == JsonToken.NUMBER) {
                port = json.nextDouble();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        boolean isPort = port == Math.rint(port) && port > 0 && port <= LAST_PORT;
        if (isPort && LITERAL.matcher(address).matches() && into.size() < MOST_ADDRESSES) {
            try {
                // A literal: no name service is asked.
                into.add(new InetSocketAddress(InetAddress.getByName(address), (int) port));
            } catch (UnknownHostException noAddress) {
                // As 300.1.1.1.
            }
        }
    }
}
