package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.BoundedBody;
import wherry.http.HttpStatusException;

/** Reads the body of {@code prepare-upload} as it comes in, within bounds, and holds nothing but what is needed. */
public final class PrepareUploadReader {
    public static final int MOST_FILES = 100_000;
    static final int FEW_FILES = 1_000;
    static final long LARGEST_OF_FEW = 1 << 20;
    static final long LARGEST = 64 << 20;
    /** So that among many files no single one can claim the memory of all. */
    private static final long LARGEST_ENTRY = 64 << 10;

    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_COMPONENT = 255;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_NUMBER = 32;
    private static final int LONGEST_TYPE = 256;
    /** What the name of an empty folder, or a type, is thought to take beside its text. */
    private static final long ENTRY_BYTES = 128;
    /** What a file takes beside what is packed: in indexes, and in what becomes of it. */
    private static final long PACKED_BYTES = 16;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    private final BoundedBody body;
    private final Memory memory;
    private final JsonReader json;
    private final PackedFiles files = new PackedFiles();
    private final FileIndex ids = new FileIndex(number -> files.get(number).id());
    private final List<String> folders = new ArrayList<>();
    private final Previews previews = new Previews();
    private Optional<String> continues = Optional.empty();
    /** Most files share a few. */
    private final Map<String, String> types = new HashMap<>();

    private long bytes;

    /** Bounds what an offer takes to be held. */
    @FunctionalInterface
    public interface Memory {
        /**
         * Takes so many bytes more.
         *
         * @throws HttpStatusException there are not so many
         */
        void add(long bytes) throws HttpStatusException;
    }

    private PrepareUploadReader(InputStream in, Memory memory) {
        this.memory = memory;
        this.body = new BoundedBody(in, LARGEST_OF_FEW);
        this.json = Json.strict(body);
    }

    /**
     * Reads a body to its end.
     *
     * @param memory from which what is held is taken as it comes
     */
    public static Manifest read(InputStream in, Memory memory) throws IOException {
        try {
            return new PrepareUploadReader(in, memory).read();
        } catch (IllegalStateException
                | ArithmeticException
                | NumberFormatException
                | MalformedJsonException
                | EOFException malformed) {
            throw Json.invalid(malformed);
        }
    }

    private Manifest read() throws IOException {
        Optional<Device> sender = Optional.empty();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "info" -> sender = Optional.of(Device.read(json));
                case "files" -> readFiles();
                case Extension.FIELD -> Extension.read(json, this::readExtension);
                default -> json.skipValue();
            }
        }
        json.endObject();
        Json.requireEnd(json);
        if (files.size() + folders.size() <= FEW_FILES && body.position() > LARGEST_OF_FEW) {
            throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Request body too large");
        }
        if (sender.isEmpty() || (files.isEmpty() && folders.isEmpty())) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid JSON body");
        }
        return new Manifest(sender.get(), files, folders, previews.of(files), continues);
    }

    private void readFiles() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            requireRoom();
            ManifestFile file = readFile(json.nextName());
            require(ids.find(file.id()).isEmpty());
            bytes = Math.addExact(bytes, file.size());
            int before = files.length();
            files.append(file);
            ids.put(file.id());
            memory.add(PACKED_BYTES
                    + files.length()
                    - before
                    + file.preview().map(String::length).orElse(0));
            body.limitTo(Math.min(LARGEST, body.position() + LARGEST_ENTRY));
        }
        json.endObject();
    }

    private void readExtension(String field, JsonReader in) throws IOException {
        if (field.equals(Extension.CONTINUES) && in.peek() == JsonToken.STRING) {
            continues = Optional.of(in.nextString());
            require(continues.get().length() <= LONGEST_ID);
        } else if (field.equals("folders") && in.peek() == JsonToken.BEGIN_ARRAY) {
            readFolders(in);
        } else if (field.equals(Extension.PREVIEWS) && in.peek() == JsonToken.BEGIN_OBJECT) {
            previews.read(in, kept -> {
                memory.add(kept);
                body.limitTo(Math.min(LARGEST, body.position() + LARGEST_ENTRY));
            });
        } else {
            in.skipValue();
        }
    }

    private void readFolders(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            requireRoom();
            String name = in.nextString();
            requireName(name);
            memory.add(ENTRY_BYTES + name.length());
            folders.add(name);
            body.limitTo(Math.min(LARGEST, body.position() + LARGEST_ENTRY));
        }
        in.endArray();
    }

    private void requireRoom() throws HttpStatusException {
        if (files.size() + folders.size() == MOST_FILES) {
            throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Too many files");
        }
    }

    private ManifestFile readFile(String key) throws IOException {
        String id = key;
        String name = "";
        long size = -1;
        String type = "";
        Optional<String> sha256 = Optional.empty();
        Optional<String> preview = Optional.empty();
        Optional<Instant> modified = Optional.empty();
        json.beginObject();
        while (json.hasNext()) {
            String field = json.nextName();
            if (json.peek() == JsonToken.NULL) {
                json.nextNull();
                continue;
            }
            switch (field) {
                case "id" -> id = json.nextString();
                case "fileName" -> name = json.nextString();
                case "size" -> size = size();
                case "fileType" -> type = type(json.nextString());
                // The second is what versions up to 1.17 of the app write.
                case "sha256", "hash" -> sha256 = digest(json.nextString());
                case "preview" -> preview = Optional.of(json.nextString());
                case "metadata" -> modified = modified();
                default -> json.skipValue();
            }
        }
        json.endObject();
        require(id.equals(key) && id.length() <= LONGEST_ID && size >= 0);
        requireName(name);
        // Of several files none is a message: their previews would only take up memory.
        return new ManifestFile(id, name, size, type, sha256, files.isEmpty() ? preview : Optional.empty(), modified);
    }

    private String type(String text) throws HttpStatusException {
        require(text.length() <= LONGEST_TYPE);
        String known = types.putIfAbsent(text, text);
        if (known == null) {
            memory.add(ENTRY_BYTES + text.length());
        }
        return known == null ? text : known;
    }

    private long size() throws IOException {
        String text = json.nextString();
        require(text.length() <= LONGEST_NUMBER);
        return Json.exactLong(text);
    }

    private Optional<Instant> modified() throws IOException {
        Optional<Instant> modified = Optional.empty();
        json.beginObject();
        while (json.hasNext()) {
            if ("modified".equals(json.nextName()) && json.peek() == JsonToken.STRING) {
                // A time that cannot be read is no reason to refuse the file.
                modified = Rfc3339.parse(json.nextString());
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        return modified;
    }

    private static Optional<String> digest(String text) {
        return DIGEST.matcher(text).matches() ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static void requireName(String name) throws HttpStatusException {
        require(!name.isEmpty() && name.length() <= LONGEST_NAME);
        int begin = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/' || name.charAt(i) == '\\') {
                require(i - begin <= LONGEST_COMPONENT);
                begin = i + 1;
            }
        }
    }

    private static void require(boolean met) throws HttpStatusException {
        if (!met) {
            throw Json.invalid(null);
        }
    }
}
