package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PinPrompt;
import wherry.protocol.PreviewMaker;
import wherry.protocol.Protocol;
import wherry.protocol.SendRequest;
import wherry.protocol.UnreachedException;
import wherry.protocol.UnreachedException.Stage;
import wherry.settings.Settings;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferId;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

class SendQueueTest {
    private static final PeerReturns NOBODY = new PeerReturns(List::of, PeerReturns.LIMIT);

    private static final Peer OTTER = new Peer(
            "otter",
            "Bright Otter",
            Optional.empty(),
            List.of(new Endpoint("breaking", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))),
            Presence.HERE,
            false);

    @TempDir
    Path folder;

    @Test
    void whatWasInFoldersKeepsItsPlaceWhenItIsRetried() {
        TestFiles.random(folder.resolve("photos/summer/a.jpg"), 10);
        List<Event> events = new CopyOnWriteArrayList<>();
        BreakingProtocol protocol = new BreakingProtocol();
        SendQueue sends = sends(protocol, events);

        String first = send(sends, OTTER, List.of(folder.resolve("photos")));
        awaitEnds(events, 1);
        sends.retry(first);
        awaitEnds(events, 2);

        assertThat(protocol.names).containsExactly("photos/summer/a.jpg", "photos/summer/a.jpg");
        sends.close();
    }

    @Test
    void aFolderIsCalledByItsName() {
        for (int i = 0; i < 1_001; i++) {
            TestFiles.random(folder.resolve("photos/" + i), 0);
        }
        TestFiles.random(folder.resolve("one/a.jpg"), 0);
        List<Event> events = new CopyOnWriteArrayList<>();
        SendQueue sends = sends(new BreakingProtocol(), events);

        send(sends, OTTER, List.of(folder.resolve("photos")));
        awaitEnds(events, 1);
        send(sends, OTTER, List.of(folder.resolve("one")));
        awaitEnds(events, 2);
        send(sends, OTTER, List.of(folder.resolve("photos/7"), folder.resolve("one")));
        awaitEnds(events, 3);

        assertThat(ended(events).map(Transfer::title)).containsExactly("photos", "one", "7, one");
        sends.close();
    }

    @Test
    void whatIsLeftOutIsNamedInTheRowInTheLogAndByAnEventOfItsOwn() throws IOException {
        TestFiles.random(folder.resolve("photos/a.jpg"), 10);
        for (String name : List.of("1", "2", "3", "4", "5")) {
            Files.createSymbolicLink(folder.resolve("photos").resolve(name), Path.of("nowhere"));
        }
        List<Event> events = new CopyOnWriteArrayList<>();
        SendQueue sends = sends(new RefusingProtocol("breaking", false), events);

        send(sends, OTTER, List.of(folder.resolve("photos")));
        awaitEnds(events, 1);
        sends.close();

        Transfer transfer = ended(events).findFirst().orElseThrow();
        assertThat(transfer.state()).isEqualTo(TransferState.DONE);
        assertThat(transfer.sentence())
                .startsWith("Delivered, except photos/")
                .contains("(a link that leads nowhere)")
                .endsWith(" and 2 more.");
        assertThat(events)
                .filteredOn(Event.LeftOut.class::isInstance)
                .singleElement()
                .satisfies(
                        event -> assertThat(((Event.LeftOut) event).sentence()).contains("and 2 more"));
        Await.until(
                "it is in the log",
                () -> events.stream()
                        .anyMatch(event -> event instanceof Event.Logged line
                                && line.line().contains("Left out: photos/")));
    }

    @Test
    void theOtherAddressesThatWereProvenAreTriedInTurn() {
        RefusingProtocol secure = new RefusingProtocol("secure", true);
        secure.unreached.put(1, Stage.CONNECTING);
        secure.unreached.put(2, Stage.SECURING);

        Transfer ended = send(peer(verified(1), verified(2), verified(3)), secure);

        assertThat(secure.tried).containsExactly(1, 2, 3);
        assertThat(ended.state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void whoHasShownACertificateGetsNothingInAnyOtherWay() {
        RefusingProtocol secure = new RefusingProtocol("secure", true);
        RefusingProtocol plain = new RefusingProtocol("plain", false);
        secure.unreached.put(1, Stage.CONNECTING);

        Endpoint unencrypted = new Endpoint("secure", at(2), new Security.Plain());
        Transfer ended = send(peer(new Endpoint("plain", at(3)), unencrypted, verified(1)), secure, plain);

        assertThat(secure.tried).containsExactly(1);
        assertThat(plain.tried).isEmpty();
        assertThat(ended.state()).isEqualTo(TransferState.FAILED);
        assertThat(ended.sentence()).isEqualTo("Nobody at 1.");
    }

    @Test
    void whoNamedAnEncryptedProtocolIsSentToWithoutOnlyWhenNobodyIsThereAndThatIsSaid() {
        RefusingProtocol secure = new RefusingProtocol("secure", true);
        RefusingProtocol plain = new RefusingProtocol("plain", false);
        Peer claiming = peer(new Endpoint("plain", at(3)), new Endpoint("secure", at(1), new Security.Claimed("F0")));

        secure.unreached.put(1, Stage.SECURING);
        assertThat(send(claiming, secure, plain).state()).isEqualTo(TransferState.FAILED);
        assertThat(plain.tried).as("it is there, and somebody else").isEmpty();

        secure.unreached.put(1, Stage.CONNECTING);
        Transfer ended = send(claiming, secure, plain);
        assertThat(plain.tried).containsExactly(3);
        assertThat(ended.state()).isEqualTo(TransferState.DONE);
        assertThat(ended.sentence()).contains("without encryption");
    }

    /** Begins to send as the program does, without pictures; returns the id of the transfer. */
    static String send(SendQueue sends, Peer peer, List<Path> paths) {
        String id = TransferId.random();
        sends.send(id, peer, paths, PreviewMaker.NONE);
        return id;
    }

    private Transfer send(Peer peer, Protocol... protocols) {
        List<Event> events = new CopyOnWriteArrayList<>();
        SendQueue sends = new SendQueue(
                List.of(protocols),
                new Transfers(events::add),
                events::add,
                known -> known,
                NOBODY,
                () -> Settings.Links.FOLLOW,
                () -> {});
        send(sends, peer, List.of(TestFiles.random(folder.resolve("a"), 10)));
        awaitEnds(events, 1);
        sends.close();
        return ended(events).findFirst().orElseThrow();
    }

    private static Peer peer(Endpoint... endpoints) {
        return new Peer("otter", "Bright Otter", Optional.of("F0"), List.of(endpoints), Presence.HERE, false);
    }

    private static Endpoint verified(int port) {
        return new Endpoint("secure", at(port), new Security.Verified("F0"));
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static SendQueue sends(Protocol protocol, List<Event> events) {
        return new SendQueue(
                List.of(protocol),
                new Transfers(events::add),
                events::add,
                peer -> peer,
                NOBODY,
                () -> Settings.Links.FOLLOW,
                () -> {});
    }

    private static void awaitEnds(List<Event> events, int count) {
        Await.until(count + " transfers have ended", () -> ended(events).count() == count);
    }

    private static Stream<Transfer> ended(List<Event> events) {
        return events.stream()
                .filter(Event.TransferChanged.class::isInstance)
                .map(event -> ((Event.TransferChanged) event).transfer())
                .filter(transfer -> transfer.state().isFinal());
    }

    /** Keeps what it was to send, and delivers nothing. */
    private static final class BreakingProtocol implements SendingOnly {
        private final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins)
                throws IOException {
            outgoing.files().stream().map(OutgoingFile::name).forEach(names::add);
            throw new IOException("broken");
        }
    }

    /** Reaches nobody at some ports, and delivers at all others. */
    private static final class RefusingProtocol implements SendingOnly {
        private final String name;
        private final boolean encrypts;
        private final Map<Integer, Stage> unreached = new ConcurrentHashMap<>();
        private final List<Integer> tried = new CopyOnWriteArrayList<>();

        RefusingProtocol(String name, boolean encrypts) {
            this.name = name;
            this.encrypts = encrypts;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean encrypts() {
            return encrypts;
        }

        @Override
        public void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins)
                throws IOException {
            int port = to.address().getPort();
            tried.add(port);
            if (unreached.containsKey(port)) {
                throw new UnreachedException(unreached.get(port), "Nobody at " + port + ".", new IOException("test"));
            }
            outgoing.files().forEach(file -> recorder.fileEnded(file.path(), TransferState.DONE, ""));
        }
    }
}
