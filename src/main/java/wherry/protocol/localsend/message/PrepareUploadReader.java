package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** What the name of an empty folder is thought to take beside its text. */
    private static final long ENTRY_BYTES = 128;
    /** What a file takes beside what is packed: in indexes, and in what becomes of it. */
    private static final long PACKED_BYTES = 16;

    private final BoundedBody body;
    private final MemoryBudget memory;
    private final JsonReader json;
    private final PackedFiles files = new PackedFiles();
    private final FileIndex ids = new FileIndex(number -> files.get(number).id());
    private final List<String> folders = new ArrayList<>();
    private final Previews previews = new Previews();
    private final ManifestFileReader entries;
    private Optional<String> continues = Optional.empty();
    private long bytes;

    private PrepareUploadReader(InputStream in, MemoryBudget memory) {
        this.memory = memory;
        this.body = new BoundedBody(in, LARGEST_OF_FEW);
        this.json = Json.strict(body);
        this.entries = new ManifestFileReader(json, memory);
    }

    /**
     * Reads a body to its end.
     *
     * @param memory from which what is held is taken as it comes
     */
    public static Manifest read(InputStream in, MemoryBudget memory) throws IOException {
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
            ManifestFile file = entries.read(json.nextName(), files.size());
            Json.require(ids.find(file.id()).isEmpty());
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
            Json.require(continues.get().length() <= ManifestFileReader.LONGEST_ID);
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
            ManifestFileReader.requireName(name);
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
}
