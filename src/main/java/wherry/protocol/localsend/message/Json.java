package wherry.protocol.localsend.message;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import wherry.http.HttpStatusException;

/** Reads and writes JSON as this protocol does: strictly (RFC 8259), in UTF-8, and nested no deeper than can be meant. */
public final class Json {
    private static final int DEEPEST = 32;

    private Json() {}

    public static JsonReader strict(InputStream in) {
        return strict(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    public static JsonReader strict(Reader text) {
        JsonReader json = new JsonReader(text);
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(DEEPEST);
        return json;
    }

    /** In UTF-8. To be flushed or closed by whoever asked for it. */
    public static JsonWriter writer(OutputStream out) {
        // Buffered: every name and quote would be encoded by itself.
        return new JsonWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    static void requireEnd(JsonReader json) throws IOException {
        require(json.peek() == JsonToken.END_DOCUMENT);
    }

    /** @throws HttpStatusException it is not met: the body is not what it has to be */
    static void require(boolean met) throws HttpStatusException {
        if (!met) {
            throw invalid(null);
        }
    }

    static HttpStatusException invalid(Throwable cause) {
        HttpStatusException invalid = new HttpStatusException(400, "Invalid JSON body");
        invalid.initCause(cause);
        return invalid;
    }
}
