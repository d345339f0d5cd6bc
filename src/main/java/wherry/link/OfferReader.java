package wherry.link;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.BoundedBody;
import wherry.http.HttpStatusException;
import wherry.transfer.DisplayText;

/** Reads what a page wants to leave: {@code {"files":[{"name":…,"size":…,"modified":…}],"again":true}} (link.md, "Leaving"). */
final class OfferReader {
    static final int MOST_FILES = 100_000;

    /** In UTF-16 units. What is longer is cut: no disk takes it. */
    private static final int LONGEST_NAME = 4096;

    /** In bytes, with what is read ahead: so that no name can claim the memory of all. */
    private static final long LARGEST_ENTRY = 64 << 10;

    private static final int DEEPEST = 8;
    /** Some 280 000 years: whatever is later is no time. */
    private static final long LAST_TIME = 8_640_000_000_000_000L;

    private OfferReader() {}

    /** @param longest in bytes: so many may come in all, but not of one file alone */
    static OfferOfFiles read(BoundedBody body, long longest) throws IOException {
        JsonReader json = new JsonReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        body.limitTo(Math.min(longest, LARGEST_ENTRY));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(DEEPEST);
        try {
            List<WantedFile> files = new ArrayList<>();
            boolean again = false;
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "files" -> readFiles(json, files, body, longest);
                    case "again" -> again = json.nextBoolean();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT || files.isEmpty()) {
                throw refusal();
            }
            return new OfferOfFiles(files, again);
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException nonsense) {
            throw refusal();
        }
    }

    private static void readFiles(JsonReader json, List<WantedFile> files, BoundedBody body, long longest)
            throws IOException {
        long bytes = files.stream().mapToLong(WantedFile::size).sum();
        json.beginArray();
        while (json.hasNext()) {
            WantedFile file = readFile(json);
            bytes = Math.addExact(bytes, file.size());
            files.add(file);
            body.limitTo(Math.min(longest, body.position() + LARGEST_ENTRY));
            if (files.size() > MOST_FILES) {
                throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Too many files");
            }
        }
        json.endArray();
    }

    private static WantedFile readFile(JsonReader json) throws IOException {
        String name = "";
        long size = -1;
        Optional<Instant> modified = Optional.empty();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "name" -> name = DisplayText.shorten(json.nextString(), LONGEST_NAME);
                case "size" -> size = json.nextLong();
                case "modified" -> modified = time(json.nextLong());
                default -> json.skipValue();
            }
        }
        json.endObject();
        // So many bytes that no sum of them goes wrong.
        if (name.isEmpty() || size < 0 || size > Long.MAX_VALUE / MOST_FILES / 2) {
            throw refusal();
        }
        return new WantedFile(name, size, modified);
    }

    private static Optional<Instant> time(long millis) {
        return millis <= 0 || millis > LAST_TIME ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static HttpStatusException refusal() {
        return new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid offer");
    }
}
