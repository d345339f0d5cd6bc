package wherry.protocol.localsend.message;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import wherry.storage.BlockDigests;

/** Describes what a receiver has of a file. */
public final class ReceivedBlocks {
    /** In bytes: the digests of more would take long to tell. */
    private static final long LARGEST = 1L << 40;

    private final boolean changed;
    private final byte[] digests;

    public ReceivedBlocks(boolean changed, byte[] digests) {
        this.changed = changed;
        this.digests = digests;
    }

    /** Whether it had blocks of an earlier version of the file, which are of no use now. */
    public boolean changed() {
        return changed;
    }

    /** Of the blocks that it has, in a row. */
    public byte[] digests() {
        return digests;
    }

    /** Whether a file of that size has blocks to be continued from. */
    public static boolean isWorthwhile(long size) {
        return size > BlockDigests.BLOCK && size <= LARGEST;
    }

    /** How many bytes this takes at most for a file of that size. */
    public static long largest(long size) {
        return 1024 + (size / BlockDigests.BLOCK + 1) * (2 * BlockDigests.LENGTH + 3);
    }

    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("changed").value(changed);
            json.name("blocks").beginArray();
            for (int at = 0; at < digests.length; at += BlockDigests.LENGTH) {
                json.value(HexFormat.of().formatHex(digests, at, at + BlockDigests.LENGTH));
            }
            json.endArray();
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /**
     * Reads what a receiver says of a file of that size.
     *
     * @throws NonsenseException it makes no sense
     */
    public static ReceivedBlocks read(String text, long size) throws NonsenseException {
        boolean changed = false;
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        try (JsonReader json = Json.strict(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "changed" -> changed = json.nextBoolean();
                    case "blocks" -> {
                        json.beginArray();
                        while (json.hasNext()) {
                            byte[] digest = HexFormat.of().parseHex(json.nextString());
                            require(digest.length == BlockDigests.LENGTH);
                            digests.writeBytes(digest);
                        }
                        json.endArray();
                    }
                    default -> json.skipValue();
                }
            }
            json.endObject();
        } catch (IOException | IllegalStateException | IllegalArgumentException malformed) {
            throw new NonsenseException(malformed);
        }
        require(digests.size() / BlockDigests.LENGTH <= size / BlockDigests.BLOCK);
        return new ReceivedBlocks(changed, digests.toByteArray());
    }

    private static void require(boolean met) throws NonsenseException {
        if (!met) {
            throw new NonsenseException();
        }
    }
}
