package wherry.protocol.localsend.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.testing.Await;
import wherry.transfer.Direction;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** The phases of a session and what leads from one to another, as drawn in localsend.md; and that a claim ends once. */
class SessionStatesTest {
    private static final SessionTimes PATIENT = new SessionTimes(Duration.ofMinutes(1), Duration.ofMinutes(1));

    @TempDir
    Path folder;

    private final Watchdog watchdog = new Watchdog();
    private final Heard heard = new Heard();
    private final Map<String, String> tokens = new HashMap<>();
    private TransferRecorder recorder;
    private Session session;

    /** Counts what the session's listener is told. */
    private static final class Heard implements Session.Listener {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void over(Session session) {
            calls.add("over");
        }

        @Override
        public CompletableFuture<Void> tellCancelled(Session session) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void cancelledHere(Session session) {}

        @Override
        public void ended(Session session) {
            calls.add("ended");
        }
    }

    @BeforeEach
    void prepare() {
        recorder = new TransferRecorder(Transfer.begin("1", Direction.RECEIVING, "two", "Fox"), event -> {});
        recorder.planned("two", 2, 2);
        recorder.enter(TransferState.MOVING);
    }

    @AfterEach
    void close() {
        watchdog.close();
    }

    private Session begin(Lasting lasting, SessionTimes times) throws IOException {
        InetAddress address = InetAddress.getLoopbackAddress();
        Device device = new Device("Fox", "AB", 53317, Device.Scheme.HTTPS);
        Sender sender = new Sender(address, new Security.Verified("AB"), device);
        OpenOffer offer = new OpenOffer(sender, new OfferMemory(1 << 20, () -> false).open(address, Optional.empty()));
        ReceivedTree tree = new ReceiveFolder(folder).tree();
        session = new Session(
                "id",
                offer,
                List.of(file("a"), file("b")),
                tree,
                new ReceiveProgress(recorder, folder),
                new SessionTerms(lasting, times, watchdog),
                heard);
        session.tokens(tokens::put);
        return session;
    }

    private static ManifestFile file(String name) {
        return new ManifestFile(name, name, 1, "text/plain", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Claim claim(String id) throws HttpStatusException {
        return session.uploads().claim(id, tokens.get(id), () -> {});
    }

    private void save(String id) {
        try {
            Claim claim = claim(id);
            session.uploads().saved(claim.file(), folder.resolve(id));
            claim.done();
        } catch (HttpStatusException refused) {
            throw new AssertionError(refused);
        }
    }

    /** What happens to a session that takes uploads, with nothing under way, and where that leads. */
    private enum Happening {
        LAST_FILE_ARRIVES,
        LAST_FILE_FAILS,
        SENDER_STAYS_AWAY,
        SENDER_CANCELS,
        NOTHING_WAS_MISSING,
        ANSWER_CANNOT_BE_TOLD,
        PROGRAM_ENDS
    }

    private static final Map<Happening, BiConsumer<SessionStatesTest, Session>> HAPPEN = Map.of(
            Happening.LAST_FILE_ARRIVES, (test, session) -> test.save("b"),
            Happening.LAST_FILE_FAILS, (test, session) -> test.fail("b"),
            Happening.SENDER_STAYS_AWAY, (test, session) -> session.state().senderStaysAway(),
            Happening.SENDER_CANCELS, (test, session) -> session.cancelledBySender(),
            Happening.NOTHING_WAS_MISSING, (test, session) -> session.endWithNothingMissing(),
            Happening.ANSWER_CANNOT_BE_TOLD, (test, session) -> session.unanswered(),
            Happening.PROGRAM_ENDS, (test, session) -> session.state().leave());

    private void fail(String id) {
        try {
            claim(id).failed("no");
        } catch (HttpStatusException refused) {
            throw new AssertionError(refused);
        }
    }

    static Stream<Arguments> table() {
        Lasting continuable = Lasting.CONTINUABLE;
        Lasting isFinal = Lasting.FINAL;
        return Stream.of(
                Arguments.of(continuable, Happening.LAST_FILE_ARRIVES, TransferState.DONE),
                Arguments.of(continuable, Happening.LAST_FILE_FAILS, TransferState.FAILED),
                Arguments.of(continuable, Happening.SENDER_STAYS_AWAY, TransferState.WAITING),
                Arguments.of(continuable, Happening.SENDER_CANCELS, TransferState.CANCELLED),
                Arguments.of(continuable, Happening.NOTHING_WAS_MISSING, TransferState.FAILED),
                Arguments.of(continuable, Happening.ANSWER_CANNOT_BE_TOLD, TransferState.WAITING),
                Arguments.of(continuable, Happening.PROGRAM_ENDS, TransferState.FAILED),
                Arguments.of(isFinal, Happening.LAST_FILE_ARRIVES, TransferState.DONE),
                Arguments.of(isFinal, Happening.LAST_FILE_FAILS, TransferState.FAILED),
                Arguments.of(isFinal, Happening.SENDER_STAYS_AWAY, TransferState.FAILED),
                Arguments.of(isFinal, Happening.SENDER_CANCELS, TransferState.CANCELLED),
                Arguments.of(isFinal, Happening.NOTHING_WAS_MISSING, TransferState.FAILED),
                Arguments.of(isFinal, Happening.ANSWER_CANNOT_BE_TOLD, TransferState.CANCELLED),
                Arguments.of(isFinal, Happening.PROGRAM_ENDS, TransferState.FAILED));
    }

    @ParameterizedTest
    @MethodSource("table")
    void whatHappensToAnOpenSessionLeadsToOnePhase(Lasting lasting, Happening happening, TransferState then)
            throws IOException {
        begin(lasting, PATIENT);
        save("a");
        assertThat(session.state().isOpen()).isTrue();

        HAPPEN.get(happening).accept(this, session);

        assertThat(session.state().isOpen()).isFalse();
        assertThat(session.state().isLost()).isEqualTo(then == TransferState.WAITING);
        assertThat(recorder.snapshot().state()).isEqualTo(then);
        assertThat(heard.calls).containsExactly("over", "ended");
        assertThatThrownBy(() -> claim("b")).isInstanceOf(HttpStatusException.class);
    }

    @Test
    void nothingIsPromisedWhenTheProgramEndsThatDoesNotHappen() throws IOException {
        begin(Lasting.CONTINUABLE, PATIENT).state().leave();
        assertThat(recorder.snapshot().sentence())
                .isEqualTo("Wherry was closed. Whole files and whole pieces of large ones are kept, and it goes on when"
                        + " both are back.");

        prepare();
        begin(Lasting.FINAL, PATIENT);
        save("a");
        session.state().leave();
        assertThat(recorder.snapshot().sentence())
                .isEqualTo("Wherry was closed before all of it had come; 1 of 2 files arrived.");
    }

    /** The last file is not under way any more when it ends. */
    static Stream<Arguments> tableOfInterruptions() {
        return table().filter(row -> !row.get()[1].toString().startsWith("LAST_FILE"));
    }

    @ParameterizedTest
    @MethodSource("tableOfInterruptions")
    void nothingEndsBeforeWhatIsUnderWayHasEnded(Lasting lasting, Happening happening, TransferState then)
            throws IOException {
        begin(lasting, PATIENT);
        Claim under = claim("a");

        HAPPEN.get(happening).accept(this, session);

        assertThat(session.state().isOpen()).isFalse();
        assertThat(session.state().isLost()).isFalse();
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.MOVING);
        assertThat(heard.calls).containsExactly("over");

        under.close();

        assertThat(recorder.snapshot().state()).isEqualTo(then);
        assertThat(heard.calls).containsExactly("over", "ended");
    }

    @Test
    void aLostSessionIsHandedOverOnceAndThenOver() throws IOException {
        begin(Lasting.CONTINUABLE, PATIENT).state().senderStaysAway();

        assertThat(session.state().handOver(Duration.ZERO)).isPresent();

        assertThat(session.state().isLost()).isFalse();
        assertThat(session.state().handOver(Duration.ZERO)).isEmpty();
        session.state().giveUp();
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.WAITING);
    }

    @Test
    void aLostSessionIsOverWhenItIsCancelledOrNobodyWaitsAnyLonger() throws IOException {
        begin(Lasting.CONTINUABLE, PATIENT).state().senderStaysAway();
        session.cancelledBySender();
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.CANCELLED);

        prepare();
        begin(Lasting.CONTINUABLE, PATIENT).state().senderStaysAway();
        session.state().giveUp();
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.FAILED);
    }

    @Test
    void aSenderIsNotTakenToBeGoneWhileOurDiskIsAtWork() throws IOException {
        begin(Lasting.FINAL, new SessionTimes(Duration.ofMillis(50), Duration.ofMillis(50)));
        try (Closeable disk = session.activity().atDisk()) {
            assertThat(disk).isNotNull();
            long begun = System.nanoTime();
            Await.until("four times its patience has passed", () -> System.nanoTime() - begun > 200_000_000L);
            assertThat(session.state().isOpen()).isTrue();
        }
        Await.until("the sender is taken to be gone", () -> !session.state().isOpen());
    }

    @Test
    void theFirstEndOfAClaimCounts() throws IOException {
        begin(Lasting.FINAL, PATIENT);
        Claim claim = claim("a");
        session.uploads().saved(claim.file(), folder.resolve("a"));
        claim.done();
        claim.failed("too late");
        claim.broken("too late");
        claim.damaged(1);
        claim.close();

        save("b");

        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DONE);
        assertThat(recorder.snapshot().bytesDone()).isZero();
    }

    @Test
    void aClaimThatIsClosedWithoutAnEndGivesTheFileBack() throws IOException {
        begin(Lasting.FINAL, PATIENT);
        try (Claim claim = claim("a")) {
            assertThatThrownBy(() -> claim(claim.file().id())).hasMessageContaining("under way");
        }
        save("a");
        save("b");
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void damagedContentsMayComeThreeTimesAndThenTheFileHasFailed() throws IOException {
        begin(Lasting.FINAL, PATIENT);
        for (int i = 0; i < SessionUploads.TRIES; i++) {
            claim("a").damaged(0);
        }
        assertThatThrownBy(() -> claim("a")).isInstanceOf(HttpStatusException.class);
        save("b");
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.FAILED);
    }
}
