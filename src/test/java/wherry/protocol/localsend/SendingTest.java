package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wherry.protocol.OutgoingFile;
import wherry.protocol.ProtocolServer;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.CertificateWriter;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What we promise as a sender, to receivers of other makes. */
@Timeout(60)
class SendingTest {
    @TempDir
    Path outbox;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                if (event instanceof Event.FileEnded fileEnded) {
                    ended.add(fileEnded);
                }
            });
    private LocalSend protocol;

    @BeforeEach
    void makeProtocol() {
        protocol = new LocalSend(ours, () -> "Quiet Fox", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    }

    @Test
    void aReceiverLike118GetsOurCertificateWhateverIssuerItNames() throws Exception {
        Identity issuer = named("LocalSend User");

        try (TestReceiver receiver = TestReceiver.like118(theirs, issuer, SendingTest::accept)) {
            protocol.send(outgoing("a.txt", "b.txt"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.DONE, TransferState.DONE);
            assertThat(receiver.requests())
                    .allSatisfy(request -> assertThat(request.certificate()).contains(ours.fingerprint()));
            assertThat(receiver.requests("upload"))
                    .extracting(TestReceiver.Request::text)
                    .containsExactlyInAnyOrder("contents of a.txt", "contents of b.txt");
        }
    }

    @Test
    void aReceiverLike117IsSentLengthAndType() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, SendingTest::accept)) {
            protocol.send(outgoing("a.txt"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.DONE);
            assertThat(receiver.requests("upload").get(0).headers())
                    .containsEntry("content-length", "17")
                    .containsKey("content-type");
        }
    }

    @Test
    void theOfferHoldsAllThatReceiversInsistOn() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, SendingTest::accept)) {
            protocol.send(outgoing("sub/ü 100% #1 & +.txt"), receiver.endpoint(), recorder);

            JsonObject offer = JsonParser.parseString(
                            receiver.requests("prepare-upload").get(0).text())
                    .getAsJsonObject();
            JsonObject info = offer.getAsJsonObject("info");
            assertThat(info.keySet()).contains("alias", "version", "fingerprint", "port", "protocol");
            assertThat(info.get("fingerprint").getAsString()).isEqualTo(ours.fingerprint());
            JsonObject file = offer.getAsJsonObject("files").getAsJsonObject("f0");
            assertThat(file.get("id").getAsString()).isEqualTo("f0");
            assertThat(file.get("fileName").getAsString()).isEqualTo("sub/ü 100% #1 & +.txt");
            assertThat(file.get("fileType").getAsString()).isEqualTo("text/plain");
            assertThat(Instant.parse(
                            file.getAsJsonObject("metadata").get("modified").getAsString()))
                    .isBefore(Instant.now().plusSeconds(5));
            assertThat(file.has("sha256")).isFalse();
        }
    }

    @Test
    void aConnectionThatWasKeptAndEndedWithoutAWordIsTriedOnceMoreOnANewOne() throws IOException {
        AtomicInteger uploads = new AtomicInteger();
        try (TestReceiver receiver = TestReceiver.like117(
                theirs,
                request -> request.is("upload") && uploads.incrementAndGet() == 1
                        ? new TestReceiver.Answer(-1, "")
                        : accept(request))) {
            protocol.send(outgoing("a.txt"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.DONE);
            assertThat(receiver.connections()).isEqualTo(2);
            assertThat(recorder.snapshot().bytesDone()).isEqualTo("contents of a.txt".length());
        }
    }

    @Test
    void aNewConnectionThatEndsWithoutAWordIsTheEnd() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(
                theirs, request -> request.is("upload") ? new TestReceiver.Answer(-1, "") : accept(request))) {
            protocol.send(outgoing("a.txt"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.FAILED);
            assertThat(receiver.requests("upload")).hasSize(2);
        }
    }

    @Test
    void cve202554792SomebodyElseAtTheAddressGetsNothing() throws IOException {
        String expected = Identity.make(Instant.now()).fingerprint();

        try (TestReceiver impostor = TestReceiver.like117(theirs, SendingTest::accept)) {
            Endpoint endpoint = impostor.endpoint(new Security.Verified(expected));

            assertThatThrownBy(() -> protocol.send(outgoing("secret"), endpoint, recorder))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("Somebody else");
            assertThat(impostor.requests()).isEmpty();
        }
    }

    @Test
    void aFingerprintIsComparedWithoutCase() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, SendingTest::accept)) {
            Endpoint endpoint =
                    receiver.endpoint(new Security.Verified(theirs.fingerprint().toLowerCase(java.util.Locale.ROOT)));

            protocol.send(outgoing("a"), endpoint, recorder);

            assertThat(states()).containsExactly(TransferState.DONE);
        }
    }

    @Test
    void whoServesPlainHttpIsSentToInPlainHttp() throws IOException {
        try (TestReceiver receiver = TestReceiver.plain(SendingTest::accept)) {
            protocol.send(outgoing("a"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.DONE);
        }
    }

    @Test
    void whoIsExpectedToShowACertificateIsNeverSentToInPlainHttp() throws IOException {
        try (TestReceiver receiver = TestReceiver.plain(SendingTest::accept)) {
            Endpoint endpoint = receiver.endpoint(new Security.Verified(theirs.fingerprint()));

            assertThatThrownBy(() -> protocol.send(outgoing("a"), endpoint, recorder))
                    .isInstanceOf(IOException.class);
            assertThat(receiver.requests("prepare-upload")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,did not understand",
        "404,version 2",
        "409,busy",
        "429,wrong PINs",
        "500,wrong at the receiver",
        "418,does not know: 418",
        "302,does not know: 302",
    })
    void everyRefusalHasItsSentence(int status, String part) throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(status, "{}"))) {
            assertThatThrownBy(() -> protocol.send(outgoing("a"), receiver.endpoint(), recorder))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(part);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"403,declined", "204,wanted none of it"})
    void aNoIsNoFailure(int status, String part) throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(status, ""))) {
            protocol.send(outgoing("a", "b"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.DECLINED, TransferState.DECLINED);
            assertThat(ended.get(0).sentence()).contains(part);
        }
    }

    @ParameterizedTest
    @CsvSource({"403,does not know", "409,does not know", "422,damaged", "500,could not store"})
    void everyRefusalOfAFileHasItsSentence(int status, String part) throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(
                theirs, request -> request.is("upload") ? new TestReceiver.Answer(status, "{}") : accept(request))) {
            protocol.send(outgoing("a"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.FAILED);
            assertThat(ended.get(0).sentence()).contains(part);
        }
    }

    @Test
    void filesThatAreNotWantedAreNotSent() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(
                theirs,
                request -> request.is("prepare-upload")
                        ? new TestReceiver.Answer(200, "{\"sessionId\":\"s\",\"files\":{\"f1\":\"t\"}}")
                        : new TestReceiver.Answer(200, ""))) {
            protocol.send(outgoing("a", "b"), receiver.endpoint(), recorder);

            assertThat(states()).containsExactly(TransferState.DECLINED, TransferState.DONE);
            assertThat(receiver.requests("upload")).hasSize(1);
        }
    }

    @Test
    void manyFilesGoOverTwoConnections() throws IOException {
        String[] names = new String[200];
        for (int i = 0; i < names.length; i++) {
            names[i] = "file-" + i;
        }
        try (TestReceiver receiver = TestReceiver.like117(theirs, SendingTest::accept)) {
            protocol.send(outgoing(names), receiver.endpoint(), recorder);

            assertThat(states()).hasSize(200).containsOnly(TransferState.DONE);
            assertThat(receiver.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void cancellingWhileSomebodyDecidesTakesEffectAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (TestReceiver receiver = TestReceiver.like117(theirs, request -> {
            asked.countDown();
            awaitQuietly(never);
            return new TestReceiver.Answer(-1, "");
        })) {
            CompletableFuture<IOException> result = CompletableFuture.supplyAsync(() -> thrownBy(receiver));
            asked.await();
            long begun = System.nanoTime();
            recorder.cancel();

            assertThat(result.join()).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        } finally {
            never.countDown();
        }
    }

    @Test
    void cancellingTellsTheReceiver() throws Exception {
        CountDownLatch uploading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (TestReceiver receiver = TestReceiver.like117(theirs, request -> {
            if (request.is("upload")) {
                uploading.countDown();
                awaitQuietly(never);
            }
            return accept(request);
        })) {
            CompletableFuture<IOException> result = CompletableFuture.supplyAsync(() -> thrownBy(receiver));
            uploading.await();
            recorder.cancel();

            assertThat(result.join()).isNotNull();
            Await.until(
                    "the receiver is told",
                    () -> receiver.requests("cancel?sessionId=the-session").size() == 1);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aReceiverCancelsThroughOurServer() throws Exception {
        CountDownLatch uploading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (ProtocolServer server = protocol.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        RecordingReceiveHandler.acceptingAll(outbox.resolve("in")));
                TestReceiver receiver = TestReceiver.like117(theirs, request -> {
                    if (request.is("upload")) {
                        uploading.countDown();
                        awaitQuietly(never);
                    }
                    return accept(request);
                })) {
            CompletableFuture<IOException> result = CompletableFuture.supplyAsync(() -> thrownBy(receiver));
            uploading.await();
            try (RawHttp caller = RawHttp.tls(server.port(), Optional.of(theirs))) {
                caller.post("/api/localsend/v2/cancel?sessionId=the-session", "");
            }

            assertThat(result.join()).isNull();
            assertThat(states()).containsExactly(TransferState.CANCELLED, TransferState.CANCELLED);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aReceiverThatHangsUpFailsTheFile() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(
                theirs,
                request -> request.is("upload") && request.text().endsWith("a")
                        ? new TestReceiver.Answer(-1, "")
                        : accept(request))) {
            protocol.send(outgoing("a", "b", "c"), receiver.endpoint(), recorder);

            assertThat(states())
                    .containsExactlyInAnyOrder(TransferState.FAILED, TransferState.DONE, TransferState.DONE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"not json", "[]", "{\"files\":[]}", "{\"sessionId\":{}}", "{\"files\":{\"f0\":{}}}"})
    void anAnswerThatIsNoneIsSaidToBe(String body) throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, body))) {
            assertThatThrownBy(() -> protocol.send(outgoing("a"), receiver.endpoint(), recorder))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("does not speak LocalSend");
        }
    }

    /** As a disk may tell them; other makers read four digits for the year, and refuse what they cannot read. */
    @Test
    void aTimeThatNoCalendarKnowsIsLeftOutAndTheFileSent() throws IOException {
        List<OutgoingFile> files = new ArrayList<>();
        for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
            OutgoingFile file = outgoing("a" + files.size()).files().get(0);
            files.add(new OutgoingFile(file.path(), file.name(), file.size(), Optional.of(time)));
        }
        try (TestReceiver receiver = TestReceiver.like117(theirs, SendingTest::accept)) {
            protocol.send(new SendRequest(files), receiver.endpoint(), recorder);

            assertThat(states()).hasSize(3).containsOnly(TransferState.DONE);
            assertThat(receiver.requests("prepare-upload").get(0).text())
                    .containsOnlyOnce("\"metadata\"")
                    .contains("\"modified\":\"1970-01-01T00:00:00.000Z\"");
        }
    }

    private IOException thrownBy(TestReceiver receiver) {
        try {
            protocol.send(outgoing("a", "b"), receiver.endpoint(), recorder);
            return null;
        } catch (IOException thrown) {
            return thrown;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static TestReceiver.Answer accept(TestReceiver.Request request) {
        if (!request.is("prepare-upload")) {
            return new TestReceiver.Answer(200, "");
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("sessionId", "the-session");
        JsonObject tokens = new JsonObject();
        JsonParser.parseString(request.text())
                .getAsJsonObject()
                .getAsJsonObject("files")
                .keySet()
                .forEach(id -> tokens.addProperty(id, "token of " + id));
        answer.add("files", tokens);
        return new TestReceiver.Answer(200, answer.toString());
    }

    private SendRequest outgoing(String... names) throws IOException {
        List<OutgoingFile> files = new ArrayList<>();
        for (String name : names) {
            Path file = outbox.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "contents of " + name);
            files.add(new OutgoingFile(file, name, Files.size(file)));
        }
        return new SendRequest(files);
    }

    private List<TransferState> states() {
        return ended.stream().map(Event.FileEnded::state).toList();
    }

    private static Identity named(String commonName) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        Instant now = Instant.now();
        return new Identity(
                keys.getPrivate(),
                CertificateWriter.selfSigned(
                        keys, commonName, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1))));
    }
}
