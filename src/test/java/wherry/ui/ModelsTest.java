package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.text.BadLocationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.DeviceKind;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.model.TrustController;
import wherry.ui.peers.AddPeerDialog;
import wherry.ui.peers.DroppedPaths;
import wherry.ui.peers.PeerText;
import wherry.ui.peers.PeersModel;
import wherry.ui.transfers.TransferText;
import wherry.ui.transfers.TransfersModel;

/** What needs no screen. */
class ModelsTest {
    @Test
    void theLogKeepsItsLatestLines() throws BadLocationException {
        LogDocument log = new LogDocument();
        for (int batch = 0; batch < 20; batch++) {
            int first = batch * 1_000;
            log.append(IntStream.range(first, first + 1_000)
                    .mapToObj(i -> new Event.Logged(Instant.EPOCH, "line " + i))
                    .toList());
        }
        assertThat(log.getDefaultRootElement().getElementCount())
                .isBetween(LogDocument.LONGEST - 1_000, LogDocument.LONGEST);
        assertThat(log.getText(0, log.getLength())).endsWith("line 19999").doesNotContain("line 1\n");
    }

    @Test
    void aLineCannotForgeAnother() throws BadLocationException {
        LogDocument log = new LogDocument();
        log.append(List.of(new Event.Logged(Instant.EPOCH, "one\n10:00:00 Finished.")));
        assertThat(log.getText(0, log.getLength())).doesNotContain("\n").contains("\\n");
    }

    @Test
    void whoeverIsHereComesFirstThenByName() {
        PeersModel model = new PeersModel();
        model.replace(List.of(
                Scenes.peer("1", "alpha", "10.0.0.1", Presence.AWAY),
                Scenes.peer("2", "Zulu", "10.0.0.2", Presence.HERE),
                Scenes.peer("3", "bravo", "10.0.0.3", Presence.UNHEARD)));
        assertThat(model.listed.get()).extracting(Peer::alias).containsExactly("bravo", "Zulu", "alpha");
        model.filter("0.0.2");
        assertThat(model.listed.get()).extracting(Peer::alias).containsExactly("Zulu");
        assertThat(model.anyHidden()).isTrue();
    }

    @Test
    void aPeerIsCalledByWhatItSaysToBeElseByWhatItSpeaks() {
        assertThat(PeerText.kind(Scenes.here("", "10.0.0.1"))).isEqualTo("Program of 2009");
        assertThat(PeerText.kind(Scenes.here("Otter", "10.0.0.1"))).isEqualTo("Wherry");
        Peer phone = Scenes.verified("Anna", "10.0.0.1", "AB".repeat(32));
        assertThat(PeerText.kind(phone.withDevice(DeviceKind.of("mobile", "iPhone"))))
                .isEqualTo("iPhone");
        assertThat(PeerText.name(Scenes.here("", "10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void aPeerShowsTheBestItSpeaksAndHowWellItIsKnown(@TempDir Path home) throws IOException {
        Peer otter = Scenes.verified("Otter", "10.0.0.1", "AB".repeat(32));
        assertThat(PeerText.kind(otter)).isEqualTo("LocalSend");
        assertThat(PeerText.verified(otter)).contains("AB".repeat(32));
        TrustStore store = TrustStore.open(home, Clock.systemUTC());
        TrustController trust = new TrustController(store, Runnable::run, line -> {});
        assertThat(PeerText.tip(otter, trust)).contains("LocalSend, encrypted");
        store.put(new Trust("AB".repeat(32), "Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
        assertThat(PeerText.tip(otter, trust)).contains("LocalSend, known");
        store.check("AB".repeat(32), "Otter");
        assertThat(PeerText.tip(otter, trust)).contains("LocalSend, checked");
        assertThat(PeerText.verified(Scenes.here("Otter", "10.0.0.1"))).isEmpty();
    }

    @Test
    void strangersCannotFillTheListOfTransfers() {
        TransfersModel model = new TransfersModel();
        model.upsert(List.of(Scenes.moving("running", Direction.SENDING, "x", "y", 1, 2)));
        Stream<Transfer> flood = IntStream.range(0, TransfersModel.LONGEST + 100)
                .mapToObj(i -> Scenes.ended("" + i, Direction.RECEIVING, "f", "p", TransferState.DECLINED, ""));
        model.upsert(flood.toList());
        assertThat(model.getRowCount()).isEqualTo(TransfersModel.LONGEST);
        assertThat(model.tally.get().running()).isEqualTo(1);
    }

    @Test
    void amountsAndTimesReadAsPeopleSayThem() {
        Transfer moving = Scenes.moving("m", Direction.SENDING, "12 files", "Bright Otter", 512_000_000, 812_000_000);
        assertThat(TransferText.spoken(moving))
                .isEqualTo("12 files → Bright Otter, 63 %, 512 of 812 MB, 88 MB/s, 4 s left");
    }

    @Test
    void statesHaveWordsAndDeliveredIsNotTheSameAsUnconfirmed() {
        for (TransferState state : TransferState.values()) {
            for (Direction direction : Direction.values()) {
                assertThat(TransferText.state(Scenes.transfer("t", direction, "f", "p", state)))
                        .isNotBlank();
            }
        }
        assertThat(TransferText.state(Scenes.transfer("t", Direction.SENDING, "f", "p", TransferState.DONE)))
                .isEqualTo("Delivered");
        assertThat(TransferText.state(Scenes.transfer("t", Direction.SENDING, "f", "p", TransferState.UNCONFIRMED)))
                .isEqualTo("Sent, not confirmed");
    }

    @Test
    void aListOfUrisYieldsItsFilesAndNamesWhatIsNone() {
        DroppedPaths dropped =
                DroppedPaths.fromUriList("#c\r\nfile:///tmp/a%20b\r\n\r\nhttp://example.org/\r\nfile:///tmp/c\r\n");
        assertThat(dropped.paths()).containsExactly(Path.of("/tmp/a b"), Path.of("/tmp/c"));
        assertThat(dropped.problem()).contains("http://example.org/ is not a file on this computer.");
    }

    @Test
    void whatIsNoFileIsNamedWhateverItIsAndTheFilesOfAMixedDropGo() {
        DroppedPaths mixed = DroppedPaths.fromUriList("""
                file:///tmp/a
                trash:///b
                sftp://nas/c
                mtp://phone/d
                https://example.org/e
                https://example.org/f
                file://nas/g
                """);
        assertThat(mixed.paths()).containsExactly(Path.of("/tmp/a"));
        assertThat(mixed.problem())
                .contains("These are not files on this computer: trash:///b, sftp://nas/c, mtp://phone/d and 3 more.");

        DroppedPaths two = DroppedPaths.fromUriList("trash:///b\r\nfile:relative\r\ntrash:///b\r\n");
        assertThat(two.paths()).isEmpty();
        assertThat(two.problem()).contains("These are not files on this computer: trash:///b, file:relative.");
    }

    @Test
    void thisComputerMayBeCalledByItsName() {
        DroppedPaths dropped = DroppedPaths.fromUriList("file://localhost/tmp/Gr%C3%BC%C3%9Fe\r\nfile:/tmp/b\r\n");
        assertThat(dropped.paths()).containsExactly(Path.of("/tmp/Grüße"), Path.of("/tmp/b"));
        assertThat(dropped.problem()).isEmpty();
    }

    @Test
    void aPictureOrAnAddressWithoutAFileIsNamed() {
        assertThat(DroppedPaths.read(new StringSelection("https://example.org/x"))
                        .problem())
                .contains("https://example.org/x is not a file on this computer.");
        assertThat(DroppedPaths.read(new StringSelection("Dear Otter: hello")).problem())
                .get()
                .asString()
                .startsWith("That is text and not a file");
        assertThat(DroppedPaths.read(new Picture()).problem())
                .get()
                .asString()
                .startsWith("That is a picture and not a file");
        assertThat(DroppedPaths.namedIn(new Picture().getTransferDataFlavors())).isTrue();
    }

    /** As a browser hands it over. */
    private record Picture() implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.imageFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.imageFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) {
            throw new AssertionError("Nobody needs the picture itself");
        }
    }

    @Test
    void aNameThatThisComputerCannotExpressIsNamedAndTheOthersStillGo() {
        DroppedPaths dropped = DroppedPaths.read(HandedOver.files(List.of(new File("/tmp/a\0b"), new File("/tmp/c"))));
        assertThat(dropped.paths()).containsExactly(Path.of("/tmp/c"));
        assertThat(dropped.problem().orElseThrow()).contains("a\\u0000b", "LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.31",
                "192.168.1.31:54321",
                "phone",
                "phone.local:80",
                "[fe80::1]:54321",
                "[::1]",
                "::1",
                "müller"
            })
    void addresses(String text) {
        assertThat(AddPeerDialog.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "host:",
                "host:0",
                "host:65536",
                "a,b",
                "http://host",
                "host:123456",
                "999.1.1.1",
                "1.2.3",
                "10.0.0.256:54321"
            })
    void notAddresses(String text) {
        assertThat(AddPeerDialog.problem(text)).isPresent();
    }
}
