package wherry.protocol.homebrew;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.transfer.DisplayText;
import wherry.transfer.Peer;
import wherry.transfer.Ports;

/**
 * Announcements on the homebrew group: one JSON object of at most 512 bytes, or anything else, as the {@code hello world}
 * of 2009, which makes its sender a peer on the usual port.
 */
final class HomebrewAnnouncements implements AnnouncementCodec {
    /** In bytes. */
    static final int LONGEST = 512;

    private static final InetSocketAddress USUAL_GROUP = new InetSocketAddress("224.202.20.30", Homebrew.PORT);
    private static final InetSocketAddress LINK_GROUP = new InetSocketAddress("ff12::e0ca:141e", Homebrew.PORT);
    private static final String PROTOCOL = "homebrew";
    private static final String VERSION = "1.0";
    private static final int DEEPEST_NESTING = 32;
    private static final Pattern FINGERPRINT = Pattern.compile("[!-~]{1,128}");
    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
    private static final String ALSO = "also";
    private static final int MOST_OTHERS = 4;
    private static final Pattern PROTOCOL_NAME = Pattern.compile("[a-z]{1,16}");

    private final Supplier<InetSocketAddress> group;

    HomebrewAnnouncements(Supplier<InetSocketAddress> group) {
        this.group = group;
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public InetSocketAddress group() {
        return group.get();
    }

    /** For the usual group only: who has set another one wants to be among themselves. */
    @Override
    public Optional<InetSocketAddress> linkGroup() {
        InetSocketAddress now = group.get();
        return now.equals(USUAL_GROUP) ? Optional.of(LINK_GROUP) : Optional.empty();
    }

    /** Shortens the alias as far as is needed to stay within 512 bytes. */
    @Override
    public byte[] encode(Announcement own) {
        String alias = DisplayText.shorten(own.alias(), Peer.LONGEST_ALIAS);
        byte[] datagram = encode(alias, own);
        while (datagram.length > LONGEST && !alias.isEmpty()) {
            alias = alias.substring(0, alias.offsetByCodePoints(alias.length(), -1));
            datagram = encode(alias, own);
        }
        return datagram;
    }

    @Override
    public Optional<Announcement> decode(ByteBuffer datagram) {
        if (!datagram.hasRemaining()) {
            return Optional.empty();
        }
        Optional<JsonObject> claim =
                jsonObject(datagram).filter(object -> object.has("fingerprint") && object.has("port"));
        if (claim.isEmpty()) {
            return Optional.of(new Announcement(PROTOCOL, "", Optional.empty(), Homebrew.PORT));
        }
        return datagram.remaining() > LONGEST ? Optional.empty() : announcement(claim.get());
    }

    private static byte[] encode(String alias, Announcement own) {
        JsonObject object = new JsonObject();
        object.addProperty("alias", alias);
        object.addProperty("version", VERSION);
        object.addProperty("deviceType", "desktop");
        object.addProperty("fingerprint", own.fingerprint().orElse(""));
        object.addProperty("port", own.port());
        object.addProperty("protocol", PROTOCOL);
        if (!own.also().isEmpty()) {
            JsonObject also = new JsonObject();
            own.also().forEach(also::addProperty);
            object.add(ALSO, also);
        }
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The datagram as exactly one JSON object, if that is what it is. */
    private static Optional<JsonObject> jsonObject(ByteBuffer datagram) {
        try (JsonReader reader = new JsonReader(new StringReader(text(datagram)))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST_NESTING);
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                return Optional.empty();
            }
            JsonObject object = JsonParser.parseReader(reader).getAsJsonObject();
            return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(object) : Optional.empty();
        } catch (IOException | JsonParseException other) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer datagram) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(datagram.duplicate()).toString();
    }

    private static Optional<Announcement> announcement(JsonObject claim) {
        Optional<String> fingerprint = string(claim, "fingerprint")
                .filter(text -> FINGERPRINT.matcher(text).matches());
        Optional<Integer> port = port(claim.get("port"));
        Optional<String> alias = claim.has("alias") ? string(claim, "alias") : Optional.of("");
        boolean ours = !claim.has("protocol")
                || string(claim, "protocol").filter(PROTOCOL::equals).isPresent();
        if (fingerprint.isEmpty() || port.isEmpty() || alias.isEmpty() || !ours) {
            return Optional.empty();
        }
        return Optional.of(new Announcement(PROTOCOL, alias.get(), fingerprint, port.get()).withAlso(also(claim)));
    }

    /** Other protocols; what makes no sense is passed over, for this is an addition of ours. */
    private static Map<String, Integer> also(JsonObject claim) {
        Map<String, Integer> also = new HashMap<>();
        if (claim.get(ALSO) instanceof JsonObject others) {
            for (Map.Entry<String, JsonElement> other : others.entrySet()) {
                Optional<Integer> port = port(other.getValue()).filter(number -> number > 0);
                boolean isName = PROTOCOL_NAME.matcher(other.getKey()).matches() && !PROTOCOL.equals(other.getKey());
                if (port.isPresent() && isName && also.size() < MOST_OTHERS) {
                    also.put(other.getKey(), port.get());
                }
            }
        }
        return also;
    }

    private static Optional<String> string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        boolean isString = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        return isString ? Optional.of(value.getAsString()) : Optional.empty();
    }

    private static Optional<Integer> port(JsonElement value) {
        boolean isNumber = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
        if (!isNumber || !PORT.matcher(value.getAsString()).matches()) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(value.getAsString())).filter(Ports::isPortOrZero);
    }
}
