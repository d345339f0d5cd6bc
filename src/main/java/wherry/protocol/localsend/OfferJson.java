package wherry.protocol.localsend;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import wherry.protocol.OutgoingFile;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** The body of an offer that we make, and of the answer to it. */
final class OfferJson {
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private OfferJson() {}

    /**
     * An accepted offer.
     *
     * @param tokens by the index of the file in the offer; a file that is missing here is not wanted
     * @param extension what the receiver can do in this session beyond the protocol
     */
    record Accepted(String sessionId, Map<Integer, String> tokens, Extension extension) {}

    /**
     * The files get their index in the list as id.
     *
     * @param continues the session that broke off, if this is what is left of its files
     */
    static byte[] write(Device self, List<OutgoingFile> files, Optional<String> continues) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            json.beginObject();
            json.name("info").beginObject();
            self.writeFields(json);
            json.endObject();
            json.name("files").beginObject();
            for (int i = 0; i < files.size(); i++) {
                writeFile(json, id(i), files.get(i));
            }
            json.endObject();
            Extension.writeContinues(json, continues);
            json.endObject();
        }
        return bytes.toByteArray();
    }

    /** A text message: one file of which the contents come along. Its id is that of the first file. */
    static byte[] write(Device self, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            json.beginObject();
            json.name("info").beginObject();
            self.writeFields(json);
            json.endObject();
            json.name("files").beginObject();
            json.name(id(0)).beginObject();
            json.name("id").value(id(0));
            json.name("fileName").value(UUID.randomUUID() + ".txt");
            json.name("size").value(text.getBytes(StandardCharsets.UTF_8).length);
            json.name("fileType").value("text/plain");
            json.name("preview").value(text);
            json.endObject();
            json.endObject();
            json.endObject();
        }
        return bytes.toByteArray();
    }

    private static void writeFile(JsonWriter json, String id, OutgoingFile file) throws IOException {
        json.name(id).beginObject();
        json.name("id").value(id);
        json.name("fileName").value(file.name());
        json.name("size").value(file.size());
        json.name("fileType").value(type(file.name()));
        json.name("metadata").beginObject();
        Instant modified = Files.getLastModifiedTime(file.path()).toInstant();
        json.name("modified").value(modified.truncatedTo(ChronoUnit.MILLIS).toString());
        json.endObject();
        json.endObject();
    }

    private static String type(String name) {
        // Of the extension alone: a # in the name would be taken for the end of it.
        String type = URLConnection.guessContentTypeFromName("x" + name.substring(Math.max(0, name.lastIndexOf('.'))));
        return type == null ? UNKNOWN_TYPE : type;
    }

    /** What there is to show for an upload of a file: the part of its address behind the path. */
    static String uploadQuery(String sessionId, String fileId, String token) {
        return "?sessionId=" + PeerConnection.encode(sessionId) + "&fileId=" + PeerConnection.encode(fileId) + "&token="
                + PeerConnection.encode(token);
    }

    static String id(int index) {
        return "f" + index;
    }

    /**
     * Reads the answer to an offer of so many files.
     *
     * @throws ProtocolException this is none
     */
    static Accepted read(String body, int files) throws IOException {
        Map<String, String> byId = new HashMap<>();
        String sessionId = "";
        Extension extension = Extension.NONE;
        try {
            JsonReader json = Device.strict(new StringReader(body));
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "sessionId" -> sessionId = json.nextString();
                    case "files" -> readTokens(json, byId);
                    case Extension.FIELD -> extension = Extension.read(json);
                    default -> json.skipValue();
                }
            }
            json.endObject();
        } catch (IOException | IllegalStateException malformed) {
            throw new ProtocolException(Sentences.of("localsend.noHttp"), malformed);
        }
        Map<Integer, String> tokens = new HashMap<>();
        for (int i = 0; i < files; i++) {
            String token = byId.get(id(i));
            if (token != null) {
                tokens.put(i, token);
            }
        }
        return new Accepted(sessionId, tokens, extension);
    }

    private static void readTokens(JsonReader json, Map<String, String> byId) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String id = json.nextName();
            if (json.peek() == JsonToken.NULL) {
                json.nextNull();
            } else {
                byId.put(id, json.nextString());
            }
        }
        json.endObject();
    }
}
