package wherry.protocol.localsend;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.http.HttpStatusException;
import wherry.transfer.DisplayText;
import wherry.transfer.Peer;
import wherry.transfer.Security;

/**
 * What a participant says of itself, in announcements, {@code register}, {@code info} and offers (localsend.md, "The
 * device object").
 *
 * @param alias as it came from the wire, at most 64 characters of it
 * @param fingerprint proves nothing by itself; of a peer that serves HTTPS it is its certificate's
 * @param port where it serves; 0 when it does not say
 * @param extension what it can do beyond the protocol
 */
record Device(String alias, String fingerprint, int port, Scheme scheme, Extension extension) {
    /** The version of the protocol that we speak. */
    static final String VERSION = "2.1";

    private static final int LONGEST_FINGERPRINT = 128;
    private static final int LARGEST_PORT = 0xFFFF;
    /** Nobody repeats announcements here; two checks by us may fail. */
    private static final Duration LASTS = Neighbours.CHECK_EVERY.multipliedBy(2).plusSeconds(5);

    private static final int DEEPEST = 32;

    /** Of a make that speaks LocalSend and nothing else. */
    Device(String alias, String fingerprint, int port, Scheme scheme) {
        this(alias, fingerprint, port, scheme, Extension.NONE);
    }

    /** How a participant's server is reached. */
    enum Scheme {
        HTTP,
        HTTPS;

        static Scheme of(String protocol) {
            return "http".equalsIgnoreCase(protocol) ? HTTP : HTTPS;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What this says about a peer. */
    Announcement announcement() {
        Security security = switch (scheme) {
            case HTTP -> new Security.Plain();
            case HTTPS -> new Security.Claimed(Fingerprint.canonical(fingerprint));
        };
        Duration lasts = extension.features().contains(Extension.ASKS) ? Duration.ZERO : LASTS;
        return new Announcement(
                        LocalSend.NAME, alias, Optional.of(Fingerprint.canonical(fingerprint)), port, security, lasts)
                .withAlso(extension.also());
    }

    String toJson() {
        return write(Optional.empty());
    }

    /** As a datagram that asks others to answer. */
    String toAnnouncement() {
        return write(Optional.of(true));
    }

    private String write(Optional<Boolean> announce) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            writeFields(json);
            if (announce.isPresent()) {
                // The second is what versions up to 1.17 of the app read.
                json.name("announce").value(announce.get());
                json.name("announcement").value(announce.get());
            }
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** All fields, always: some implementations insist on those that are optional, too. */
    void writeFields(JsonWriter json) throws IOException {
        json.name("alias").value(alias);
        json.name("version").value(VERSION);
        json.name("deviceModel").value("Wherry");
        json.name("deviceType").value("desktop");
        json.name("fingerprint").value(fingerprint);
        json.name("port").value(port);
        json.name("protocol").value(scheme.toString());
        json.name("download").value(false);
        extension.write(json);
    }

    /** Reads a whole document; it must be bounded by whoever supplies it. */
    static Device read(InputStream in) throws IOException {
        return readAll(strict(in));
    }

    /** Reads a whole document. */
    static Device read(String text) throws IOException {
        return readAll(strict(new StringReader(text)));
    }

    private static Device readAll(JsonReader json) throws IOException {
        try {
            Device device = read(json);
            requireEnd(json);
            return device;
        } catch (IllegalStateException | NumberFormatException | MalformedJsonException | EOFException malformed) {
            throw invalid(malformed);
        }
    }

    /**
     * Reads the object that comes next. Fields that we do not know are skipped.
     *
     * @throws HttpStatusException it says not who it is
     */
    static Device read(JsonReader json) throws IOException {
        String alias = "";
        String fingerprint = "";
        int port = 0;
        Scheme scheme = Scheme.HTTPS;
        Extension extension = Extension.NONE;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() == JsonToken.NULL) {
                json.nextNull();
                continue;
            }
            switch (name) {
                case "alias" -> alias = DisplayText.shorten(json.nextString(), Peer.LONGEST_ALIAS);
                case "fingerprint" -> fingerprint = json.nextString();
                case "port" -> port = json.nextInt();
                case "protocol" -> scheme = Scheme.of(json.nextString());
                case Extension.FIELD -> extension = Extension.read(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (fingerprint.length() > LONGEST_FINGERPRINT || port < 0 || port > LARGEST_PORT) {
            throw new HttpStatusException(400, "Invalid JSON body");
        }
        return new Device(alias, fingerprint, port, scheme, extension);
    }

    static JsonReader strict(InputStream in) {
        return strict(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    static JsonReader strict(Reader text) {
        JsonReader json = new JsonReader(text);
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(DEEPEST);
        return json;
    }

    /** In UTF-8. To be flushed or closed by whoever asked for it. */
    static JsonWriter writer(OutputStream out) {
        // Buffered: every name and quote would be encoded by itself.
        return new JsonWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    static void requireEnd(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw invalid(null);
        }
    }

    static HttpStatusException invalid(Throwable cause) {
        HttpStatusException invalid = new HttpStatusException(400, "Invalid JSON body");
        invalid.initCause(cause);
        return invalid;
    }
}
