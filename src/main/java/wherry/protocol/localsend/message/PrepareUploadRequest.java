package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.transfer.Preview;

/** The body of an offer that we make, and of the answer to it. */
public final class PrepareUploadRequest {
    /** Of more files than that the list is sent in pieces, without its length before it. */
    private static final int SHORT = 1_000;

    private static final int PIECE = 64 << 10;
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final int LONGEST_WORD = 1024;

    private PrepareUploadRequest() {}

    /**
     * An accepted offer.
     *
     * @param tokens by the index of the file in the offer; a file that is missing here is not wanted
     * @param extension what the receiver can do in this session beyond the protocol
     * @param here what it has already
     */
    public record Accepted(String sessionId, Map<Integer, String> tokens, Extension extension, HereAlready here) {}

    /**
     * The files get their index in the list as id. A long list is sent while it is written: the receiver reads it
     * meanwhile, and nobody holds all of it.
     *
     * @param files their times have been looked at
     * @param folders for other Wherrys only
     * @param previews for other Wherrys only
     * @param continues the session that broke off, if this is what is left of its files
     */
    public static HttpEntity write(
            Device self,
            List<OutgoingFile> files,
            List<OutgoingFolder> folders,
            List<Preview> previews,
            Optional<String> continues)
            throws IOException {
        if (files.size() + folders.size() > SHORT) {
            return new EntityTemplate(-1, ContentType.APPLICATION_JSON, null, out -> {
                OutputStream pieces = new BufferedOutputStream(out, PIECE);
                write(self, files, folders, previews, continues, pieces);
                pieces.flush();
            });
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(self, files, folders, previews, continues, bytes);
        return new ByteArrayEntity(bytes.toByteArray(), ContentType.APPLICATION_JSON);
    }

    private static void write(
            Device self,
            List<OutgoingFile> files,
            List<OutgoingFolder> folders,
            List<Preview> previews,
            Optional<String> continues,
            OutputStream out)
            throws IOException {
        JsonWriter json = Json.writer(out);
        Map<String, String> types = new HashMap<>();
        json.beginObject();
        json.name("info").beginObject();
        self.writeFields(json);
        json.endObject();
        json.name("files").beginObject();
        for (int i = 0; i < files.size(); i++) {
            OutgoingFile file = files.get(i);
            writeFile(json, id(i), file, types.computeIfAbsent(extension(file.name()), PrepareUploadRequest::type));
        }
        json.endObject();
        if (!folders.isEmpty() || !previews.isEmpty() || continues.isPresent()) {
            Extension.OURS.write(json, extension -> {
                writeFolders(extension, folders);
                Previews.write(extension, previews, PrepareUploadRequest::id);
                if (continues.isPresent()) {
                    extension.name(Extension.CONTINUES).value(continues.get());
                }
            });
        }
        json.endObject();
        json.flush();
    }

    /** A text message: one file of which the contents come along. Its id is that of the first file. */
    public static HttpEntity write(Device self, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = Json.writer(bytes)) {
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
        return new ByteArrayEntity(bytes.toByteArray(), ContentType.APPLICATION_JSON);
    }

    private static void writeFile(JsonWriter json, String id, OutgoingFile file, String type) throws IOException {
        json.name(id).beginObject();
        json.name("id").value(id);
        json.name("fileName").value(file.name());
        json.name("size").value(file.size());
        json.name("fileType").value(type);
        Optional<String> modified = Rfc3339.toMillis(file.modified().orElseThrow());
        if (modified.isPresent()) {
            json.name("metadata").beginObject().name("modified").value(modified.get());
            json.endObject();
        }
        json.endObject();
    }

    private static void writeFolders(JsonWriter json, List<OutgoingFolder> folders) throws IOException {
        json.name("folders").beginArray();
        for (OutgoingFolder folder : folders) {
            json.value(folder.name());
        }
        json.endArray();
    }

    private static String extension(String name) {
        return name.substring(Math.max(0, name.lastIndexOf('.')));
    }

    /** Of the extension alone: a # in the name would be taken for the end of it. */
    private static String type(String extension) {
        String type = URLConnection.guessContentTypeFromName("x" + extension);
        return type == null ? UNKNOWN_TYPE : type;
    }

    public static String id(int index) {
        return "f" + index;
    }

    /**
     * Reads the answer to an offer of so many files.
     *
     * @throws NonsenseException this is none
     */
    public static Accepted read(String body, int files) throws IOException {
        Map<String, String> byId = new HashMap<>();
        String sessionId = "";
        Extension extension = Extension.NONE;
        HereAlready here = new HereAlready(new HashSet<>(), new HashSet<>());
        try {
            JsonReader json = Json.strict(new StringReader(body));
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "sessionId" -> sessionId = word(json);
                    case "files" -> readTokens(json, byId);
                    case Extension.FIELD -> extension = Extension.read(json, here::read);
                    default -> json.skipValue();
                }
            }
            json.endObject();
        } catch (IOException | IllegalStateException malformed) {
            throw new NonsenseException(malformed);
        }
        Map<Integer, String> tokens = new HashMap<>();
        for (int i = 0; i < files; i++) {
            String token = byId.get(id(i));
            if (token != null) {
                tokens.put(i, token);
            }
        }
        if (sessionId.isEmpty() && !tokens.isEmpty()) {
            throw new NonsenseException();
        }
        return new Accepted(sessionId, tokens, extension, here);
    }

    /** What has to be shown for every upload: a head that holds much more is refused by all. */
    private static String word(JsonReader json) throws IOException {
        String word = json.nextString();
        if (word.length() > LONGEST_WORD) {
            throw new NonsenseException();
        }
        return word;
    }

    private static void readTokens(JsonReader json, Map<String, String> byId) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String id = json.nextName();
            if (json.peek() == JsonToken.NULL) {
                json.nextNull();
            } else {
                byId.put(id, word(json));
            }
        }
        json.endObject();
    }
}
