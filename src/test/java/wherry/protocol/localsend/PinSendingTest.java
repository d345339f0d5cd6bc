package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PinPrompt;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.transfer.ProtocolException;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What a sender does about a PIN. */
@Timeout(60)
class PinSendingTest {
    private static final String PIN = "4 7&1+%";
    private static final String ENCODED = "prepare-upload?pin=4%207%261%2B%25";

    @TempDir
    Path folder;

    private final Identity theirs = Identity.make(Instant.now());
    private final LocalSend protocol = new LocalSend(
            Identity.make(Instant.now()), () -> "Fox", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), events::add);
    private final List<PinReason> asked = new CopyOnWriteArrayList<>();
    private final Deque<String> known = new ArrayDeque<>();
    private final PinPrompt prompt = reason -> {
        asked.add(reason);
        return CompletableFuture.completedFuture(Optional.ofNullable(known.poll()));
    };
    private SendRequest outgoing;

    @BeforeEach
    void write() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "contents");
        outgoing = new SendRequest(List.of(new OutgoingFile(file, "a.txt", 8)));
    }

    @Test
    void whoAsksForNoPinGetsNone() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, this::accept)) {
            protocol.send(outgoing, receiver.endpoint(), recorder, prompt);
            assertThat(receiver.requests("prepare-upload").get(0).target()).endsWith("prepare-upload");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void thePinIsAskedForUntilItIsRightAndGoesIntoTheQueryWhateverItIs() throws IOException {
        known.addAll(List.of("wrong", PIN));
        try (TestReceiver receiver = TestReceiver.like117(theirs, this::acceptWithPin)) {
            protocol.send(outgoing, receiver.endpoint(), recorder, prompt);

            assertThat(receiver.requests("prepare-upload"))
                    .extracting(TestReceiver.Request::target)
                    .last()
                    .asString()
                    .endsWith(ENCODED);
            assertThat(receiver.requests("upload").get(0).target()).doesNotContain("pin");
        }
        assertThat(asked).containsExactly(PinReason.NEEDED, PinReason.WRONG);
        assertThat(states()).containsExactly(TransferState.DONE);
        assertThat(events.toString()).doesNotContain(PIN).doesNotContain("wrong");
    }

    @Test
    void whoGivesNoneIsDeclinedWithASentence() throws IOException {
        try (TestReceiver receiver = TestReceiver.like117(theirs, this::acceptWithPin)) {
            protocol.send(outgoing, receiver.endpoint(), recorder, prompt);
            assertThat(receiver.requests("upload")).isEmpty();
        }
        assertThat(states()).containsExactly(TransferState.DECLINED);
        assertThat(sentence()).contains("without its PIN");
    }

    @Test
    void whoGivesNoOtherAfterAWrongOneReadsThatItWasWrong() throws IOException {
        known.add("wrong");
        try (TestReceiver receiver = TestReceiver.like117(theirs, this::acceptWithPin)) {
            protocol.send(outgoing, receiver.endpoint(), recorder, prompt);
        }
        assertThat(states()).containsExactly(TransferState.DECLINED);
        assertThat(sentence()).isEqualTo("That was not the receiver's PIN.");
    }

    @Test
    void afterTooManyTriesNobodyIsAskedAgain() throws IOException {
        known.addAll(List.of("1", "2", "3"));
        try (TestReceiver receiver = TestReceiver.like117(
                theirs, request -> new TestReceiver.Answer(request.target().contains("pin=2") ? 429 : 401, "{}"))) {
            assertThatThrownBy(() -> protocol.send(outgoing, receiver.endpoint(), recorder, prompt))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("wrong PINs");
        }
        assertThat(asked).containsExactly(PinReason.NEEDED, PinReason.WRONG);
    }

    @Test
    void aTextNeedsThePinAsWell() throws IOException {
        known.add(PIN);
        try (TestReceiver receiver = TestReceiver.like117(
                theirs, request -> new TestReceiver.Answer(request.target().endsWith(ENCODED) ? 204 : 401, ""))) {
            protocol.sendText("hello", receiver.endpoint(), recorder, prompt);
        }
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void cancellingEndsTheWaitForThePinAndTakesTheQuestionBack() throws Exception {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        try (TestReceiver receiver = TestReceiver.like117(theirs, this::acceptWithPin)) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread sending = new Thread(() -> {
                try {
                    protocol.send(outgoing, receiver.endpoint(), recorder, reason -> {
                        asked.add(reason);
                        return answer;
                    });
                    thrown.complete(null);
                } catch (IOException ended) {
                    thrown.complete(ended);
                }
            });
            sending.start();
            Await.until("it is asked for", () -> !asked.isEmpty());
            recorder.cancel();
            assertThat(thrown.join()).isInstanceOf(IOException.class);
            sending.join();
        }
        assertThat(answer).isCancelled();
    }

    private TestReceiver.Answer acceptWithPin(TestReceiver.Request request) {
        return request.is("prepare-upload") && !request.target().endsWith(ENCODED)
                ? new TestReceiver.Answer(401, "{\"message\":\"PIN required\"}")
                : accept(request);
    }

    private TestReceiver.Answer accept(TestReceiver.Request request) {
        return new TestReceiver.Answer(
                200, request.is("prepare") ? "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\"}}" : "");
    }

    private List<TransferState> states() {
        return events.stream()
                .filter(Event.FileEnded.class::isInstance)
                .map(event -> ((Event.FileEnded) event).state())
                .toList();
    }

    private String sentence() {
        return events.stream()
                .filter(Event.FileEnded.class::isInstance)
                .map(event -> ((Event.FileEnded) event).sentence())
                .findFirst()
                .orElseThrow();
    }
}
