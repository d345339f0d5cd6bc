package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.OfferMemory;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Answer;

/** Lists of files, however long and however many, take no more memory than there is for them. */
class OfferMemoryTest extends ServingTest {
    private static final String OFFER = V2 + "prepare-upload";
    private static final int MOST = 256 << 10;
    private static final int SHARE = MOST / 4;
    private static final int PART_THAT_IS_KEPT = 4;

    private final List<RawHttp> open = new ArrayList<>();
    private RecordingReceiveHandler reception;
    private int port;

    @AfterEach
    void closeAll() throws IOException {
        for (RawHttp peer : open) {
            peer.close();
        }
    }

    @BeforeEach
    void acceptAll() {
        reception = accepting();
    }

    private void start() throws IOException {
        port = open(reception, TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(256, 32, 64, 16, MOST));
    }

    private RawHttp from(String address) throws IOException {
        RawHttp peer = RawHttp.tls(port, theirs, address);
        open.add(peer);
        return peer;
    }

    /**
     * 100 when the list may come; only a client that is told so sends it.
     *
     * @param kept bytes of the list
     */
    private int announce(String address, long kept) throws IOException {
        return from(address).announce(OFFER, kept * PART_THAT_IS_KEPT).status();
    }

    private static int takes(int files) {
        return files * 150;
    }

    /** Names that have nothing in common. */
    private String manyFiles(String prefix, int count) {
        Random random = new Random(1);
        return offer(IntStream.range(0, count)
                .mapToObj(i -> file(prefix + i, i + "-" + new BigInteger(600, random).toString(36), 1))
                .toArray(JsonObject[]::new));
    }

    @Test
    void oneAddressGetsItsShareBeforeAnythingIsReadAndOthersGetTheirs() throws IOException {
        start();

        assertThat(announce("127.0.0.1", SHARE / 2)).isEqualTo(100);
        assertThat(announce("127.0.0.1", SHARE)).isEqualTo(409);
        assertThat(announce("127.0.0.2", SHARE)).isEqualTo(100);
        assertThat(announce("127.0.0.3", SHARE)).isEqualTo(100);
        assertThat(announce("127.0.0.4", SHARE))
                .as("all together have too much")
                .isEqualTo(409);
    }

    @Test
    void howeverManyOffersAreLargeASmallOneFits() throws IOException {
        start();
        for (int i = 1; i <= 3; i++) {
            assertThat(announce("127.0.0." + i, SHARE)).isEqualTo(100);
        }
        assertThat(announce("127.0.0.4", SHARE)).isEqualTo(409);

        assertThat(from("127.0.0.5").post(OFFER, offer(file("a", "a", 1))).status())
                .isEqualTo(200);
    }

    @Test
    void acceptedOffersIntoWhichNothingComesMakeRoomForNewOnes() throws IOException {
        SessionTimes hasty = new SessionTimes(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofMillis(200));
        port = open(reception, TransferLimits.DEFAULT, hasty, new Bounds(256, 32, 64, 16, MOST));
        for (int i = 1; i <= 3; i++) {
            assertThat(from("127.0.0." + i)
                            .post(OFFER, manyFiles("f", SHARE / takes(1) * 7 / 10))
                            .status())
                    .isEqualTo(200);
        }
        String another = manyFiles("g", SHARE / takes(1) * 7 / 10);

        Await.until(
                "there is room", () -> from("127.0.0.4").post(OFFER, another).status() == 200);
    }

    @Test
    void whoGoesAwayWithinTheListGivesItsShareBack() throws IOException {
        start();
        RawHttp first = from("127.0.0.1");
        assertThat(first.announce(OFFER, SHARE * PART_THAT_IS_KEPT).status()).isEqualTo(100);
        first.send("{\"info\":");

        first.close();

        Await.until("there is room again", () -> announce("127.0.0.1", SHARE) == 100);
    }

    @Test
    void aListThatHasNoLengthIsCountedAsItComes() throws IOException {
        start();
        int files = SHARE / takes(1) * 2;

        RawHttp.Response refused =
                from("127.0.0.1").postChunked(OFFER, manyFiles("f", files).getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(reception.offers()).isEmpty();
    }

    @Test
    void anOfferThatNobodyHasAnsweredIsCounted() throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        reception = new RecordingReceiveHandler(inbox, offer -> answer);
        start();
        byte[] body = manyFiles("f", SHARE / takes(1) / 2).getBytes(StandardCharsets.UTF_8);
        RawHttp asking = from("127.0.0.1");
        asking.begin(OFFER, body.length);
        asking.send(body);
        reception.awaitOffer();

        assertThat(announce("127.0.0.1", SHARE)).isEqualTo(409);
        asking.close();

        Await.until("there is room again", () -> announce("127.0.0.1", SHARE) == 100);
    }

    @Test
    void anAcceptedOfferIsCountedUntilItEnds() throws IOException {
        start();
        RawHttp peer = from("127.0.0.1");
        RawHttp.Response accepted = peer.post(OFFER, manyFiles("f", SHARE / takes(1) / 2));
        assertThat(accepted.status()).isEqualTo(200);

        assertThat(announce("127.0.0.1", SHARE)).isEqualTo(409);
        assertThat(peer.post(V2 + "cancel?sessionId=" + sessionId(accepted), "").status())
                .isEqualTo(200);

        Await.until("there is room again", () -> announce("127.0.0.1", SHARE) == 100);
    }

    @Test
    void anOfferThatArrivesIsNotCountedAnyMore() throws IOException {
        start();
        RawHttp peer = from("127.0.0.1");
        for (int i = 0; i < 10; i++) {
            RawHttp.Response accepted = peer.post(OFFER, offer(file("a", "a" + i, 1)));
            assertThat(peer.post(upload(accepted, "a"), "x").status()).isEqualTo(200);
        }
        reception.awaitEnded(10);

        Await.until("there is room again", () -> announce("127.0.0.1", SHARE) == 100);
    }

    @Test
    void thereIsNeverMoreThanAQuarterOfTheHeap() {
        assertThat(OfferMemory.usual())
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 4)
                .isLessThanOrEqualTo(128 << 20)
                .isPositive();
        assertThat(Bounds.DEFAULT.memory()).isEqualTo(OfferMemory.usual());
    }
}
