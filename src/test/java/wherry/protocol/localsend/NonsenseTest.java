package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.protocol.ConnectionLostException;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Sent;
import wherry.testing.TestFiles;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** A receiver that says it can continue, and answers what makes no sense: that is a failure, and not tried again. */
@Timeout(60)
class NonsenseTest {
    private static final String EXTENSION =
            "\"x-wherry\":{\"v\":1,\"features\":[\"resume\",\"batch\",\"continue\",\"same\"]}";
    private static final int SMALL = 100;
    private static final int LARGE = 9 << 20;

    @TempDir
    Path folder;

    private final Identity theirs = Identity.make(Instant.now());
    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                if (event instanceof Event.FileEnded fileEnded) {
                    ended.add(fileEnded);
                }
            });
    private final LocalSend protocol = new LocalSend(
            Identity.make(Instant.now()),
            () -> "Quiet Fox",
            TransferLimits.DEFAULT,
            SessionTimes.DEFAULT,
            Bounds.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"statuses\":[200]}", "{\"statuses\":[200,200,200]}", "{\"statuses\":200}", "{}", "what?"})
    void aBatchThatIsAnsweredWithAnotherNumberOfStatusesHasFailed(String answer) throws IOException {
        send(answering("/wherry/v1/batch", answer), SMALL, SMALL);

        assertThat(states()).containsExactly(TransferState.FAILED, TransferState.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 1000})
    void aFileOfWhichMoreBlocksAreThereThanItHasHasFailed(int blocks) throws IOException {
        String digests = ("\"" + "ab".repeat(32) + "\",").repeat(blocks);
        String answer = "{\"changed\":false,\"blocks\":[" + digests.substring(0, digests.length() - 1) + "]}";

        send(answering("/wherry/v1/blocks", answer), LARGE);

        assertThat(states()).containsExactly(TransferState.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"blocks\":[\"ab\"]}", "{\"blocks\":[\"xx\"]}", "{\"changed\":1}", "[]", ""})
    void blocksThatAreNoneAreAFailure(String answer) throws IOException {
        send(answering("/wherry/v1/blocks", answer), LARGE);

        assertThat(states()).containsExactly(TransferState.FAILED);
    }

    @Test
    void aTokenThatNoRequestCanHoldIsAFailureOfTheWhole() {
        assertThatThrownBy(() -> send(request -> accepted("t".repeat(5_000)), SMALL))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("does not speak LocalSend");
        assertThat(ended).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sessionId\":\"\",\"files\":{\"f0\":\"t\"}}", "{\"files\":{\"f0\":\"t\"}}"})
    void aSessionWithoutAnIdCannotBe(String answer) {
        assertThatThrownBy(() -> send(request -> new TestReceiver.Answer(200, answer), SMALL))
                .isInstanceOf(NonsenseException.class);
        assertThat(ended).isEmpty();
    }

    /** It has said that it has the file; nobody has asked it for more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 x\r\nContent-Length: 100000\r\n\r\n",
                "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\nab"
            })
    void whatAnAppAddsToItsConfirmationDoesNotMatter(String confirmation) throws IOException {
        Function<TestReceiver.Request, TestReceiver.Answer> app = request -> request.is("prepare-upload")
                ? new TestReceiver.Answer(200, "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\",\"f1\":\"t\"}}")
                : TestReceiver.Answer.raw(confirmation + (confirmation.contains("100000") ? "x".repeat(100_000) : ""));

        send(app, SMALL, LARGE);

        assertThat(states()).containsExactly(TransferState.DONE, TransferState.DONE);
    }

    @Test
    void anEndlessAnswerIsAFailure() throws IOException {
        send(answering("/wherry/v1/batch", "x".repeat(100_000)), SMALL, SMALL);

        assertThat(states()).containsExactly(TransferState.FAILED, TransferState.FAILED);
    }

    @Test
    void whoeverAnswersAContinuationWithNonsenseIsNotTriedAgain() throws IOException {
        Function<TestReceiver.Request, TestReceiver.Answer> losing =
                request -> request.is("prepare-upload") ? accepted("t") : new TestReceiver.Answer(-1, "");
        Function<TestReceiver.Request, TestReceiver.Answer> mad =
                request -> new TestReceiver.Answer(200, request.is("prepare-upload") ? "{\"files\":[" : "");
        Function<TestReceiver.Request, TestReceiver.Answer> first =
                request -> request.text().contains("\"continues\"") ? mad.apply(request) : losing.apply(request);

        try (TestReceiver receiver = TestReceiver.like118(theirs, theirs, first)) {
            ConnectionLostException lost = lost(receiver);

            assertThatThrownBy(() -> lost.continuation().goOn(receiver.endpoint(), recorder))
                    .isInstanceOf(NonsenseException.class);
        }
    }

    /** What the codec takes for a mistake in our program, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/-1.1 200 x\r\n\r\n",
                "HTTP/1.1 x\r\n\r\n",
                "HTTP/1.1 200 x\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "what?\r\n\r\n"
            })
    void whatIsNoHttpIsSaidInWords(String answer) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> answer(listening, answer), "test-peer");
            peer.setDaemon(true);
            peer.start();
            Endpoint endpoint = new Endpoint(
                    "localsend", (InetSocketAddress) listening.getLocalSocketAddress(), new Security.Plain());

            assertThatThrownBy(() -> protocol.send(outgoing(SMALL), endpoint, recorder))
                    .isInstanceOf(NonsenseException.class)
                    .hasMessage("What answers at this address does not speak LocalSend.");
        }
    }

    private static void answer(ServerSocket listening, String answer) {
        try (Socket socket = listening.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.getInputStream().readAllBytes();
        } catch (IOException ended) {
            // As the test does.
        }
    }

    private ConnectionLostException lost(TestReceiver receiver) throws IOException {
        try {
            protocol.send(outgoing(SMALL), receiver.endpoint(), recorder);
            throw new AssertionError("nothing was lost");
        } catch (ConnectionLostException lost) {
            return lost;
        }
    }

    /** Accepts all of an offer, and gives that answer on one route. */
    private static Function<TestReceiver.Request, TestReceiver.Answer> answering(String route, String answer) {
        return request -> request.is("prepare-upload")
                ? accepted("t")
                : new TestReceiver.Answer(request.target().startsWith(route) ? 200 : 500, answer);
    }

    private static TestReceiver.Answer accepted(String token) {
        return new TestReceiver.Answer(
                200,
                "{\"sessionId\":\"s\",\"files\":{\"f0\":\"" + token + "\",\"f1\":\"" + token + "\"}," + EXTENSION
                        + "}");
    }

    private void send(Function<TestReceiver.Request, TestReceiver.Answer> answering, int... sizes) throws IOException {
        try (TestReceiver receiver = TestReceiver.like118(theirs, theirs, answering)) {
            protocol.send(outgoing(sizes), receiver.endpoint(), recorder);
        }
    }

    private SendRequest outgoing(int... sizes) {
        return new SendRequest(Arrays.stream(sizes)
                .mapToObj(size -> Sent.file(TestFiles.random(folder.resolve("f" + size), size)))
                .toList());
    }

    private List<TransferState> states() {
        return ended.stream().map(Event.FileEnded::state).toList();
    }
}
