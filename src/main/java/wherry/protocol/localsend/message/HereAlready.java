package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries what a receiver says in its answer to an offer of files that it may have (localsend.md, "same").
 *
 * @param candidates ids of files of which it has one of the same name, size and time: to be compared before they are sent
 * @param skipped ids of files that its user wants skipped because one of the same name and size is there
 */
public record HereAlready(Set<String> candidates, Set<String> skipped) {
    public static final HereAlready NONE = new HereAlready(Set.of(), Set.of());

    /** Of files that arrived in an earlier session of theirs. */
    public static HereAlready skipped(List<ManifestFile> files) {
        Set<String> ids = new LinkedHashSet<>();
        files.forEach(file -> ids.add(file.id()));
        return new HereAlready(Set.of(), ids);
    }

    private static final String CANDIDATES = "candidates";
    private static final String SKIPPED = "skipped";

    /** As fields of the object that is being written. */
    public void write(JsonWriter json) throws IOException {
        write(json, CANDIDATES, candidates);
        write(json, SKIPPED, skipped);
    }

    /** Takes in one field of the object that is being read; skips those of others. */
    void read(String field, JsonReader json) throws IOException {
        switch (field) {
            case CANDIDATES -> read(json, candidates);
            case SKIPPED -> read(json, skipped);
            default -> json.skipValue();
        }
    }

    private static void write(JsonWriter json, String field, Set<String> ids) throws IOException {
        if (ids.isEmpty()) {
            return;
        }
        json.name(field).beginArray();
        for (String id : ids) {
            json.value(id);
        }
        json.endArray();
    }

    private static void read(JsonReader json, Set<String> ids) throws IOException {
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            json.skipValue();
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            ids.add(json.nextString());
        }
        json.endArray();
    }
}
