package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Preview;

/** From whom small pictures are taken: a stranger's are never decoded. */
class ReceivedPreviewsTest extends ServingTest {
    @FunctionalInterface
    private interface Connecting {
        RawHttp to(int port) throws IOException;
    }

    @Test
    void comeOnlyFromASenderThatShowedItsCertificate() throws IOException {
        // All of them claim the same fingerprint and say that they can.
        assertThat(previews(port -> RawHttp.tls(port, theirs))).containsExactly(new Preview(0, "AAAA"));
        assertThat(previews(port -> RawHttp.tls(port, Optional.empty()))).isEmpty();
        assertThat(previews(RawHttp::plain)).isEmpty();
    }

    @Test
    void comeOnlyFromASenderThatSaysThatItCan() throws IOException {
        assertThat(previews(port -> RawHttp.tls(port, theirs), "folders")).isEmpty();
    }

    private List<Preview> previews(Connecting connecting) throws IOException {
        return previews(connecting, "previews");
    }

    private List<Preview> previews(Connecting connecting, String feature) throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        try (RawHttp peer = connecting.to(port)) {
            assertThat(peer.post(V2 + "prepare-upload", offerWithPicture(feature))
                            .status())
                    .isEqualTo(200);
        } finally {
            closeServer();
        }
        return reception.awaitOffer().previews();
    }

    private String offerWithPicture(String feature) {
        JsonObject offer =
                JsonParser.parseString(offer(file("f0", "photo.jpg", 1))).getAsJsonObject();
        String extension = "{\"v\": 1, \"features\": [\"" + feature + "\"], \"previews\": {\"f0\": \"AAAA\"}}";
        offer.add("x-wherry", JsonParser.parseString(extension));
        offer.getAsJsonObject("info").add("x-wherry", JsonParser.parseString(extension));
        return offer.toString();
    }
}
