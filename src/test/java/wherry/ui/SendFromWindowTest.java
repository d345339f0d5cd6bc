package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JList;
import javax.swing.TransferHandler;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.JPopupMenuFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.transfer.Event;
import wherry.transfer.Peer;

class SendFromWindowTest extends WindowTest {
    private final Peer otter = Scenes.here("Bright Otter", "192.168.1.40");
    private final Peer heron = Scenes.here("Merry Heron", "192.168.1.41");
    private final Path file = Path.of("/tmp/a file.txt").toAbsolutePath();
    private final Path other = Path.of("/tmp/folder").toAbsolutePath();

    @BeforeEach
    void twoPeers() {
        tell(new Event.PeersChanged(List.of(otter, heron)));
    }

    @Test
    void filesDraggedOntoARowGoToThatPeerAsCopies() {
        select("Merry Heron");
        DragSource source = drag(List.of(file.toFile(), other.toFile()), TransferHandler.COPY_OR_MOVE);
        try {
            dragOntoRow(0, "Send to Bright Otter");
            robot.releaseMouseButtons();
            awaitCall("send Bright Otter [" + file + ", " + other + "]");
            await("the source was told", () -> source.action >= 0);
            assertThat(source.action).isEqualTo(TransferHandler.COPY);
        } finally {
            robot.releaseMouseButtons();
            GuiActionRunner.execute(source.frame::dispose);
        }
    }

    @Test
    void lookAgainAsksTheNetwork() {
        window.button("lookAgain").click();
        awaitCall("look again");
    }

    @Test
    void aVerifiedPeerHasALockThatIsAlsoSpoken() {
        tell(new Event.PeersChanged(List.of(Scenes.verified("Otter", "192.168.1.40", "AB".repeat(32)))));
        JList<?> list = window.list("peers").target();
        assertThat(read(() -> list.getAccessibleContext()
                        .getAccessibleChild(0)
                        .getAccessibleContext()
                        .getAccessibleName()))
                .isEqualTo("Otter LocalSend encrypted");
    }

    @Test
    void aSourceThatOnlyMovesIsRefused() {
        DragSource source = drag(List.of(file.toFile()), TransferHandler.MOVE);
        try {
            moveOntoRow(0);
            robot.releaseMouseButtons();
            await("the source was told", () -> source.action >= 0);
            assertThat(source.action).isEqualTo(TransferHandler.NONE);
            assertThat(node.calls).isEmpty();
        } finally {
            robot.releaseMouseButtons();
            GuiActionRunner.execute(source.frame::dispose);
        }
    }

    @Test
    void aDropOnTheDropAreaGoesToTheSelectedPeer() {
        select("Merry Heron");
        assertThat(imports("drop", HandedOver.files(List.of(file.toFile())))).isTrue();
        awaitCall("send Merry Heron [" + file + "]");
    }

    @Test
    void aDropOfAUriListWorksToo() {
        select("Merry Heron");
        assertThat(imports("drop", new UriList("# comment\r\nfile:///tmp/a%20file.txt\r\nfile:///tmp/folder\r\n")))
                .isTrue();
        awaitCall("send Merry Heron [" + file + ", " + other + "]");
    }

    @Test
    void theDropAreaNamesWhomItSendsTo() {
        select("Bright Otter");
        window.label("dropHeading").requireText("Drop anything here for Bright Otter");
        window.textBox("explanation").requireText("Files, folders, pictures, text. It is sent at once.");
        onEventThread(() -> list().clearSelection());
        window.textBox("explanation").requireText("Files, folders, pictures, text. Then click whom to send it to.");
    }

    @Test
    void whatIsNotAFileIsNamed() {
        select("Bright Otter");
        imports("drop", new UriList("sftp://example.org/x\r\n"));
        window.textBox("remark").requireText("sftp://example.org/x is not a file on this computer.");
        assertThat(node.calls).isEmpty();
    }

    @Test
    void theFilesOfAMixedDropGoAndTheRestIsNamed() {
        select("Bright Otter");
        assertThat(imports("drop", new UriList("trash:///x\r\nfile:///tmp/a%20file.txt\r\n")))
                .isTrue();
        awaitCall("send Bright Otter [" + file + "]");
        window.textBox("remark").requireText("trash:///x is not a file on this computer.");
    }

    @Test
    void aDropOfTextGoesAsATextWhereThatIsTaken() {
        tell(new Event.PeersChanged(List.of(Scenes.verified("Anna", "192.168.1.40", "AB".repeat(32)))));
        select("Anna");
        assertThat(imports("drop", new StringSelection("words"))).isTrue();
        awaitCall("text Anna words");
    }

    @Test
    void aDroppedLinkGoesAsAText() {
        tell(new Event.PeersChanged(List.of(Scenes.verified("Anna", "192.168.1.40", "AB".repeat(32)))));
        select("Anna");
        assertThat(imports("drop", new UriList("https://example.org/x\r\n"))).isTrue();
        awaitCall("text Anna https://example.org/x");
    }

    @Test
    void aDropOfTextGoesAsAFileToWhoeverTakesNothingElse() throws IOException {
        select("Bright Otter");
        assertThat(imports("drop", new StringSelection("words"))).isTrue();
        await("a file goes", () -> !node.calls.isEmpty());
        String call = node.calls.get(0);
        assertThat(call).startsWith("send Bright Otter [").endsWith(".txt]");
        Path written = Path.of(call.substring(call.indexOf('[') + 1, call.length() - 1));
        assertThat(Files.readString(written)).isEqualTo("words");
    }

    @Test
    void controlOChoosesFilesForTheSelectedPeer() {
        chooser.files = List.of(file, other);
        select("Bright Otter");
        press(KeyEvent.VK_O, KeyEvent.VK_CONTROL);
        awaitCall("send Bright Otter [" + file + ", " + other + "]");
        assertThat(chooser.asked).containsExactly("Send files to Bright Otter");
        assertThat(chooser.approved).containsExactly("Send");
    }

    @Test
    void controlShiftOChoosesAFolder() {
        chooser.folders = List.of(other);
        select("Bright Otter");
        press(KeyEvent.VK_O, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT);
        awaitCall("send Bright Otter [" + other + "]");
    }

    @Test
    void controlVSendsTheFilesOnTheClipboardWhateverPaneHasTheFocus() {
        onEventThread(() ->
                frame.getToolkit().getSystemClipboard().setContents(HandedOver.files(List.of(file.toFile())), null));
        for (String pane : List.of("peers", "transfers", "log")) {
            select("Bright Otter");
            node.calls.clear();
            focus(pane);
            press(KeyEvent.VK_V, KeyEvent.VK_CONTROL);
            awaitCall("send Bright Otter [" + file + "]");
        }
    }

    @Test
    void anEmptyClipboardIsExplained() {
        onEventThread(() -> frame.getToolkit().getSystemClipboard().setContents(new Nothing(), null));
        select("Bright Otter");
        window.button("paste").click();
        await("a remark", () -> canBeSeen("remark"));
        assertThat(window.textBox("remark").text()).startsWith("The clipboard is empty.");
    }

    @Test
    void enterOnAPeerChoosesFilesForIt() {
        chooser.files = List.of(file);
        select("Merry Heron");
        press(KeyEvent.VK_ENTER);
        awaitCall("send Merry Heron [" + file + "]");
    }

    @Test
    void theButtonsChooseForWhoeverIsChosen() {
        chooser.folders = List.of(other);
        select("Bright Otter");
        window.button("chooseFolder").click();
        awaitCall("send Bright Otter [" + other + "]");
    }

    @Test
    void theMenuOfAPeerRemovesIt() {
        Point row = read(() -> list().indexToLocation(1));
        row.translate(30, 10);
        new JPopupMenuFixture(robot, robot.showPopupMenu(list(), row))
                .menuItem("removePeer")
                .click();
        awaitCall("remove Merry Heron");
    }

    @Test
    void whoeverIsSelectedStaysSelectedWhenTheListChanges() {
        select("Merry Heron");
        tell(new Event.PeersChanged(List.of(
                heron, Scenes.here("Able Ant", "192.168.1.50"), otter, Scenes.here("Calm Cat", "192.168.1.51"))));
        assertThat(read(() -> list().getSelectedValue().id())).isEqualTo("Merry Heron");
        tell(new Event.PeersChanged(List.of(otter, Scenes.here("Calm Cat", "192.168.1.51"))));
        assertThat(read(() -> list().isSelectionEmpty())).isTrue();
    }

    private record Nothing() implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[0];
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return false;
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            throw new UnsupportedFlavorException(flavor);
        }
    }

    private record UriList(String text) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {new DataFlavor("text/uri-list;class=java.lang.String", "uris")};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.isMimeTypeEqual("text/uri-list");
        }

        @Override
        public Object getTransferData(DataFlavor flavor) {
            return text;
        }
    }
}
