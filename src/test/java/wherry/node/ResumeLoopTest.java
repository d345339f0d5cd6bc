package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ConnectionLostException;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PinPrompt;
import wherry.protocol.ResumableSend;
import wherry.protocol.SendRequest;
import wherry.settings.Settings;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** How long, and where, a transfer that broke off waits for its peer. */
class ResumeLoopTest {
    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Peer> known = new CopyOnWriteArrayList<>();
    private final Transfers transfers = new Transfers(events::add);
    private final LosingProtocol protocol = new LosingProtocol();
    private Path file;

    @BeforeEach
    void prepare() {
        file = TestFiles.random(folder.resolve("photo.jpg"), 10);
    }

    @AfterEach
    void stop() {
        transfers.close(10_000);
    }

    @Test
    void aPeerThatDoesNotComeBackInTimeLeavesTheTransferFailedWithASentence() {
        SendQueue sends = sends(new PeerReturns(() -> known, PeerReturns.LIMIT, new Leaping()));

        String id = SendQueueTest.send(sends, peer(1), List.of(file));

        Transfer end = await(id, transfer -> transfer.state().isFinal());
        assertThat(end.state()).isEqualTo(TransferState.FAILED);
        assertThat(end.sentence()).contains("Otter did not come back");
        assertThat(states(id)).contains(TransferState.WAITING);
        // After ever longer pauses, of ten seconds in the end.
        assertThat(protocol.tried.size()).isBetween(60, 70);
        // By hand it can still be tried.
        sends.retry(id);
        Await.until("it is sent again", () -> protocol.sent.size() == 2);
    }

    @Test
    void whatWaitsSaysForWhomAndEndsAtOnceWhenItIsCancelled() {
        String id = SendQueueTest.send(sends(PeerReturns.LIMIT), peer(1), List.of(file));
        Transfer waiting = await(id, transfer -> transfer.state() == TransferState.WAITING);
        assertThat(waiting.sentence()).contains("Otter", "goes on by itself", "10 minutes");

        transfers.cancel(id);

        Transfer end = await(id, transfer -> transfer.state().isFinal());
        assertThat(end.state()).isEqualTo(TransferState.CANCELLED);
        assertThat(protocol.givenUp).containsExactly(endpoint(1));
    }

    @Test
    void aPeerThatIsHeardAtAnotherAddressIsGoneOnWithThere() {
        PeerReturns comebacks = new PeerReturns(() -> known, PeerReturns.LIMIT);
        String id = SendQueueTest.send(sends(comebacks), peer(1), List.of(file));
        Await.until("it was tried in vain", () -> protocol.tried.size() == 2);

        protocol.back = 7;
        known.add(impostor(8));
        known.add(peer(7));
        comebacks.wake();

        assertThat(await(id, transfer -> transfer.state().isFinal()).state()).isEqualTo(TransferState.DONE);
        // Nobody else who calls itself so, or is there now, was tried.
        assertThat(protocol.tried).containsOnly(endpoint(1), endpoint(7)).last().isEqualTo(endpoint(7));
    }

    @Test
    void aTransferThatIsLostAgainAndAgainGoesOnAsLongAsSomethingMoves() {
        protocol.back = 1;
        protocol.losses.set(3);

        SendQueue sends = sends(new PeerReturns(() -> known, PeerReturns.LIMIT, new Leaping()));
        String id = SendQueueTest.send(sends, peer(1), List.of(file));

        Transfer end = await(id, transfer -> transfer.state().isFinal());
        assertThat(end.state()).isEqualTo(TransferState.DONE);
        assertThat(end.bytesDone()).isEqualTo(10);
    }

    private SendQueue sends(Duration limit) {
        return sends(new PeerReturns(() -> known, limit));
    }

    private SendQueue sends(PeerReturns comebacks) {
        return new SendQueue(
                List.of(protocol),
                transfers,
                events::add,
                peer -> peer,
                comebacks,
                () -> Settings.Links.FOLLOW,
                () -> {});
    }

    private Transfer await(String id, Predicate<Transfer> wanted) {
        return Await.value(
                        "the transfer gets there",
                        () -> events.stream()
                                .filter(Event.TransferChanged.class::isInstance)
                                .map(event -> ((Event.TransferChanged) event).transfer())
                                .filter(transfer -> transfer.id().equals(id) && wanted.test(transfer))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<TransferState> states(String id) {
        return events.stream()
                .filter(Event.TransferChanged.class::isInstance)
                .map(event -> ((Event.TransferChanged) event).transfer())
                .filter(transfer -> transfer.id().equals(id))
                .map(Transfer::state)
                .toList();
    }

    private static Peer peer(int port) {
        return new Peer("otter " + port, "Otter", Optional.empty(), List.of(endpoint(port)), Presence.HERE, false);
    }

    private static Peer impostor(int port) {
        Endpoint there = new Endpoint("losing", endpoint(port).address(), new Security.Verified("B"));
        return new Peer("impostor", "Otter", Optional.empty(), List.of(there), Presence.HERE, false);
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(
                "losing", new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new Security.Verified("A"));
    }

    /** Stands still but for the waiting, which takes no time. */
    private static final class Leaping implements PeerReturns.Time {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public void wait(Object monitor, long left) {
            nanos.addAndGet(left);
        }
    }

    /** Loses its connections, until the peer is back. */
    private static final class LosingProtocol implements SendingOnly {
        private final List<Endpoint> sent = new CopyOnWriteArrayList<>();
        private final List<Endpoint> tried = new CopyOnWriteArrayList<>();
        private final List<Endpoint> givenUp = new CopyOnWriteArrayList<>();
        private volatile int back = -1;
        private final AtomicInteger losses = new AtomicInteger();

        @Override
        public String name() {
            return "losing";
        }

        @Override
        public void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins)
                throws IOException {
            sent.add(to);
            throw lost(outgoing);
        }

        private ConnectionLostException lost(SendRequest outgoing) {
            return new ConnectionLostException(new Rest(outgoing), new IOException("broken"));
        }

        private final class Rest implements ResumableSend {
            private final SendRequest outgoing;

            Rest(SendRequest outgoing) {
                this.outgoing = outgoing;
            }

            @Override
            public long bytes() {
                return outgoing.bytes();
            }

            @Override
            public void goOn(Endpoint to, TransferRecorder recorder) throws IOException {
                tried.add(to);
                if (to.address().getPort() != back) {
                    throw new ConnectionLostException(this, new IOException("not there"));
                }
                recorder.enter(TransferState.MOVING);
                if (losses.getAndDecrement() > 0) {
                    recorder.moved(2);
                    throw lost(outgoing);
                }
                recorder.moved(10);
                for (OutgoingFile file : outgoing.files()) {
                    recorder.fileEnded(file.path(), TransferState.DONE, "");
                }
            }

            @Override
            public void giveUp(Endpoint to) {
                givenUp.add(to);
            }
        }
    }
}
