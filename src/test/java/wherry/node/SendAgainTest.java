package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PinPrompt;
import wherry.protocol.SendRequest;
import wherry.settings.Settings;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What has arrived can be sent again, too, and everybody is told what a transfer consists of. */
class SendAgainTest implements SendingOnly {
    private static final Peer OTTER = new Peer(
            "otter",
            "Bright Otter",
            Optional.empty(),
            List.of(new Endpoint("plain", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))),
            Presence.HERE,
            false);

    @TempDir
    Path folder;

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Test
    void whatArrivedIsSentAgainAsAWholeAndTheLogNamesItsFiles() {
        for (String name : List.of("photos/a", "photos/b", "notes", "c", "d")) {
            TestFiles.random(folder.resolve(name), 1);
        }
        SendQueue sends = new SendQueue(
                List.of(this),
                new Transfers(events::add),
                events::add,
                peer -> peer,
                new PeerReturns(List::of, PeerReturns.LIMIT),
                () -> Settings.Links.FOLLOW,
                () -> {});
        List<Path> picked =
                List.of(folder.resolve("photos"), folder.resolve("notes"), folder.resolve("c"), folder.resolve("d"));
        String first = SendQueueTest.send(sends, OTTER, picked);
        awaitEnds(1);
        sends.retry(first);
        awaitEnds(2);

        assertThat(sent).hasSize(10).contains("photos/a", "photos/b", "notes", "c", "d");
        List<Event.FilesListed> listed = events.stream()
                .filter(Event.FilesListed.class::isInstance)
                .map(Event.FilesListed.class::cast)
                .toList();
        assertThat(listed).hasSize(2);
        assertThat(listed.get(1).files()).hasSize(5);
        assertThat(listed.get(1).sources()).contains(folder.resolve("photos/b"));
        assertThat(listed.get(1).picked()).isEqualTo(picked);
        assertThat(events).contains(new Event.SentAgain(first, listed.get(1).transferId()));
        Await.until(
                "both are in the log",
                () -> events.stream()
                                .filter(event -> event instanceof Event.Logged line
                                        && line.tone() == Event.Logged.Tone.DONE
                                        && line.line()
                                                .equals("Sent photos, notes, c and 1 more (5 files) to Bright Otter:"
                                                        + " delivered."))
                                .count()
                        == 2);
        sends.close();
    }

    private void awaitEnds(int count) {
        Await.until(
                count + " have ended",
                () -> events.stream()
                                .filter(event -> event instanceof Event.TransferChanged changed
                                        && changed.transfer().state() == TransferState.DONE)
                                .count()
                        == count);
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        outgoing.files().stream().map(OutgoingFile::name).forEach(sent::add);
        outgoing.files().forEach(file -> recorder.fileEnded(file.path(), TransferState.DONE, ""));
    }
}
