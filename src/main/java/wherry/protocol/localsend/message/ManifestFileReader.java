package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.http.HttpStatusException;

/** Reads one file of a {@code prepare-upload} after the other, each field within its bound. */
final class ManifestFileReader {
    static final int LONGEST_ID = 256;
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_COMPONENT = 255;
    private static final int LONGEST_NUMBER = 32;
    /** Digits: so many are no more than a long holds. */
    private static final int SURELY_LONG = 18;

    private static final int LONGEST_TYPE = 256;
    /** What a type is thought to take beside its text. */
    private static final long TYPE_BYTES = 128;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    private final JsonReader json;
    private final MemoryBudget memory;
    /** Most files share a few. */
    private final Map<String, String> types = new HashMap<>();

    ManifestFileReader(JsonReader json, MemoryBudget memory) {
        this.json = json;
        this.memory = memory;
    }

    /**
     * Reads the value of one entry of {@code files}.
     *
     * @param key of that entry, which has to be the file's id
     * @param earlier how many files stood before it
     */
    ManifestFile read(String key, int earlier) throws IOException {
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
        Json.require(id.equals(key) && id.length() <= LONGEST_ID && size >= 0);
        requireName(name);
        // Of several files none is a message: their previews would only take up memory.
        return new ManifestFile(id, name, size, type, sha256, earlier == 0 ? preview : Optional.empty(), modified);
    }

    private String type(String text) throws HttpStatusException {
        Json.require(text.length() <= LONGEST_TYPE);
        String known = types.putIfAbsent(text, text);
        if (known == null) {
            memory.add(TYPE_BYTES + text.length());
        }
        return known == null ? text : known;
    }

    /** Exactly: the parser's own long takes the next power of two for the largest one. */
    private long size() throws IOException {
        String text = json.nextString();
        Json.require(text.length() <= LONGEST_NUMBER);
        return isSurelyLong(text) ? Long.parseLong(text) : new BigDecimal(text).longValueExact();
    }

    /** Without a stream, of which there would be a hundred thousand. */
    private static boolean isSurelyLong(String number) {
        boolean digits = number.length() <= SURELY_LONG;
        for (int i = 0; digits && i < number.length(); i++) {
            digits = number.charAt(i) >= '0' && number.charAt(i) <= '9';
        }
        return digits;
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

    /**
     * Bounds the name of a file or of a folder, and of each folder in it.
     *
     * @throws HttpStatusException it is empty or too long
     */
    static void requireName(String name) throws HttpStatusException {
        Json.require(!name.isEmpty() && name.length() <= LONGEST_NAME);
        int begin = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/' || name.charAt(i) == '\\') {
                Json.require(i - begin <= LONGEST_COMPONENT);
                begin = i + 1;
            }
        }
    }
}
