package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;

/** However many come from one address: whoever comes from another has room. */
class CrowdsTest extends ServingTest {
    private static final String OFFER = V2 + "prepare-upload";
    private static final String CROWDED = "127.0.0.66";

    private final List<RawHttp> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (RawHttp peer : open) {
            peer.close();
        }
    }

    private RawHttp keep(RawHttp peer) {
        open.add(peer);
        return peer;
    }

    /** Its requests are being read, which never ends. */
    private RawHttp drip(int port) throws IOException {
        RawHttp peer = keep(RawHttp.plain(port, CROWDED));
        assertThat(peer.announce(V2 + "register", 100).status()).isEqualTo(100);
        return peer;
    }

    @Test
    void whoHasJustComeStaysWhileTheCrowdKeepsComing() throws IOException {
        int most = 20;
        int port = open(accepting(), TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(most, most, 64, 16));
        RawHttp first = drip(port);
        for (int i = 1; i < most - 1; i++) {
            drip(port);
        }
        RawHttp half = keep(RawHttp.plain(port));
        half.send("GET " + V2 + "info HTTP/1.1\r\nHost: 127.0.0.1\r\n");

        for (int i = 0; i < 5; i++) {
            drip(port);
        }
        half.send("\r\n");

        assertThat(half.read().status()).isEqualTo(200);
        assertThat(first.isClosedByServer()).isTrue();
    }

    @Test
    void whoHasJustComeStaysWhereEachOfManyTakesButOnePlace() throws IOException {
        int most = 6;
        int port = open(accepting(), TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(most, most, 64, 16));
        for (int i = 1; i < most; i++) {
            drip(port);
        }
        RawHttp half = keep(RawHttp.plain(port));
        half.send("GET " + V2 + "info HTTP/1.1\r\nHost: 127.0.0.1\r\n");

        for (int i = 0; i < 3; i++) {
            drip(port);
        }
        half.send("\r\n");

        assertThat(half.read().status()).isEqualTo(200);
    }

    @Test
    void theIdleSessionsOfWhoHasManyGiveWayToWhoHasNone() throws IOException {
        int most = 5;
        int port = open(accepting(), TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(256, 32, most, most));
        RawHttp greedy = keep(RawHttp.tls(port, theirs, CROWDED));
        for (int i = 0; i < most; i++) {
            assertThat(greedy.post(OFFER, offer(file("a", "a", 1))).status()).isEqualTo(200);
        }
        RawHttp other = keep(RawHttp.tls(port, theirs));

        Await.until(
                "there is room",
                () -> other.post(OFFER, offer(file("a", "b", 1))).status() == 200);

        assertThat(greedy.post(OFFER, offer(file("a", "c", 1))).status()).isEqualTo(409);
    }

    @Test
    void toAskAgainAndAgainWhatIsThereIsNoProgress() throws IOException {
        int port = open(accepting(), TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(256, 32, 1, 1));
        JsonObject file = file("a", "asking", 64 << 20);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("modified", "2020-02-02T02:02:02Z");
        file.add("metadata", metadata);
        RawHttp asking = keep(RawHttp.tls(port, theirs, CROWDED));
        RawHttp.Response accepted = asking.post(OFFER, wherry(offer(file)));
        String blocks = upload(accepted, "a").replace(V2 + "upload", "/wherry/v1/blocks");
        RawHttp other = keep(RawHttp.tls(port, theirs));

        Await.until("there is room", () -> {
            int there = asking.get(blocks).status();
            int offered = other.post(OFFER, offer(file("a", "b", 1))).status();
            assertThat(there).isEqualTo(200);
            return offered == 200;
        });
    }

    /** The same from a Wherry. */
    private static String wherry(String offer) {
        JsonObject json = JsonParser.parseString(offer).getAsJsonObject();
        able(json.getAsJsonObject("info"), "resume", "batch", "continue");
        return json.toString();
    }
}
