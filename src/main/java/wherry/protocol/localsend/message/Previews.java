package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PreviewMaker;
import wherry.transfer.Preview;

/** Writes and reads the small pictures that come with an offer (localsend.md, "previews"). */
public final class Previews {
    /** All of them together: an offer is not to wait long for its pictures. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(400);

    /** Of files looked at in vain: most folders without pictures hold nothing but other things. */
    private static final int MOST_TRIES = 32;

    /** What 8 KiB take in Base64. */
    private static final int LONGEST_TEXT = (Preview.LARGEST + 2) / 3 * 4;

    private static final int LONGEST_ID = 256;

    /** Has room for what is kept, or throws. */
    @FunctionalInterface
    interface Keeping {
        void keep(int bytes) throws IOException;
    }

    private final Map<String, String> byId = new LinkedHashMap<>();

    /** Makes those of the first pictures among the files, as many as can be had in a moment. */
    public static List<Preview> make(List<OutgoingFile> files, PreviewMaker maker) {
        long end = System.nanoTime() + LONGEST;
        return IntStream.range(0, Math.min(files.size(), MOST_TRIES))
                .filter(index -> System.nanoTime() - end < 0)
                .mapToObj(index -> preview(files.get(index), index, maker))
                .flatMap(Optional::stream)
                .limit(Preview.MOST)
                .toList();
    }

    private static Optional<Preview> preview(OutgoingFile file, int index, PreviewMaker maker) {
        return maker.preview(file.path(), file.size())
                .filter(bytes -> bytes.length <= Preview.LARGEST)
                .map(bytes -> new Preview(index, Base64.getEncoder().encodeToString(bytes)));
    }

    /** @param ids of the files, by their places */
    static void write(JsonWriter json, List<Preview> previews, IntFunction<String> ids) throws IOException {
        if (previews.isEmpty()) {
            return;
        }
        json.name(Extension.PREVIEWS).beginObject();
        for (Preview preview : previews) {
            json.name(ids.apply(preview.file())).value(preview.data());
        }
        json.endObject();
    }

    /**
     * Keeps the first eight that are not too long. What is in them is looked at only when they are to be shown.
     *
     * @param keeping asked before each that is
     */
    void read(JsonReader json, Keeping keeping) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String id = json.nextName();
            if (byId.size() == Preview.MOST || id.length() > LONGEST_ID || json.peek() != JsonToken.STRING) {
                json.skipValue();
                continue;
            }
            String data = json.nextString();
            if (data.length() <= LONGEST_TEXT) {
                keeping.keep(data.length());
                byId.putIfAbsent(id, data);
            }
        }
        json.endObject();
    }

    /** Of these files; those of no file of the offer are dropped. */
    List<Preview> of(List<ManifestFile> files) {
        if (byId.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, files.size())
                .mapToObj(index -> Optional.ofNullable(byId.get(files.get(index).id()))
                        .map(data -> new Preview(index, data))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }
}
