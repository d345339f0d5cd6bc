package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.DisplayText;

/**
 * Carries the names that files have got at the receiver where these are not those that were offered (localsend.md,
 * "names"). To be shown to people and for nothing else: they are what the receiver says.
 */
public final class ArrivedNames {
    /** The field of an answer. */
    static final String FIELD = "names";

    /** In UTF-16 units, of one. */
    private static final int LONGEST = 400;
    /** Of those in one answer: who sends a thousand files that all become others reads of the first. */
    private static final int MOST = 16;

    private final Map<Integer, String> names = new HashMap<>();

    /** Takes note of a name; of one too many, or of none, nothing. */
    public void add(int number, String name) {
        if (names.size() < MOST && !name.isBlank()) {
            names.put(number, DisplayText.shorten(name, LONGEST));
        }
    }

    /** The name of that file of the request, fit to be shown. */
    public Optional<String> of(int number) {
        return Optional.ofNullable(names.get(number)).map(DisplayText::escape);
    }

    /** As the body of an answer; none if there is nothing to say. */
    public byte[] json() throws IOException {
        if (names.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = Json.writer(bytes)) {
            json.beginObject();
            write(json);
            json.endObject();
        }
        return bytes.toByteArray();
    }

    /** As a field of the object that is being written; nothing if there is nothing to say. */
    public void write(JsonWriter json) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        json.name(FIELD).beginObject();
        for (Map.Entry<Integer, String> each : names.entrySet()) {
            json.name(each.getKey().toString()).value(each.getValue());
        }
        json.endObject();
    }

    /** Reads the body of an answer. One that is none, or of another form, says nothing: the file has arrived all the same. */
    public static ArrivedNames read(String body) {
        ArrivedNames names = new ArrivedNames();
        try (JsonReader json = Json.strict(new StringReader(body))) {
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals(FIELD) && json.peek() == JsonToken.BEGIN_OBJECT) {
                    names.read(json);
                } else {
                    json.skipValue();
                }
            }
        } catch (IOException | IllegalStateException | NumberFormatException nothing) {
            return new ArrivedNames();
        }
        return names;
    }

    private void read(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            add(Integer.parseInt(json.nextName()), json.nextString());
        }
        json.endObject();
    }
}
