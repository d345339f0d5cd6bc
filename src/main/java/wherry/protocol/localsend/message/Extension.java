package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wherry.transfer.Ports;

/**
 * Lists what a participant can do beyond LocalSend (localsend.md, "Between two Wherrys"). Used only when both ends say so and
 * both have shown their certificates; but for {@link #DROP}, which tells a receiver nothing that is worth a lie.
 *
 * @param features by their names
 * @param also other protocols in which it takes uploads, and the ports
 */
public record Extension(Set<String> features, Map<String, Integer> also) {
    /** The field that it stands in. */
    static final String FIELD = "x-wherry";

    /** Files that broke off are continued. */
    public static final String RESUME = "resume";

    /** Small files are sent together. */
    public static final String BATCH = "batch";

    /** What is there already is not sent again. */
    public static final String SAME = "same";

    /** Folders that are empty are offered, too. */
    public static final String FOLDERS = "folders";

    /** A sender that comes back soon goes on with what had been accepted, and nobody is asked again. */
    public static final String CONTINUE = "continue";

    /** It only asks who is there, and takes nothing: not to be listed. */
    public static final String ASKS = "asks";

    /** A receiver whose disk takes its time says so, and the sender waits. */
    public static final String ALIVE = "alive";

    /** A sender says at once which file it cannot send after all. */
    public static final String DROP = "drop";

    /** It says on request which peers it hears, and where. */
    public static final String PEERS = "peers";

    /** It tells others whether it hears them, and whether it can connect to them. */
    public static final String REACH = "reach";

    /** Small pictures of some files come with an offer. */
    public static final String PREVIEWS = "previews";

    /** A receiver says which files got other names. */
    public static final String NAMES = "names";

    /** In an offer: the id of the session that it continues. */
    static final String CONTINUES = "continues";

    /** Of all other makes. */
    static final Extension NONE = new Extension(Set.of());

    public static final Extension OURS =
            new Extension(Set.of(RESUME, BATCH, SAME, FOLDERS, CONTINUE, ALIVE, DROP, REACH, PREVIEWS, NAMES));

    private static final String ALSO = "also";
    private static final Pattern PROTOCOL_NAME = Pattern.compile("[a-z]{1,16}");
    private static final int MOST_OTHERS = 4;
    private static final int VERSION = 1;
    private static final int MOST = 32;
    private static final int LONGEST = 64;

    public Extension {
        features = Set.copyOf(features);
        also = Map.copyOf(also);
    }

    public Extension(Set<String> features) {
        this(features, Map.of());
    }

    public Extension withAlso(Map<String, Integer> others) {
        return new Extension(features, others);
    }

    public boolean resumes() {
        return features.contains(RESUME);
    }

    public boolean batches() {
        return features.contains(BATCH);
    }

    public boolean continues() {
        return features.contains(CONTINUE);
    }

    public Extension with(String feature) {
        Set<String> more = new HashSet<>(features);
        more.add(feature);
        return new Extension(more, also);
    }

    /** No more than that, if it is among them. */
    public Extension only(String feature) {
        return features.contains(feature) ? new Extension(Set.of(feature)) : NONE;
    }

    public Extension without(String feature) {
        return new Extension(
                features.stream().filter(known -> !known.equals(feature)).collect(Collectors.toUnmodifiableSet()),
                also);
    }

    /** Writes what else stands in the field. */
    @FunctionalInterface
    public interface Writing {
        void write(JsonWriter json) throws IOException;
    }

    /** Reads, or skips, what else stands in the field. */
    @FunctionalInterface
    interface Reading {
        void read(String name, JsonReader json) throws IOException;
    }

    /** As a field of the object that is being written; nothing if there is nothing to say. */
    public void write(JsonWriter json) throws IOException {
        write(json, others -> {});
    }

    public void write(JsonWriter json, Writing others) throws IOException {
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
        if (!also.isEmpty()) {
            json.name(ALSO).beginObject();
            for (Map.Entry<String, Integer> other : also.entrySet()) {
                json.name(other.getKey()).value(other.getValue());
            }
            json.endObject();
        }
        others.write(json);
        json.endObject();
    }

    /** Reads the field's value. One of another version, or another form, says nothing. */
    static Extension read(JsonReader json) throws IOException {
        return read(json, (name, other) -> other.skipValue());
    }

    static Extension read(JsonReader json, Reading others) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            json.skipValue();
            return NONE;
        }
        boolean ours = false;
        Set<String> features = new HashSet<>();
        Map<String, Integer> also = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("v") && json.peek() == JsonToken.NUMBER) {
                ours = json.nextDouble() == VERSION;
            } else if (name.equals("features") && json.peek() == JsonToken.BEGIN_ARRAY) {
                readFeatures(json, features);
            } else if (name.equals(ALSO) && json.peek() == JsonToken.BEGIN_OBJECT) {
                readAlso(json, also);
            } else {
                others.read(name, json);
            }
        }
        json.endObject();
        return ours ? new Extension(features, also) : NONE;
    }

    /** What makes no sense is passed over. */
    private static void readAlso(JsonReader json, Map<String, Integer> also) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String protocol = json.nextName();
            if (json.peek() != JsonToken.NUMBER) {
                json.skipValue();
                continue;
            }
            double port = json.nextDouble();
            boolean makesSense = PROTOCOL_NAME.matcher(protocol).matches()
                    && !protocol.equals(Spec.NAME)
                    && port == Math.rint(port)
                    && port > 0
                    && Ports.isPortOrZero((int) port);
            if (makesSense && also.size() < MOST_OTHERS) {
                also.put(protocol, (int) port);
            }
        }
        json.endObject();
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
