package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import wherry.protocol.Reach;

/** Writes and reads what a peer answers that is asked whether it hears and reaches us (localsend.md, "reach"). */
public final class ReachAnswer {
    private static final int MOST_HEARD = 8;
    private static final int LONGEST_NAME = 16;

    private ReachAnswer() {}

    /** As JSON in UTF-8. */
    public static byte[] write(Set<String> heard, boolean connects) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("heard").beginArray();
            for (String protocol : heard) {
                json.value(protocol);
            }
            json.endArray().name("connects").value(connects).endObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a whole answer; what is too much of it is left out. */
    public static Reach read(String text) throws IOException {
        Set<String> heard = new HashSet<>();
        Optional<Boolean> connects = Optional.empty();
        try (JsonReader json = Json.strict(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "heard" -> readNames(json, heard);
                    case "connects" -> connects = Optional.of(json.nextBoolean());
                    default -> json.skipValue();
                }
            }
            json.endObject();
            Json.requireEnd(json);
        } catch (IllegalStateException | MalformedJsonException malformed) {
            throw new IOException(malformed);
        }
        return new Reach(heard, connects);
    }

    private static void readNames(JsonReader json, Set<String> names) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            String name = json.nextString();
            if (names.size() < MOST_HEARD && name.length() <= LONGEST_NAME) {
                names.add(name);
            }
        }
        json.endArray();
    }
}
