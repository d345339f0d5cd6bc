package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import wherry.discovery.Announcement;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** What our server promises to peers of other makes. */
class ReceivingTest extends ServingTest {
    private static final byte[] CONTENTS = "Hello, LocalSend!".getBytes(StandardCharsets.UTF_8);

    @Test
    void aPeerLike117SendsWithoutACertificateWithLengthAndHash() throws Exception {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        JsonObject file = file("a", "photo.jpg", CONTENTS.length);
        file.addProperty("hash", sha256(CONTENTS));

        try (RawHttp peer = RawHttp.tls(port, Optional.empty())) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file));
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(peer.post(upload(accepted, "a"), CONTENTS).status()).isEqualTo(200);
        }

        Transfer transfer = reception.awaitEnded(1).get(0);
        assertThat(transfer.state()).isEqualTo(TransferState.DONE);
        assertThat(transfer.savedAs()).contains(inbox.resolve("photo.jpg"));
        assertThat(inbox.resolve("photo.jpg")).hasBinaryContent(CONTENTS);
        assertThat(reception.awaitOffer().security()).isInstanceOf(Security.Unverified.class);
        assertThat(reception.awaitOffer().senderName()).isEqualTo("Bright Otter");
    }

    @Test
    void aPeerLike118SendsWithItsCertificateAndInChunks() throws Exception {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        byte[] large = new byte[300_000];
        large[299_999] = 1;
        JsonObject file = file("a", "photo.jpg", large.length);
        file.addProperty("sha256", sha256(large));

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted =
                    peer.postChunked(V2 + "prepare-upload", offer(file).getBytes(StandardCharsets.UTF_8));
            assertThat(peer.postChunked(upload(accepted, "a"), large).status()).isEqualTo(200);
        }

        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.DONE);
        assertThat(inbox.resolve("photo.jpg")).hasBinaryContent(large);
        assertThat(reception.awaitOffer().security())
                .isEqualTo(new Security.Verified(theirs.orElseThrow().fingerprint()));
    }

    @Test
    void plainHttpArrivesOnTheSamePortAndIsShownAsSuch() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (RawHttp peer = RawHttp.plain(port)) {
            // A PIN that nobody asked for is ignored.
            RawHttp.Response accepted =
                    peer.post(V2 + "prepare-upload?pin=123456", offer(file("a", "x", CONTENTS.length)));
            assertThat(accepted.headers()).containsEntry("content-type", "application/json");
            assertThat(peer.post(upload(accepted, "a"), CONTENTS).status()).isEqualTo(200);
        }

        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.DONE);
        assertThat(reception.awaitOffer().security()).isInstanceOf(Security.Plain.class);
    }

    @Test
    void twoFilesAreUploadedAtOnceAndMakeOneTransfer() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (RawHttp one = RawHttp.tls(port, theirs);
                RawHttp two = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = one.post(V2 + "prepare-upload", offer(file("a", "a", 10), file("b", "b", 20)));
            one.begin(upload(accepted, "a"), 10);
            one.send(new byte[5]);
            two.begin(upload(accepted, "b"), 20);
            two.send(new byte[20]);
            assertThat(two.read().status()).isEqualTo(200);
            one.send(new byte[5]);
            assertThat(one.read().status()).isEqualTo(200);
        }

        assertThat(reception.awaitEnded(1)).singleElement().satisfies(transfer -> {
            assertThat(transfer.state()).isEqualTo(TransferState.DONE);
            assertThat(transfer.filesDone()).isEqualTo(2);
            assertThat(transfer.bytesDone()).isEqualTo(30);
            assertThat(transfer.savedAs()).contains(inbox);
        });
    }

    @Test
    void onlyTheFilesThatAreWantedGetAToken() throws IOException {
        RecordingReceiveHandler reception = new RecordingReceiveHandler(
                inbox,
                offer -> CompletableFuture.completedFuture(
                        new Answer.Accept(List.of(offer.files().get(1)), Optional.empty())));
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1), file("b", "b", 2)));

            assertThat(JsonParser.parseString(accepted.body())
                            .getAsJsonObject()
                            .getAsJsonObject("files")
                            .keySet())
                    .containsExactly("b");
        }
    }

    /** It would fill the disk, and most of it would have come in vain. */
    @Test
    void whatCannotFitIsRefusedBeforeAnyOfItComes() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            String offer = offer(file("a", "small", 5), file("b", "1", 1L << 60), file("c", "2", 1L << 60));
            assertThat(peer.post(V2 + "prepare-upload", offer).status()).isEqualTo(507);
            // Nothing is left of it that another would have to wait for.
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "small", 5)));
            assertThat(peer.post(upload(accepted, "a"), new byte[5]).status()).isEqualTo(200);
        }
        assertThat(reception.awaitEnded(2).get(0))
                .returns(TransferState.FAILED, Transfer::state)
                .satisfies(transfer ->
                        assertThat(transfer.sentence()).startsWith("The disk is too full: 2.3 EB are needed, "));
        assertThat(TestFiles.names(inbox)).containsExactly("small");
    }

    @Test
    void theQuestionGoesAwayWhenTheSenderDropsTheConnection() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            String offer = offer(file("a", "a", 1));
            peer.begin(V2 + "prepare-upload", offer.length());
            peer.send(offer);
            reception.awaitOffer();
        }

        Await.until("the question is withdrawn", answer::isCancelled);
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
    }

    @Test
    void theQuestionGoesAwayWhenTheSenderCancelsWithoutASession() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, theirs)) {
            String offer = offer(file("a", "a", 1));
            peer.begin(V2 + "prepare-upload", offer.length());
            peer.send(offer);
            reception.awaitOffer();

            assertThat(other.post(V2 + "cancel", "").status()).isEqualTo(200);
            assertThat(peer.read().status()).isEqualTo(403);
        }
        assertThat(answer).isCancelled();
    }

    @Test
    void aStrangerCannotCancel() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs);
                RawHttp stranger = RawHttp.tls(port, theirs, "127.0.0.2")) {
            String offer = offer(file("a", "a", 1));
            peer.begin(V2 + "prepare-upload", offer.length());
            peer.send(offer);
            Offer made = reception.awaitOffer();
            stranger.post(V2 + "cancel", "");
            answer.complete(Answer.Accept.all(made));

            RawHttp.Response accepted = peer.read();
            assertThat(accepted.status()).isEqualTo(200);
            stranger.post(V2 + "cancel?sessionId=" + sessionId(accepted), "");
            assertThat(peer.post(upload(accepted, "a"), new byte[1]).status()).isEqualTo(200);
        }
    }

    @Test
    void theSenderCancelsASession() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1000)));
            peer.begin(upload(accepted, "a"), 1000);
            peer.send(new byte[500]);
            Await.until(
                    "bytes arrive",
                    () -> !TestFiles.names(inbox).isEmpty()
                            || reception.recorders().get(0).snapshot().state().isFinal());

            assertThat(other.post(V2 + "cancel?sessionId=" + sessionId(accepted), "")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
        try (var left = Files.list(inbox)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDamagedFileMayBeSentAgainWithTheSameToken() throws Exception {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        JsonObject file = file("a", "a", CONTENTS.length);
        file.addProperty("sha256", sha256(CONTENTS));

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file));
            String upload = upload(accepted, "a");
            assertThat(peer.post(upload, new byte[CONTENTS.length]).status()).isEqualTo(422);
            assertThat(inbox.resolve("a")).doesNotExist();
            assertThat(peer.post(upload, CONTENTS).status()).isEqualTo(200);
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(CONTENTS);
        assertThat(reception.awaitEnded(1).get(0).bytesDone()).isEqualTo(CONTENTS.length);
    }

    @Test
    void aFileThatIsDamagedThreeTimesHasFailed() throws Exception {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        JsonObject file = file("a", "a", CONTENTS.length);
        file.addProperty("sha256", sha256(CONTENTS));

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            String upload = upload(peer.post(V2 + "prepare-upload", offer(file)), "a");
            for (int i = 0; i < 3; i++) {
                assertThat(peer.post(upload, new byte[CONTENTS.length]).status())
                        .isEqualTo(422);
            }
            assertThat(peer.post(upload, CONTENTS).status()).isEqualTo(403);
        }
        assertThat(reception.awaitEnded(1).get(0).sentence()).contains("damaged");
        assertThat(inbox.resolve("a")).doesNotExist();
    }

    @Test
    void anIdleSessionEnds() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(
                reception, TransferLimits.DEFAULT, new SessionTimes(Duration.ofMillis(300), Duration.ofMillis(300)));

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1)));

            assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.FAILED);
            assertThat(peer.post(upload(accepted, "a"), new byte[1]).status()).isEqualTo(403);
        }
    }

    @Test
    void aSilentSenderIsGivenUp() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception, SHORT, SessionTimes.DEFAULT);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1000)));
            peer.begin(upload(accepted, "a"), 1000);
            peer.send(new byte[10]);

            assertThat(reception.awaitEnded(1).get(0).sentence()).contains("nothing for 2 seconds");
        }
    }

    @Test
    void theTimeOfAFileIsKept() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        JsonObject file = file("a", "old.txt", 1);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("modified", "2009-06-15T13:45:30+02:00");
        file.add("metadata", metadata);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            peer.post(upload(peer.post(V2 + "prepare-upload", offer(file)), "a"), new byte[1]);
        }
        assertThat(Files.getLastModifiedTime(inbox.resolve("old.txt")).toInstant())
                .isEqualTo(Instant.parse("2009-06-15T11:45:30Z"));
    }

    @Test
    void aTextMessageIsShownAndNotStored() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", offer(message())).status())
                    .isEqualTo(204);
        }
        assertThat(reception.texts()).containsExactly("see you at eight");
        assertThat(inbox).isEmptyDirectory();
    }

    @Test
    void aTextThatIsNotWantedIsDeclined() throws IOException {
        RecordingReceiveHandler reception = new RecordingReceiveHandler(
                inbox, offer -> CompletableFuture.completedFuture(new Answer.Decline("no")));
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", offer(message())).status())
                    .isEqualTo(403);
        }
        // Whoever has said that nothing is to come sees that it works.
        assertThat(reception.lines()).contains("Declined a text message: no");
    }

    @Test
    void aTextTooLongToBeShownIsOfferedAsTheFileThatItIs() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        JsonObject message = message();
        message.addProperty("preview", "x".repeat(Event.TextReceived.LONGEST + 1));

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", offer(message)).status())
                    .isEqualTo(200);
        }
        assertThat(reception.texts()).isEmpty();
    }

    @Test
    void plainRequestsAreForbiddenWhenEncryptionIsRequired() throws IOException {
        RecordingReceiveHandler reception = accepting();
        reception.refusePlain();
        int port = open(reception);

        try (RawHttp peer = RawHttp.plain(port)) {
            assertThat(peer.post(V2 + "prepare-upload", offer(file("a", "x", 1)))
                            .status())
                    .isEqualTo(403);
        }
        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", offer(file("a", "x", 1)))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void infoIsServedInBothVersions() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, Optional.empty())) {
            for (String path : List.of("/api/localsend/v1/info?fingerprint=x", V2 + "info")) {
                RawHttp.Response info = peer.get(path);
                assertThat(info.status()).isEqualTo(200);
                JsonObject json = JsonParser.parseString(info.body()).getAsJsonObject();
                assertThat(json.get("alias").getAsString()).isEqualTo("Quiet Fox");
                assertThat(json.get("fingerprint").getAsString()).isEqualTo(ours.fingerprint());
                assertThat(json.get("port").getAsInt()).isEqualTo(port);
                assertThat(json.keySet()).contains("version", "deviceModel", "deviceType", "download", "protocol");
            }
        }
    }

    @Test
    void aPeerThatRegistersIsHeardOf() throws IOException {
        HeardReception reception = new HeardReception(accepting());
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response answer = peer.post(
                    V2 + "register", device(theirs.orElseThrow().fingerprint()).toString());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains(ours.fingerprint());
        }
        Await.until("it is heard of", () -> !reception.heard().isEmpty());
        assertThat(reception.heard().get(0).security())
                .isEqualTo(new Security.Verified(theirs.orElseThrow().fingerprint()));
    }

    @Test
    void cve202554792AFingerprintThatIsNotTheCertificatesIsDroppedSilently() throws IOException {
        HeardReception reception = new HeardReception(accepting());
        int port = open(reception);
        String stolen = Identity.make(Instant.now()).fingerprint();

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "register", device(stolen).toString()).status())
                    .isEqualTo(200);
            peer.post(
                    V2 + "register", device(theirs.orElseThrow().fingerprint()).toString());
        }
        Await.until("the honest one is heard of", () -> !reception.heard().isEmpty());
        assertThat(reception.heard())
                .extracting(Announcement::fingerprint)
                .containsExactly(Optional.of(theirs.orElseThrow().fingerprint()));
    }

    @Test
    void foldersAreRebuilt() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(
                    V2 + "prepare-upload",
                    offer(file("a", "photos/2009/ü 100% #1 & +.txt", 1), file("b", "photos/b", 0)));
            assertThat(peer.post(upload(accepted, "a"), new byte[1]).status()).isEqualTo(200);
            assertThat(peer.post(upload(accepted, "b"), new byte[0]).status()).isEqualTo(200);
        }
        assertThat(inbox.resolve("photos/2009/ü 100% #1 & +.txt")).hasSize(1);
        assertThat(inbox.resolve("photos/b")).isEmptyFile();
    }

    private static JsonObject message() {
        JsonObject message = file("a", "message.txt", 16);
        message.addProperty("fileType", "text/plain");
        message.addProperty("preview", "see you at eight");
        return message;
    }

    private static String sha256(byte[] contents) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
    }
}
