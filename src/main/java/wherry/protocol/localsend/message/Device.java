package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.transfer.DeviceKind;
import wherry.transfer.DisplayText;
import wherry.transfer.Peer;
import wherry.transfer.Ports;
import wherry.transfer.Security;

/**
 * Describes a participant as it does itself, in announcements, {@code register}, {@code info} and offers (localsend.md, "The
 * device object").
 *
 * @param alias as it came from the wire, at most 64 characters of it
 * @param fingerprint proves nothing by itself; of a peer that serves HTTPS it is its certificate's
 * @param port where it serves; 0 when it does not say
 * @param extension what it can do beyond the protocol
 * @param kind of device that it says to be
 */
public record Device(String alias, String fingerprint, int port, Scheme scheme, Extension extension, DeviceKind kind) {
    private static final int LONGEST_FINGERPRINT = 128;
    /** Nobody repeats announcements here; two checks by us may fail. */
    private static final Duration LASTS = Spec.CHECK_EVERY.multipliedBy(2).plusSeconds(5);

    /** Of a make that speaks LocalSend and nothing else. */
    public Device(String alias, String fingerprint, int port, Scheme scheme) {
        this(alias, fingerprint, port, scheme, Extension.NONE);
    }

    /** One that does not say what it is. */
    public Device(String alias, String fingerprint, int port, Scheme scheme, Extension extension) {
        this(alias, fingerprint, port, scheme, extension, DeviceKind.UNKNOWN);
    }

    /** How a participant's server is reached. */
    public enum Scheme {
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

    /** What somebody says about the holder of a certificate, of whom nothing else is known yet. */
    public static Announcement holder(String fingerprint, int port) {
        return new Device("", fingerprint, port, Scheme.HTTPS).announcement();
    }

    /** What this says about a peer. */
    public Announcement announcement() {
        Security security = switch (scheme) {
            case HTTP -> new Security.Plain();
            case HTTPS -> new Security.Claimed(Fingerprint.canonical(fingerprint));
        };
        Duration lasts = extension.features().contains(Extension.ASKS) ? Duration.ZERO : LASTS;
        return new Announcement(
                        Spec.NAME, alias, Optional.of(Fingerprint.canonical(fingerprint)), port, security, lasts)
                .withAlso(extension.also())
                .withDevice(kind);
    }

    public String toJson() {
        return write(Optional.empty());
    }

    /** As a datagram that asks others to answer. */
    public String toAnnouncement() {
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
        json.name("version").value(Spec.VERSION);
        json.name("deviceModel").value("Wherry");
        json.name("deviceType").value("desktop");
        json.name("fingerprint").value(fingerprint);
        json.name("port").value(port);
        json.name("protocol").value(scheme.toString());
        json.name("download").value(false);
        extension.write(json);
    }

    /** Reads a whole document; it must be bounded by whoever supplies it. */
    public static Device read(InputStream in) throws IOException {
        return readAll(Json.strict(in));
    }

    /** Reads a whole document. */
    public static Device read(String text) throws IOException {
        return readAll(Json.strict(new StringReader(text)));
    }

    private static Device readAll(JsonReader json) throws IOException {
        try {
            Device device = read(json);
            Json.requireEnd(json);
            return device;
        } catch (IllegalStateException | NumberFormatException | MalformedJsonException | EOFException malformed) {
            throw Json.invalid(malformed);
        }
    }

    /**
     * Reads the object that comes next. Fields that we do not know are skipped.
     *
     * @throws HttpStatusException it says not who it is
     */
    public static Device read(JsonReader json) throws IOException {
        String alias = "";
        String fingerprint = "";
        int port = 0;
        Scheme scheme = Scheme.HTTPS;
        Extension extension = Extension.NONE;
        String type = "";
        String model = "";
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
                case "deviceType" -> type = word(json);
                case "deviceModel" -> model = word(json);
                case Extension.FIELD -> extension = Extension.read(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (fingerprint.length() > LONGEST_FINGERPRINT || !Ports.isPortOrZero(port)) {
            throw new HttpStatusException(400, "Invalid JSON body");
        }
        return new Device(alias, fingerprint, port, scheme, extension, DeviceKind.of(type, model));
    }

    /** What is no word is passed over: nothing hangs on it. */
    private static String word(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.STRING) {
            return DisplayText.shorten(json.nextString(), Peer.LONGEST_ALIAS);
        }
        json.skipValue();
        return "";
    }
}
