package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wherry.protocol.OutgoingFile;
import wherry.protocol.ProtocolServer;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.AcceptedOfferStore;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.Sent;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** A receiver hears at once of a file that its sender cannot send after all, and does not wait for it. */
@Timeout(60)
class DroppedFilesTest {
    /** Nobody is waited for so long here that a test would see the end of it. */
    private static final SessionTimes PATIENT =
            new SessionTimes(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                if (event instanceof Event.FileEnded file) {
                    ended.add(file);
                }
            });

    /** What happens to a file between its offer and its upload. */
    private enum Fault {
        GONE("did not have"),
        SHRANK("became shorter"),
        UNREADABLE("could not read");

        private final String said;

        Fault(String said) {
            this.said = said;
        }

        private void happenTo(Path file) {
            try {
                switch (this) {
                    case GONE -> Files.delete(file);
                    case SHRANK -> Files.write(file, new byte[7]);
                    case UNREADABLE -> {
                        // Not even root reads a folder as a file.
                        Files.delete(file);
                        Files.createDirectory(file);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GONE, 100",
        "SHRANK, 100",
        "UNREADABLE, 100",
        "GONE, 300000",
        "SHRANK, 300000",
        "UNREADABLE, 300000",
        "GONE, 9000000",
        "SHRANK, 9000000",
        "UNREADABLE, 9000000"
    })
    void itIsNamedAndTheOthersArrive(Fault fault, int size) throws IOException {
        Path fine = TestFiles.random(folder.resolve("out/fine"), 100);
        Path bad = TestFiles.random(folder.resolve("out/bad"), size);
        Path also = TestFiles.random(folder.resolve("out/also"), 300_000);

        RecordingReceiveHandler reception = send(fault, bad, fine, bad, also);

        assertThat(ended)
                .filteredOn(end -> end.state() != TransferState.DONE)
                .extracting(Event.FileEnded::file)
                .containsExactly(bad);
        assertThat(reception.awaitEnded(1)).singleElement().satisfies(transfer -> {
            assertThat(transfer.state()).isEqualTo(TransferState.FAILED);
            assertThat(transfer.sentence()).contains("2 of 3 files arrived", fault.said, "bad");
            assertThat(transfer.filesDone()).isEqualTo(3);
        });
        assertThat(TestFiles.names(folder.resolve("in")))
                .contains("fine", "also")
                .doesNotContain("bad");
    }

    @ParameterizedTest
    @CsvSource({"GONE, 100", "UNREADABLE, 300000", "SHRANK, 9000000"})
    void theOnlyFileEndsTheTransfer(Fault fault, int size) throws IOException {
        Path bad = TestFiles.random(folder.resolve("out/bad"), size);

        RecordingReceiveHandler reception = send(fault, bad, bad);

        assertThat(reception.awaitEnded(1)).singleElement().satisfies(transfer -> {
            assertThat(transfer.state()).isEqualTo(TransferState.FAILED);
            assertThat(transfer.sentence()).contains(fault.said, "bad");
        });
    }

    @Test
    void anotherMakeIsToldThatNothingMoreComesOnceTheOthersHaveArrived() throws IOException {
        Path fine = TestFiles.random(folder.resolve("out/fine"), 100);
        Path bad = TestFiles.random(folder.resolve("out/bad"), 100);
        String accepted = "{\"sessionId\":\"s 1\",\"files\":{\"f0\":\"t\",\"f1\":\"t\"}}";
        try (TestReceiver receiver = TestReceiver.like118(theirs, theirs, request -> {
            if (request.is("prepare")) {
                Fault.GONE.happenTo(bad);
            }
            return new TestReceiver.Answer(200, request.is("prepare") ? accepted : "");
        })) {
            protocol(ours).send(outgoing(bad, fine), receiver.endpoint(), recorder);

            assertThat(receiver.requests("upload"))
                    .anyMatch(upload -> upload.target().contains("f1"));
            assertThat(receiver.requests().get(receiver.requests().size() - 1).target())
                    .endsWith("cancel?sessionId=s%201");
            assertThat(receiver.requests())
                    .noneMatch(request -> request.target().contains("wherry"));
        }
    }

    @Test
    void anotherMakeThatGotEverythingIsNotTroubled() throws IOException {
        Path fine = TestFiles.random(folder.resolve("out/fine"), 100);
        String accepted = "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\"}}";
        try (TestReceiver receiver = TestReceiver.like118(
                theirs, theirs, request -> new TestReceiver.Answer(200, request.is("prepare") ? accepted : ""))) {
            protocol(ours).send(outgoing(fine), receiver.endpoint(), recorder);

            assertThat(receiver.requests("cancel")).isEmpty();
        }
    }

    @Test
    void nobodyElseCanDropIt() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(folder.resolve("in"));
        try (ProtocolServer server = open(reception);
                RawHttp sender = RawHttp.tls(server.port(), Optional.of(ours));
                RawHttp stranger = RawHttp.tls(server.port(), Optional.of(Identity.make(Instant.now())))) {
            JsonObject offer = new JsonObject();
            offer.add("info", ServingTest.device(ours.fingerprint()));
            JsonObject files = new JsonObject();
            files.add("a", ServingTest.file("a", "a", 3));
            offer.add("files", files);
            RawHttp.Response accepted = sender.post("/api/localsend/v2/prepare-upload", offer.toString());
            String drop = ServingTest.upload(accepted, "a").replace("/api/localsend/v2/upload", "/wherry/v1/drop");

            assertThat(stranger.post(drop, "").status()).isEqualTo(403);
            assertThat(sender.post(drop, "").status())
                    .as("names no such feature")
                    .isEqualTo(403);
            assertThat(sender.post(ServingTest.upload(accepted, "a"), "abc").status())
                    .isEqualTo(200);
        }
    }

    private RecordingReceiveHandler send(Fault fault, Path bad, Path... files) throws IOException {
        SendRequest outgoing = outgoing(files);
        RecordingReceiveHandler reception = new RecordingReceiveHandler(folder.resolve("in"), offer -> {
            fault.happenTo(bad);
            return CompletableFuture.completedFuture(Answer.Accept.all(offer));
        });
        try (ProtocolServer server = open(reception)) {
            InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            protocol(ours)
                    .send(
                            outgoing,
                            new Endpoint("localsend", at, new Security.Verified(theirs.fingerprint())),
                            recorder);
            reception.awaitEnded(1);
        }
        return reception;
    }

    private ProtocolServer open(RecordingReceiveHandler reception) throws IOException {
        return protocol(theirs).open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    private LocalSend protocol(Identity identity) throws IOException {
        return new LocalSend(
                identity,
                () -> "Fox",
                TransferLimits.DEFAULT,
                PATIENT,
                Bounds.DEFAULT,
                AcceptedOfferStore.in(folder.resolve("home-" + identity.fingerprint()), PATIENT.comeback()));
    }

    private static SendRequest outgoing(Path... files) {
        List<OutgoingFile> all = List.of(files).stream().map(Sent::file).toList();
        return new SendRequest(all);
    }
}
