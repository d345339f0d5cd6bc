package wherry.protocol.localsend;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.RecordingReceiveHandler;

/** What tests of our server share: a server on loopback, and requests as peers write them. */
@Timeout(60)
abstract class ServingTest {
    static final String V2 = "/api/localsend/v2/";

    /** So short that waiting for one of them to run out is no burden. */
    static final TransferLimits SHORT = new TransferLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            256);

    @TempDir
    Path inbox;

    final Identity ours = Identity.make(Instant.now());
    final Optional<Identity> theirs = Optional.of(Identity.make(Instant.now()));
    private Optional<ProtocolServer> server = Optional.empty();

    @AfterEach
    void closeServer() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    RecordingReceiveHandler accepting() {
        return RecordingReceiveHandler.acceptingAll(inbox);
    }

    int open(ReceiveHandler reception) throws IOException {
        return open(reception, TransferLimits.DEFAULT, SessionTimes.DEFAULT);
    }

    int open(ReceiveHandler reception, TransferLimits limits, SessionTimes times) throws IOException {
        return open(reception, limits, times, Bounds.DEFAULT);
    }

    int open(ReceiveHandler reception, TransferLimits limits, SessionTimes times, Bounds bounds) throws IOException {
        LocalSend protocol = new LocalSend(ours, () -> "Quiet Fox", limits, times, bounds);
        ProtocolServer opened = protocol.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
        server = Optional.of(opened);
        return opened.port();
    }

    static JsonObject device(String fingerprint) {
        JsonObject device = new JsonObject();
        device.addProperty("alias", "Bright Otter");
        device.addProperty("version", "2.1");
        device.addProperty("deviceModel", "Pixel");
        device.addProperty("deviceType", "mobile");
        device.addProperty("fingerprint", fingerprint);
        device.addProperty("port", 53317);
        device.addProperty("protocol", "https");
        device.addProperty("download", false);
        return device;
    }

    /** One file of an offer; more fields can be added. */
    static JsonObject file(String id, String name, long size) {
        JsonObject file = new JsonObject();
        file.addProperty("id", id);
        file.addProperty("fileName", name);
        file.addProperty("size", size);
        file.addProperty("fileType", "application/octet-stream");
        return file;
    }

    /** The file, with when it was changed last. */
    static JsonObject modified(String time, JsonObject file) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("modified", time);
        file.add("metadata", metadata);
        return file;
    }

    /** The device, saying that it is a Wherry that can do this. */
    static JsonObject able(JsonObject device, String... features) {
        JsonArray all = new JsonArray();
        Stream.of(features).forEach(all::add);
        JsonObject extension = new JsonObject();
        extension.addProperty("v", 1);
        extension.add("features", all);
        device.add("x-wherry", extension);
        return device;
    }

    static JsonObject offerBy(JsonObject device, JsonObject... files) {
        JsonObject byId = new JsonObject();
        for (JsonObject file : files) {
            byId.add(file.get("id").getAsString(), file);
        }
        JsonObject offer = new JsonObject();
        offer.add("info", device);
        offer.add("files", byId);
        return offer;
    }

    String offer(JsonObject... files) {
        return offerBy(device(theirs.orElseThrow().fingerprint()), files).toString();
    }

    /** Where to upload a file that was accepted. */
    static String upload(RawHttp.Response accepted, String fileId) {
        JsonObject answer = JsonParser.parseString(accepted.body()).getAsJsonObject();
        return V2 + "upload?sessionId=" + answer.get("sessionId").getAsString() + "&fileId=" + fileId + "&token="
                + answer.getAsJsonObject("files").get(fileId).getAsString();
    }

    static String sessionId(RawHttp.Response accepted) {
        return JsonParser.parseString(accepted.body())
                .getAsJsonObject()
                .get("sessionId")
                .getAsString();
    }
}
