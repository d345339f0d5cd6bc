package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.protocol.ProtocolServer;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What we promise about folders with nothing in them. */
@Timeout(60)
class EmptyFoldersTest {
    @TempDir
    Path folder;

    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                if (event instanceof Event.FileEnded fileEnded) {
                    ended.add(fileEnded);
                }
            });
    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private Path inbox;
    private RecordingReceiveHandler reception;
    private ProtocolServer server;

    @BeforeEach
    void open() throws IOException {
        inbox = Files.createDirectories(folder.resolve("in"));
        reception = RecordingReceiveHandler.acceptingAll(inbox);
        server = protocol(theirs).open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void emptyFoldersArriveBesideTheFiles() throws IOException {
        send(verified(), List.of(file("top/a.txt")), "top/empty", "top/b/deep");

        assertThat(inbox.resolve("top/empty")).isEmptyDirectory();
        assertThat(inbox.resolve("top/b/deep")).isEmptyDirectory();
        assertThat(inbox.resolve("top/a.txt")).isRegularFile();
        assertThat(recorder.remark()).isEmpty();
        assertThat(ended).hasSize(1);
    }

    @Test
    void aFolderAloneArrives() throws IOException {
        send(verified(), List.of(), "empty");

        assertThat(inbox.resolve("empty")).isEmptyDirectory();
        assertThat(ended).extracting(Event.FileEnded::state).containsExactly(TransferState.DONE);
        Transfer received = reception.awaitEnded(1).get(0);
        assertThat(received.state()).isEqualTo(TransferState.DONE);
        assertThat(received.title()).isEqualTo("empty");
        assertThat(received.savedAs()).contains(inbox.resolve("empty"));
        assertThat(reception.awaitOffer().emptyFolders()).containsExactly("empty");
    }

    @Test
    void nothingIsMadeOutsideTheFolder() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(inbox.resolve("link"), outside);

        send(verified(), List.of(), "../../out", "/abs", "C:\\win", "link/in", "a/../../b", "\u202Etxt");

        assertThat(outside).isEmptyDirectory();
        assertThat(TestFiles.names(folder)).containsExactly("in", "outside");
    }

    @Test
    void foldersOfSomebodyWithoutProofAreNotTaken() throws IOException {
        String offer = "{\"info\":{\"alias\":\"x\",\"version\":\"2.1\",\"fingerprint\":\"" + ours.fingerprint()
                + "\",\"port\":1,\"protocol\":\"https\",\"x-wherry\":{\"v\":1,\"features\":[\"folders\"]}},"
                + "\"files\":{},\"x-wherry\":{\"v\":1,\"folders\":[\"empty\"]}}";
        try (RawHttp nobody = RawHttp.tls(server.port(), Optional.empty())) {
            assertThat(nobody.post(ServingTest.V2 + "prepare-upload", offer).status())
                    .isEqualTo(400);
        }
        try (RawHttp somebody = RawHttp.tls(server.port(), Optional.of(ours))) {
            assertThat(somebody.post(ServingTest.V2 + "prepare-upload", offer).status())
                    .isEqualTo(200);
        }
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void tooManyFoldersAreNoOffer() throws IOException {
        String names = String.join(",", Collections.nCopies(100_001, "\"x\""));
        String offer = "{\"info\":{\"alias\":\"x\",\"version\":\"2.1\",\"fingerprint\":\"" + ours.fingerprint()
                + "\",\"port\":1,\"protocol\":\"https\",\"x-wherry\":{\"v\":1,\"features\":[\"folders\"]}},"
                + "\"files\":{},\"x-wherry\":{\"v\":1,\"folders\":[" + names + "]}}";
        try (RawHttp somebody = RawHttp.tls(server.port(), Optional.of(ours))) {
            assertThat(somebody.post(ServingTest.V2 + "prepare-upload", offer).status())
                    .isEqualTo(413);
        }
        assertThat(reception.offers()).isEmpty();
    }

    @Test
    void aPeerOfAnotherMakeIsOfferedNoFoldersAloneAndThatIsSaid() throws IOException {
        try (TestReceiver foreign = TestReceiver.like118(
                theirs,
                theirs,
                request -> new TestReceiver.Answer(
                        200, ServingTest.device(theirs.fingerprint()).toString()))) {
            assertThatThrownBy(() -> send(foreign.endpoint(), List.of(), "empty"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("only empty folders");
            assertThat(foreign.requests("prepare-upload")).isEmpty();
        }
    }

    @Test
    void aPeerOfAnotherMakeGetsTheFilesAndTheRestIsSaid() throws IOException {
        try (TestReceiver foreign = TestReceiver.like118(
                theirs,
                theirs,
                request -> new TestReceiver.Answer(
                        200, request.is("prepare") ? "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\"}}" : ""))) {
            send(foreign.endpoint(), List.of(file("a.txt")), "empty");
        }
        assertThat(ended).extracting(Event.FileEnded::state).containsExactly(TransferState.DONE);
        assertThat(recorder.remark()).contains("1 empty folder: it can");
    }

    private void send(Endpoint to, List<OutgoingFile> files, String... folders) throws IOException {
        List<OutgoingFolder> empty = Arrays.stream(folders)
                .map(name -> new OutgoingFolder(folder.resolve("out"), name))
                .toList();
        protocol(ours).send(new SendRequest(files, empty), to, recorder);
    }

    private OutgoingFile file(String name) {
        return new OutgoingFile(TestFiles.random(folder.resolve("out/" + name), 10), name, 10);
    }

    private Endpoint verified() {
        return new Endpoint(
                "localsend",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                new Security.Verified(theirs.fingerprint()));
    }

    private static LocalSend protocol(Identity identity) {
        return new LocalSend(identity, () -> "Fox", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    }
}
