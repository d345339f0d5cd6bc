package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JTable;
import javax.swing.TransferHandler;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.PinReason;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.peers.PeersModel;
import wherry.ui.transfers.RowButtons;
import wherry.ui.transfers.TransferText;
import wherry.ui.transfers.TransfersModel;

/** What the user aims at is what gets it, whatever happens at that moment. */
class HoldStillTest extends WindowTest {
    private final Peer otter = Scenes.here("Bright Otter", "192.168.1.40");
    private final Peer heron = Scenes.here("Merry Heron", "192.168.1.41");
    private final Peer ant = Scenes.here("Able Ant", "192.168.1.50");
    private final Path file = Path.of("/tmp/a file.txt").toAbsolutePath();

    @BeforeEach
    void twoPeers() {
        tell(new Event.PeersChanged(List.of(otter, heron)));
    }

    /** The node tells who is there; when this returns the window knows of the ant, and of all before, shown or not. */
    private void tellOfTheAnt(Peer... there) {
        node.tell(new Event.PeersChanged(List.of(there)));
        await("the window has heard", () -> frame.model().peers.isThere(ant));
    }

    /** What the pointer does takes its way through the window system. */
    private void awaitAim() {
        await("it is noticed", () -> frame.model().aim.isTaken.get());
    }

    @Test
    void nothingMovesUnderADragAndTheDropGoesToTheRowThatIsLit() {
        DragSource source = drag(List.of(file.toFile()), TransferHandler.COPY);
        try {
            dragOntoRow(0, "Send to Bright Otter");
            node.tell(new Event.OfferOpened(Scenes.offer("o", "Stranger", new Security.Plain(), List.of())));
            node.tell(new Event.Warned("Something to know."));
            tellOfTheAnt(ant, otter, heron);
            assertThat(read(() -> list().getModel().getSize())).isEqualTo(2);
            assertThat(isPresent("question")).isFalse();
            assertThat(isPresent("notice")).isFalse();

            robot.releaseMouseButtons();
            awaitCall("send Bright Otter [" + file + "]");
            await("what happened meanwhile is shown", () -> list().getModel().getSize() == 3);
            await("the question came", () -> isPresent("question"));
            await("the notice came", () -> isPresent("notice"));
        } finally {
            robot.releaseMouseButtons();
            GuiActionRunner.execute(source.frame::dispose);
        }
    }

    @Test
    void nothingMovesWhileSomethingIsDraggedOverAnythingElseInTheWindow() {
        DragSource source = drag(List.of(file.toFile()), TransferHandler.COPY);
        try {
            Point log = read(() -> window.textBox("log").target().getLocationOnScreen());
            for (int i = 10; i >= 0; i--) {
                robot.moveMouse(log.x + 40 + i, log.y + 10);
            }
            awaitAim();
            tellOfTheAnt(ant, otter, heron);
            assertThat(read(() -> list().getModel().getSize())).isEqualTo(2);

            moveOut();
            await("it has left", () -> list().getModel().getSize() == 3);
        } finally {
            robot.releaseMouseButtons();
            GuiActionRunner.execute(source.frame::dispose);
        }
    }

    @Test
    void aDropOnSomebodyWhoHasLeftIsRefusedWithAWord() {
        DragSource source = drag(List.of(file.toFile()), TransferHandler.COPY);
        try {
            dragOntoRow(1, "Send to Merry Heron");
            tellOfTheAnt(ant, otter);
            robot.releaseMouseButtons();
            await("something is said", () -> canBeSeen("remark"));
            await(
                    "it is said",
                    () -> "Merry Heron has left: nothing was sent."
                            .equals(window.textBox("remark").target().getText()));
            assertThat(node.calls).noneMatch(call -> call.startsWith("send "));
        } finally {
            robot.releaseMouseButtons();
            GuiActionRunner.execute(source.frame::dispose);
        }
    }

    @Test
    void aPressedRowStaysWhereItIsUntilTheButtonIsUp() {
        Point row = at(list(), read(() -> new Point(40, list().indexToLocation(1).y + 10)));
        robot.moveMouse(row);
        robot.pressMouse(MouseButton.LEFT_BUTTON);
        awaitAim();
        tellOfTheAnt(ant, otter, heron);
        assertThat(read(() -> list().getModel().getSize())).isEqualTo(2);
        robot.releaseMouseButtons();
        await("the newcomer is shown", () -> list().getModel().getSize() == 3);
        assertThat(read(() -> list().getSelectedValue().alias())).isEqualTo("Merry Heron");
    }

    @Test
    void theButtonOfARowActsOnTheTransferThatWasPressedOrOnNone() {
        tell(new Event.TransferChanged(moving("first")));
        JTable table = window.table("transfers").target();
        Point cross = at(table, cancelButton(table));
        robot.moveMouse(cross);
        robot.pressMouse(MouseButton.LEFT_BUTTON);
        awaitAim();
        node.tell(new Event.TransferChanged(moving("second")));
        tellOfTheAnt(ant, otter, heron);
        assertThat(read(table::getRowCount)).isEqualTo(1);
        robot.releaseMouseButtons();
        awaitCall("cancel first");
        await("the other one is shown", () -> table.getRowCount() == 2);
        assertThat(node.calls).doesNotContain("cancel second");
    }

    @Test
    void twoTransfersInOneRowAreNotTheSameButton() {
        tell(new Event.TransferChanged(moving("first")));
        JTable table = window.table("transfers").target();
        RowButtons buttons = read(() -> List.of(table.getMouseListeners()).stream()
                .filter(RowButtons.class::isInstance)
                .map(RowButtons.class::cast)
                .findFirst()
                .orElseThrow());
        Point place = cancelButton(table);
        Optional<RowButtons.Place> before = read(() -> buttons.at(place));
        tell(new Event.TransferChanged(moving("second")));
        assertThat(before).isPresent().isNotEqualTo(read(() -> buttons.at(place)));
    }

    @Test
    void nobodyIsChosenButByTheUser() {
        tell(new Event.PeersChanged(List.of(otter)));
        assertThat(read(() -> list().isSelectionEmpty())).isTrue();
        tell(new Event.PeersChanged(List.of(otter, heron)));
        select("Merry Heron");
        tell(new Event.PeersChanged(List.of(otter)));
        assertThat(read(() -> list().isSelectionEmpty()))
                .as("whoever is left when the chosen one leaves")
                .isTrue();

        focus("peers");
        chooser.files = List.of(file);
        press(KeyEvent.VK_O, KeyEvent.VK_CONTROL);
        press(KeyEvent.VK_V, KeyEvent.VK_CONTROL);
        await("it is on the shelf", () -> !frame.model().shelf.items.get().isEmpty());
        focus("peers");
        press(KeyEvent.VK_ENTER);
        window.textBox("remark").requireText("First click somebody in the list.");
        assertThat(chooser.asked).containsExactly("Files for the shelf");
        assertThat(chooser.approved).containsExactly("Put on the shelf");
        assertThat(node.calls).isEmpty();
    }

    @Test
    void afterFilteringTheFirstMatchIsChosenAndNeverAnEarlierChoice() {
        tell(new Event.PeersChanged(List.of(ant, otter, heron)));
        select("Merry Heron");
        focus("peerFilter");
        robot.enterText("er");
        robot.waitForIdle();
        press(KeyEvent.VK_DOWN);
        assertThat(read(() -> list().getSelectedValue().alias())).isEqualTo("Bright Otter");
        assertThat(read(() -> window.label("peersHeading").target().getText())).isEqualTo("NEARBY  2 of 3");
    }

    @Test
    void aDoubleClickOnAPeerChoosesFilesForIt() {
        chooser.files = List.of(file);
        Point row = new Point(60, read(() -> list().indexToLocation(1).y) + 10);
        // On a busy machine two clicks may come too far apart to be a double click.
        for (int i = 0; i < 5 && chooser.asked.isEmpty(); i++) {
            robot.click(list(), row, MouseButton.LEFT_BUTTON, 2);
            robot.waitForIdle();
        }
        awaitCall("send Merry Heron [" + file + "]");
    }

    @Test
    void namesAreSortedAsPeopleDo() {
        PeersModel model = new PeersModel(Collator.getInstance(Locale.GERMAN));
        model.replace(List.of(
                Scenes.here("zeta", "10.0.0.1"),
                Scenes.here("\u00C4rger", "10.0.0.2"),
                Scenes.here("Beta", "10.0.0.3")));
        assertThat(List.of(
                        model.getElementAt(0).alias(),
                        model.getElementAt(1).alias(),
                        model.getElementAt(2).alias()))
                .containsExactly("\u00C4rger", "Beta", "zeta");
    }

    @Test
    void theSecondTryOfAPinIsTypedWhereTheFirstWasEvenIfSomethingElseHadTheFocusBefore() {
        focus("peerFilter");
        tell(pin(PinReason.NEEDED));
        focus("pin");
        robot.enterText("1234");
        press(KeyEvent.VK_ENTER);
        awaitCall("pin t 1234");
        await("the strip has gone", () -> !isPresent("pinQuestion"));
        await("the focus is where it was", () -> "peerFilter".equals(nameOf(frame.getFocusOwner())));

        tell(pin(PinReason.WRONG));
        await("the next try has the focus", () -> "pin".equals(nameOf(frame.getFocusOwner())));
        robot.enterText("4711");
        press(KeyEvent.VK_ENTER);
        awaitCall("pin t 4711");
        assertThat(window.textBox("peerFilter").text()).isEmpty();
    }

    @Test
    void whoHadTheFocusBeforeAQuestionHasItAgainAfterwards() {
        focus("log");
        tell(new Event.OfferOpened(Scenes.offer("o", "Fox", new Security.Plain(), List.of())));
        focus("decline");
        tell(new Event.OfferClosed("o"));
        await("the focus is where it was", () -> "log".equals(nameOf(frame.getFocusOwner())));
    }

    @Test
    void aKeyThatWasOnItsWayWhenAQuestionCameAnswersNothing() {
        onEventThread(() -> {
            frame.model()
                    .accept(List.of(new Event.OfferOpened(Scenes.offer("o", "Fox", new Security.Plain(), List.of()))));
            ((JButton) robot.finder().findByName(frame, "accept")).doClick(0);
            ((JButton) robot.finder().findByName(frame, "decline")).doClick(0);
        });
        assertThat(node.calls).isEmpty();
        assertThat(isPresent("question")).isTrue();
    }

    @Test
    void whatWasSentCanBeSentAgainAndOnlyFailuresAllAtOnce() {
        for (TransferState state : TransferState.values()) {
            Transfer ended = Scenes.transfer("t", Direction.SENDING, "a", "Otter", state);
            assertThat(TransferText.canRetry(ended)).as("%s", state).isEqualTo(state.isFinal());
            assertThat(TransferText.hasFailed(ended)).as("%s", state).isEqualTo(state == TransferState.FAILED);
        }
    }

    private static Event pin(PinReason reason) {
        return new Event.PinWanted(Scenes.transfer("t", Direction.SENDING, "a", "Otter", TransferState.ASKING), reason);
    }

    private static Transfer moving(String id) {
        return Scenes.moving(id, Direction.SENDING, id, "Bright Otter", 1, 10);
    }

    private static Point cancelButton(JTable table) {
        return read(() -> {
            var cell = table.getCellRect(0, TransfersModel.ACTIONS, false);
            for (int x = cell.x + cell.width - 1; x > cell.x; x -= 2) {
                Point point = new Point(x, cell.y + cell.height / 2);
                for (var listener : table.getMouseListeners()) {
                    if (listener instanceof RowButtons buttons
                            && buttons.at(point).isPresent()) {
                        return point;
                    }
                }
            }
            throw new AssertionError("no button");
        });
    }

    private static Point at(Component component, Point inside) {
        return read(() -> {
            Point place = component.getLocationOnScreen();
            return new Point(place.x + inside.x, place.y + inside.y);
        });
    }

    private static String nameOf(Component component) {
        return component == null ? "" : String.valueOf(component.getName());
    }

    /** To where no window is. */
    private void moveOut() {
        Point outside = read(() -> new Point(frame.getX() + frame.getWidth() + 60, frame.getY() + 40));
        for (int i = 10; i >= 0; i--) {
            robot.moveMouse(outside.x + i, outside.y);
        }
    }
}
