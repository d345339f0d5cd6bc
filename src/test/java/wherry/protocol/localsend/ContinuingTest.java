package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.testing.Await;
import wherry.testing.RecordingReception;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Whom a receiver lets go on without a question, with what, and how that is shown. */
class ContinuingTest {
    private static final String OFFER = "/api/localsend/v2/prepare-upload";
    private static final String TIME = "2026-11-23T10:02:11Z";

    @TempDir
    Path folder;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity fox = Identity.make(Instant.now());
    private final Identity stranger = Identity.make(Instant.now());
    private Predicate<Offer> welcome = offer -> true;
    private RecordingReception reception;
    private ProtocolServer server;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void whoeverComesBackIsNotAskedAboutAndEndsInTheSameRow() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        Transfer waiting = await(TransferState.WAITING);
        assertThat(waiting.sentence()).contains("Bright Otter", "kept", "goes on by itself");
        assertThat(waiting.bytesDone()).isEqualTo(3);

        try (RawHttp back = connect(fox)) {
            // The word that the first one arrived was lost.
            RawHttp.Response accepted = back.post(OFFER, offer(fox, Optional.of(id), "a", "b"));
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(tokens(accepted).keySet()).containsExactly("b");
            assertThat(back.post(ServingTest.upload(accepted, "b"), "def").status())
                    .isEqualTo(200);
        }

        Transfer end = await(TransferState.DONE);
        assertThat(List.of(end.files(), end.filesDone())).containsOnly(2);
        assertThat(reception.recorders()).hasSize(1);
        assertThat(reception.offers()).hasSize(1);
        assertThat(TestFiles.names(inbox())).containsExactlyInAnyOrder("a", "b");
        // And once more, since the word of that may be lost as well.
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(204);
        assertThat(reception.recorders()).hasSize(1);
    }

    @Test
    void whoeverWasStartedAnewIsRecognisedByItsFilesOnceItsConnectionIsKnownToBeBroken() throws IOException {
        open(Duration.ofMinutes(10));
        breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        assertThat(ask(fox, Optional.empty(), "b").status()).isEqualTo(200);

        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void theSameFilesSentBesideAreAskedAbout() throws IOException {
        open(Duration.ofMinutes(10));
        try (RawHttp sending = connect(fox)) {
            assertThat(sending.post(OFFER, offer(fox, Optional.empty(), "a")).status())
                    .isEqualTo(200);
            assertThat(ask(fox, Optional.empty(), "a").status()).isEqualTo(200);
        }
        assertThat(reception.offers()).hasSize(2);
    }

    @Test
    void nobodyElseAndNothingElseIsLetIn() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        assertThat(ask(stranger, Optional.of(id), "b").status()).isEqualTo(410);
        assertThat(ask(fox, Optional.of(id), "b", "c").status()).isEqualTo(410);
        assertThat(ask(fox, Optional.of("another"), "b").status()).isEqualTo(410);
        try (RawHttp unencrypted = RawHttp.plain(server.port())) {
            assertThat(unencrypted.post(OFFER, offer(fox, Optional.of(id), "b")).status())
                    .isEqualTo(410);
        }
        welcome = offer -> false;
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(403);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void whatOurUserCancelsWhileItWaitsIsOver() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        reception.recorders().get(0).cancel();

        assertThat(await(TransferState.CANCELLED).sentence()).isEqualTo("Cancelled.");
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(410);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void aSenderThatDoesNotComeBackLeavesItFailed() throws IOException {
        open(Duration.ofMillis(300));
        String id = breakOffAfterTheFirst(fox);

        assertThat(await(TransferState.FAILED).sentence()).contains("1 of 2 files arrived", "broke off");
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(410);
    }

    @Test
    void aSenderThatCancelsIsSaidToHaveCancelledThoughItsConnectionBreaksFirst() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        try (RawHttp other = connect(fox)) {
            other.post("/api/localsend/v2/cancel?sessionId=" + id, "");
        }
        assertThat(await(TransferState.CANCELLED).sentence()).contains("sender cancelled");
    }

    @Test
    void thePinIsNotNeededTwice() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);
        reception.requirePin(Optional.of("4711"));

        assertThat(ask(fox, Optional.empty(), "c").status()).isEqualTo(401);
        assertThat(ask(stranger, Optional.of(id), "b").status()).isEqualTo(401);
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(200);
    }

    private void open(Duration comeback) throws IOException {
        reception =
                new RecordingReception(inbox(), offer -> CompletableFuture.completedFuture(Answer.Accept.all(offer))) {
                    @Override
                    public boolean isStillWelcome(Offer offer) {
                        return welcome.test(offer);
                    }
                };
        SessionTimes times = new SessionTimes(Duration.ofSeconds(60), Duration.ofMillis(500), comeback);
        server = new LocalSend(
                        ours,
                        () -> "Ours",
                        TransferLimits.DEFAULT,
                        times,
                        Bounds.DEFAULT,
                        Acceptances.in(folder.resolve("home"), comeback))
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    private Path inbox() {
        return folder.resolve("in");
    }

    /** Of two files: the first arrives, and the connection breaks in the second. Returns the session's id. */
    private String breakOffAfterTheFirst(Identity sender) throws IOException {
        try (RawHttp sending = connect(sender)) {
            RawHttp.Response accepted = sending.post(OFFER, offer(sender, Optional.empty(), "a", "b"));
            assertThat(accepted.body()).contains("\"continue\"");
            assertThat(sending.post(ServingTest.upload(accepted, "a"), "abc").status())
                    .isEqualTo(200);
            sending.begin(ServingTest.upload(accepted, "b"), 3);
            sending.send("d");
            Await.until(
                    "it has come", () -> reception.recorders().get(0).snapshot().bytesDone() == 3);
            return ServingTest.sessionId(accepted);
        }
    }

    private RawHttp connect(Identity identity) throws IOException {
        return RawHttp.tls(server.port(), Optional.of(identity));
    }

    private RawHttp.Response ask(Identity sender, Optional<String> continues, String... names) throws IOException {
        try (RawHttp connection = connect(sender)) {
            return connection.post(OFFER, offer(sender, continues, names));
        }
    }

    private Transfer await(TransferState state) {
        return Await.value(
                "it is " + state, () -> reception.recorders().get(0).snapshot(), transfer -> transfer.state() == state);
    }

    private static JsonObject tokens(RawHttp.Response accepted) {
        return JsonParser.parseString(accepted.body()).getAsJsonObject().getAsJsonObject("files");
    }

    private static String offer(Identity sender, Optional<String> continues, String... names) {
        JsonObject files = new JsonObject();
        for (String name : names) {
            JsonObject file = ServingTest.file(name, name, 3);
            JsonObject metadata = new JsonObject();
            metadata.addProperty("modified", TIME);
            file.add("metadata", metadata);
            files.add(name, file);
        }
        JsonArray features = new JsonArray();
        features.add("resume");
        features.add("continue");
        JsonObject extension = new JsonObject();
        extension.addProperty("v", 1);
        extension.add("features", features);
        JsonObject info = ServingTest.device(sender.fingerprint());
        info.add("x-wherry", extension);
        JsonObject offer = new JsonObject();
        offer.add("info", info);
        offer.add("files", files);
        continues.ifPresent(id -> {
            JsonObject what = new JsonObject();
            what.addProperty("v", 1);
            what.addProperty("continues", id);
            offer.add("x-wherry", what);
        });
        return offer.toString();
    }
}
