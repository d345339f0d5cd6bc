package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.ProtocolServer;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What we promise about many small files between two Wherrys. */
@Timeout(120)
class BatchSendingTest {
    private static final int SMALL = 3_000;
    private static final int CONTENTS = 2_000;

    @TempDir
    Path folder;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private final List<OutgoingFile> files = new ArrayList<>();
    private CountingRelay relay;
    private Path inbox;
    private ProtocolServer server;
    private TransferRecorder recorder;

    @BeforeEach
    void prepare() throws IOException {
        inbox = Files.createDirectories(folder.resolve("in"));
        relay = new CountingRelay();
        recorder = new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
            if (event instanceof Event.FileEnded file) {
                ended.add(file);
            }
        });
        for (int i = 0; i < SMALL; i++) {
            add("folder " + i / 100 + "/" + i, i % 10 == 0 ? 0 : CONTENTS);
        }
        // Neither small enough for a batch nor large enough to be continued, and one that is.
        add("medium", BatchHead.LARGEST_FILE + 1);
        add("large", 9 << 20);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void smallFilesGoTogetherAndLargeOnesBesideThem() throws IOException {
        RecordingReceiveHandler reception =
                receive(RecordingReceiveHandler.acceptingAll(inbox), Long.MAX_VALUE, () -> {});

        send();

        assertThatAllAreDelivered(reception);
        long contents = files.stream().mapToLong(OutgoingFile::size).sum();
        // The list and the tokens take some 250 bytes for each file; a request for each would take as much again.
        assertThat(relay.passed()).isLessThan(contents + SMALL * 300L + 400_000);
    }

    @Test
    void aCableThatIsPulledForAMomentCostsNoFile() throws IOException {
        RecordingReceiveHandler reception =
                receive(RecordingReceiveHandler.acceptingAll(inbox), 2_500_000, relay::breakConnections);

        send();

        assertThat(reception.awaitEnded(1)).hasSize(1);
        assertThat(ended).hasSize(files.size());
        assertThat(failed()).allMatch(path -> !isSmall(path));
        assertThat(TestFiles.names(inbox.resolve("folder 7"))).hasSize(100);
    }

    @Test
    void aFileThatWentMissingDoesNotTakeOthersWithIt() throws IOException {
        Path gone = files.get(150).path();
        Path cut = files.get(251).path();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> {
            try {
                Files.delete(gone);
                Files.write(cut, new byte[CONTENTS / 2]);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return CompletableFuture.completedFuture(Answer.Accept.all(offer));
        });
        receive(reception, Long.MAX_VALUE, () -> {});

        send();

        assertThat(failed()).containsExactlyInAnyOrder(gone, cut);
        assertThat(ended).hasSize(files.size());
        assertThat(TestFiles.names(inbox.resolve("folder 1"))).hasSize(99);
    }

    @Test
    void ourUserStopsABatchAndNothingHalfIsLeft() throws IOException {
        RecordingReceiveHandler reception =
                receive(RecordingReceiveHandler.acceptingAll(inbox), 2_500_000, () -> recorder.cancel());

        try {
            send();
        } catch (IOException cancelled) {
            assertThat(recorder.isCancelled()).isTrue();
        }

        assertThat(recorder.isCancelled()).isTrue();
        assertThat(reception.awaitEnded(1))
                .first()
                .satisfies(transfer -> assertThat(transfer.state()).isEqualTo(TransferState.CANCELLED));
        assertThat(TestFiles.names(inbox)).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void theirUserStopsABatchAndWeAreTold() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        receive(reception, 2_500_000, () -> reception.recorders().get(0).cancel());

        send();

        assertThat(reception.awaitEnded(1))
                .first()
                .satisfies(transfer -> assertThat(transfer.state()).isEqualTo(TransferState.CANCELLED));
        assertThat(ended).hasSize(files.size());
        assertThat(failed()).isNotEmpty();
        assertThat(TestFiles.names(inbox)).noneMatch(name -> name.startsWith("."));
    }

    private void assertThatAllAreDelivered(RecordingReceiveHandler reception) throws IOException {
        assertThat(reception.awaitEnded(1))
                .first()
                .satisfies(transfer -> assertThat(transfer.state()).isEqualTo(TransferState.DONE));
        assertThat(ended)
                .hasSize(files.size())
                .allSatisfy(end -> assertThat(end.state()).isEqualTo(TransferState.DONE));
        for (OutgoingFile file : files) {
            Path arrived = inbox.resolve(file.name());
            assertThat(arrived).satisfies(TestFiles.sameAs(file.path()));
            assertThat(Files.getLastModifiedTime(arrived)).isEqualTo(Files.getLastModifiedTime(file.path()));
        }
        assertThat(TestFiles.names(inbox)).noneMatch(name -> name.startsWith("."));
    }

    private List<Path> failed() {
        return ended.stream()
                .filter(end -> end.state() != TransferState.DONE)
                .map(Event.FileEnded::file)
                .toList();
    }

    private boolean isSmall(Path path) {
        return path.getParent().getFileName().toString().startsWith("folder");
    }

    private void add(String name, int size) throws IOException {
        Path file = TestFiles.random(folder.resolve("out").resolve(name), size);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_600_000_000L + files.size())));
        files.add(new OutgoingFile(file, name, size));
    }

    private RecordingReceiveHandler receive(RecordingReceiveHandler reception, long at, Runnable action)
            throws IOException {
        SessionTimes times = new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(10));
        server = new LocalSend(theirs, () -> "Theirs", TransferLimits.DEFAULT, times, Bounds.DEFAULT)
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
        relay.lead(server.port(), at, action);
        return reception;
    }

    private void send() throws IOException {
        LocalSend protocol =
                new LocalSend(ours, () -> "Ours", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
        try (ProtocolServer cancelCallsComeHere = protocol.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                RecordingReceiveHandler.acceptingAll(inbox))) {
            assertThat(cancelCallsComeHere.port()).isPositive();
            protocol.send(
                    new SendRequest(files),
                    new Endpoint("localsend", relay.address(), new Security.Verified(theirs.fingerprint())),
                    recorder);
        }
    }
}
