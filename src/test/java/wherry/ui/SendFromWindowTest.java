package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.TransferHandler;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.JListFixture;
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
            moveOntoRow(0);
            await("the row lights up", () -> rowText(0).equals("Send to Bright Otter"));
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
                .isEqualTo("Otter LocalSend verified");
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
        assertThat(imports("drop", new FileList(List.of(file.toFile())))).isTrue();
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
    void withoutASelectedPeerNothingCanBeDropped() {
        assertThat(imports("drop", new FileList(List.of(file.toFile())))).isFalse();
        assertThat(window.label("dropHeading").text()).isEqualTo("Choose a peer, then drop files here");
    }

    @Test
    void theDropAreaNamesWhomItSendsTo() {
        select("Bright Otter");
        window.label("dropHeading").requireText("Drop files here for Bright Otter");
    }

    @Test
    void whatIsNotAFileIsNamed() {
        select("Bright Otter");
        imports("drop", new UriList("https://example.org/x\r\n"));
        window.label("remark").requireText("https://example.org/x is not a file on this computer.");
        assertThat(node.calls).isEmpty();
    }

    @Test
    void controlOChoosesFilesForTheSelectedPeer() {
        chooser.files = List.of(file, other);
        select("Bright Otter");
        press(KeyEvent.VK_O, KeyEvent.VK_CONTROL);
        awaitCall("send Bright Otter [" + file + ", " + other + "]");
        assertThat(chooser.asked).containsExactly("Send files to Bright Otter");
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
        onEventThread(
                () -> frame.getToolkit().getSystemClipboard().setContents(new FileList(List.of(file.toFile())), null));
        for (String pane : List.of("peers", "transfers", "log")) {
            select("Bright Otter");
            node.calls.clear();
            focus(pane);
            press(KeyEvent.VK_V, KeyEvent.VK_CONTROL);
            awaitCall("send Bright Otter [" + file + "]");
        }
    }

    @Test
    void aClipboardWithoutFilesIsExplained() {
        onEventThread(() -> frame.getToolkit().getSystemClipboard().setContents(new StringSelection("words"), null));
        select("Bright Otter");
        window.button("paste").click();
        await("a remark", () -> window.label("remark").text().startsWith("The clipboard holds no files."));
    }

    @Test
    void enterOnAPeerChoosesFilesForIt() {
        chooser.files = List.of(file);
        select("Merry Heron");
        press(KeyEvent.VK_ENTER);
        awaitCall("send Merry Heron [" + file + "]");
    }

    @Test
    void theButtonsChooseAndWithoutAPeerSayWhatIsMissing() {
        window.button("chooseFiles").click();
        window.label("remark").requireText("First choose a peer in the list.");
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

    private void select(String name) {
        peers().selectItem(name);
    }

    private JListFixture peers() {
        JListFixture peers = window.list("peers");
        peers.replaceCellReader((list, row) -> rowText(row));
        return peers;
    }

    private boolean imports(String name, Transferable transferable) {
        JComponent target = (JComponent) robot.finder().findByName(frame, name);
        return read(() ->
                target.getTransferHandler().importData(new TransferHandler.TransferSupport(target, transferable)));
    }

    @SuppressWarnings("unchecked")
    private JList<Peer> list() {
        return (JList<Peer>) window.list("peers").target();
    }

    private String rowText(int row) {
        JList<Peer> list = list();
        PeerRow cell = (PeerRow) list.getCellRenderer()
                .getListCellRendererComponent(list, list.getModel().getElementAt(row), row, false, false);
        return cell.getAccessibleContext().getAccessibleName();
    }

    private DragSource drag(List<File> files, int actions) {
        DragSource source = GuiActionRunner.execute(() -> new DragSource(files, actions));
        await("the source is there", () -> source.label.isShowing());
        Point from = read(() -> {
            Point place = source.label.getLocationOnScreen();
            return new Point(place.x + 20, place.y + 20);
        });
        robot.moveMouse(from);
        robot.pressMouse(MouseButton.LEFT_BUTTON);
        for (int i = 1; i < 12; i++) {
            robot.moveMouse(from.x + 2 * i, from.y + i);
        }
        return source;
    }

    private void moveOntoRow(int row) {
        Point to = read(() -> {
            Point place = list().getLocationOnScreen();
            Point cell = list().indexToLocation(row);
            return new Point(place.x + cell.x + 60, place.y + cell.y + 15);
        });
        for (int i = 10; i >= 0; i--) {
            robot.moveMouse(to.x + i, to.y);
        }
    }

    /** A window that files can be dragged out of. */
    private static final class DragSource {
        final JFrame frame = new JFrame("source");
        final JLabel label = new JLabel("drag me");
        volatile int action = -1;

        DragSource(List<File> files, int actions) {
            label.setTransferHandler(new TransferHandler() {
                @Override
                protected Transferable createTransferable(JComponent component) {
                    return new FileList(files);
                }

                @Override
                public int getSourceActions(JComponent component) {
                    return actions;
                }

                @Override
                protected void exportDone(JComponent component, Transferable data, int done) {
                    action = done;
                }
            });
            label.addMouseMotionListener(new java.awt.event.MouseMotionAdapter() {
                @Override
                public void mouseDragged(java.awt.event.MouseEvent event) {
                    int wanted = (actions & TransferHandler.COPY) != 0 ? TransferHandler.COPY : TransferHandler.MOVE;
                    label.getTransferHandler().exportAsDrag(label, event, wanted);
                }
            });
            frame.add(label);
            frame.setBounds(1200, 850, 200, 100);
            frame.setVisible(true);
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
