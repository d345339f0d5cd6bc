package wherry.protocol.localsend;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a participant can do beyond LocalSend (localsend.md, "Between two Wherrys"). Used only when both ends say so and
 * both have shown their certificates.
 */
record Extension(Set<String> features) {
    /** The field that it stands in. */
    static final String FIELD = "x-wherry";

    /** Files that broke off are continued. */
    static final String RESUME = "resume";

    /** A sender that comes back soon goes on with what had been accepted, and nobody is asked again. */
    static final String CONTINUE = "continue";

    /** Of all other makes. */
    static final Extension NONE = new Extension(Set.of());

    static final Extension OURS = new Extension(Set.of(RESUME, CONTINUE));

    private static final String CONTINUES = "continues";
    private static final int VERSION = 1;
    private static final int MOST = 32;
    private static final int LONGEST = 64;

    Extension {
        features = Set.copyOf(features);
    }

    boolean resumes() {
        return features.contains(RESUME);
    }

    boolean continues() {
        return features.contains(CONTINUE);
    }

    Extension without(String feature) {
        return new Extension(
                features.stream().filter(known -> !known.equals(feature)).collect(Collectors.toUnmodifiableSet()));
    }

    /** As a field of the object that is being written; nothing if there is nothing to say. */
    void write(JsonWriter json) throws IOException {
        if (features.isEmpty()) {
            return;
        }
        json.name(FIELD).beginObject();
        json.name("v").value(VERSION);
        json.name("features").beginArray();
        for (String feature : features) {
            json.value(feature);
        }
        json.endArray();
        json.endObject();
    }

    /** As a field of an offer: what it continues; nothing if it is a new one. */
    static void writeContinues(JsonWriter json, Optional<String> sessionId) throws IOException {
        if (sessionId.isPresent()) {
            json.name(FIELD).beginObject();
            json.name("v").value(VERSION);
            json.name(CONTINUES).value(sessionId.get());
            json.endObject();
        }
    }

    /** Reads the field's value in an offer. */
    static Optional<String> readContinues(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            json.skipValue();
            return Optional.empty();
        }
        Optional<String> sessionId = Optional.empty();
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals(CONTINUES) && json.peek() == JsonToken.STRING) {
                sessionId = Optional.of(json.nextString());
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        return sessionId.filter(id -> id.length() <= LONGEST);
    }

    /** Reads the field's value. One of another version, or another form, says nothing. */
    static Extension read(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            json.skipValue();
            return NONE;
        }
        boolean ours = false;
        Set<String> features = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("v") && json.peek() == JsonToken.NUMBER) {
                ours = json.nextDouble() == VERSION;
            } else if (name.equals("features") && json.peek() == JsonToken.BEGIN_ARRAY) {
                readFeatures(json, features);
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        return ours ? new Extension(features) : NONE;
    }

    private static void readFeatures(JsonReader json, Set<String> features) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() != JsonToken.STRING) {
                json.skipValue();
                continue;
            }
            String feature = json.nextString();
            if (features.size() < MOST && feature.length() <= LONGEST) {
                features.add(feature);
            }
        }
        json.endArray();
    }
}
