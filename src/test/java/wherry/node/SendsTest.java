package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.discovery.AnnouncementCodec;
import wherry.protocol.Outgoing;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PinPrompt;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.Reception;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

class SendsTest {
    private static final Comebacks NOBODY = new Comebacks(List::of, Comebacks.LIMIT);

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
        Sends sends = sends(protocol, events);

        String first = sends.send(OTTER, List.of(folder.resolve("photos")));
        awaitEnds(events, 1);
        sends.retry(first);
        awaitEnds(events, 2);

        assertThat(protocol.names).containsExactly("photos/summer/a.jpg", "photos/summer/a.jpg");
        sends.close();
    }

    @Test
    void aFolderIsCalledByItsNameAndTheFilesInIt() {
        for (int i = 0; i < 1_001; i++) {
            TestFiles.random(folder.resolve("photos/" + i), 0);
        }
        TestFiles.random(folder.resolve("one/a.jpg"), 0);
        List<Event> events = new CopyOnWriteArrayList<>();
        Sends sends = sends(new BreakingProtocol(), events);

        sends.send(OTTER, List.of(folder.resolve("photos")));
        awaitEnds(events, 1);
        sends.send(OTTER, List.of(folder.resolve("one")));
        awaitEnds(events, 2);
        sends.send(OTTER, List.of(folder.resolve("photos/7"), folder.resolve("one")));
        awaitEnds(events, 3);

        assertThat(ended(events).map(Transfer::title)).containsExactly("1 001 files in photos", "one", "2 files");
        sends.close();
    }

    private static Sends sends(Protocol protocol, List<Event> events) {
        return new Sends(List.of(protocol), new Transfers(events::add), events::add, peer -> peer, NOBODY);
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
    private static final class BreakingProtocol implements Protocol {
        private final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public int defaultPort() {
            return 1;
        }

        @Override
        public boolean keepsFolders() {
            return true;
        }

        @Override
        public AnnouncementCodec announcements() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProtocolServer open(InetSocketAddress at, Reception reception) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void send(Outgoing outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
            outgoing.files().stream().map(OutgoingFile::name).forEach(names::add);
            throw new IOException("broken");
        }
    }
}
