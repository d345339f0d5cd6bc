package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.transfers.RowAction;
import wherry.ui.transfers.TransferActionsCell;
import wherry.ui.transfers.TransferRow;
import wherry.ui.transfers.TransfersModel;
import wherry.ui.transfers.TransfersTable;

class TransfersTest extends WindowTest {
    private Path photo;
    private Transfer saved;
    private final Transfer moving = Scenes.moving("m", Direction.SENDING, "12 files", "Otter", 512, 812);
    private final Transfer failed =
            Scenes.ended("f", Direction.SENDING, "x", "NAS", TransferState.FAILED, "Nobody answered.");

    @BeforeEach
    void receive() throws IOException {
        photo = Files.writeString(folder.resolve("photo.jpg"), "x");
        saved = Scenes.saved("s", "photo.jpg", "192.168.1.31", photo);
    }

    @Test
    void theLatestIsOnTopAndSnapshotsOfOneTransferAreOneRow() {
        show(moving, saved, moving);
        assertThat(table().getRowCount()).isEqualTo(2);
        assertThat(table().transferAt(0)).contains(saved);
        assertThat(table().transferAt(1)).contains(moving);
    }

    @Test
    void theCrossCancels() {
        show(saved, moving);
        click(0, RowAction.CANCEL);
        awaitCall("cancel m");
    }

    @Test
    void openAndShowHandTheFileToTheDesktop() {
        show(saved);
        click(0, RowAction.OPEN);
        click(0, RowAction.SHOW);
        await("both happened", () -> opener.calls.equals(List.of("open " + photo, "show " + photo)));
    }

    @Test
    void aDoubleClickOpensWhatWasReceivedAndNothingElse() {
        show(saved, failed);
        // On a busy machine two clicks may come too far apart to be a double click.
        for (int i = 0; i < 5 && opener.calls.isEmpty(); i++) {
            robot.click(table(), middle(1, TransfersModel.TITLE), MouseButton.LEFT_BUTTON, 2);
            robot.click(table(), middle(0, TransfersModel.TITLE), MouseButton.LEFT_BUTTON, 2);
            robot.waitForIdle();
        }
        await("it is opened", () -> opener.calls.contains("open " + photo));
        assertThat(opener.calls).containsOnly("open " + photo);
        assertThat(node.calls).noneMatch(call -> call.startsWith("retry"));
    }

    private Point middle(int row, int column) {
        return read(() -> {
            Rectangle cell = table().getCellRect(row, column, false);
            return new Point((int) cell.getCenterX(), (int) cell.getCenterY());
        });
    }

    @Test
    void whatCannotBeOpenedIsSaidInTheLog() {
        opener.broken = true;
        show(saved);
        click(0, RowAction.OPEN);
        await("a line", () -> window.textBox("log").target().getText().contains("photo.jpg could not be opened."));
    }

    @Test
    void enterOpensShiftEnterShowsAndSpaceRetries() {
        show(failed, saved);
        focus("transfers");
        window.table("transfers").selectRows(0);
        press(KeyEvent.VK_ENTER);
        press(KeyEvent.VK_ENTER, KeyEvent.VK_SHIFT);
        await("both happened", () -> opener.calls.equals(List.of("open " + photo, "show " + photo)));
        window.table("transfers").selectRows(1);
        press(KeyEvent.VK_SPACE);
        awaitCall("retry f");
    }

    @Test
    void theMenuOfARunningTransferCancelsIt() {
        show(moving);
        window.table("transfers").selectRows(0);
        press(KeyEvent.VK_ENTER);
        robot.finder().findByName("transferMenu");
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);
        awaitCall("cancel m");
    }

    @Test
    void escapeNeverAbortsATransfer() {
        show(moving);
        for (String pane : List.of("peers", "peerFilter", "transfers", "log", "networks", "chooseFiles")) {
            focus(pane);
            press(KeyEvent.VK_ESCAPE);
        }
        assertThat(node.calls).isEmpty();
        assertThat(frame.isShowing()).isTrue();
    }

    @Test
    void delAndClearTakeAwayWhatHasEnded() {
        show(saved, moving, failed);
        focus("transfers");
        press(KeyEvent.VK_DELETE);
        await("the running one is left", () -> table().getRowCount() == 1);
        show(saved);
        window.button("clear").click();
        await("the running one is left", () -> table().getRowCount() == 1);
        assertThat(table().transferAt(0)).contains(moving);
        window.button("clear").requireDisabled();
    }

    @Test
    void retryFailedSendsAgainWhatFailedAndTakesItsPlace() {
        Transfer second = Scenes.ended("g", Direction.SENDING, "y", "NAS", TransferState.FAILED, "No.");
        Transfer received = Scenes.ended("r", Direction.RECEIVING, "z", "NAS", TransferState.FAILED, "No.");
        show(failed, saved, second, received);
        window.button("retryFailed").click();
        awaitCall("retry f");
        awaitCall("retry g");
        assertThat(node.calls).hasSize(2);
        await("they are gone", () -> table().getRowCount() == 2);
        window.button("retryFailed").requireDisabled();
    }

    @Test
    void closingAsksWhileTransfersRun() {
        show(moving);
        window.close();
        window.optionPane().requireMessage("One transfer is not finished. Quit and stop it?");
        window.optionPane().buttonWithText("Keep running").click();
        assertThat(frame.isShowing()).isTrue();
        assertThat(node.isClosed()).isFalse();
        window.close();
        window.optionPane().buttonWithText("Quit").click();
        await("the node is closed and has ended", () -> node.isClosed() && ended);
        assertThat(frame.isDisplayable()).isFalse();
    }

    private void show(Transfer... transfers) {
        for (Transfer transfer : transfers) {
            tell(new Event.TransferChanged(transfer));
        }
    }

    private TransfersTable table() {
        return (TransfersTable) window.table("transfers").target();
    }

    private void click(int row, RowAction action) {
        Point place = read(() -> place(row, action).orElseThrow());
        robot.click(table(), place, MouseButton.LEFT_BUTTON, 1);
    }

    /** Looks for the button as a person does: over all of its cell. */
    private Optional<Point> place(int row, RowAction action) {
        Rectangle cell = table().getCellRect(row, TransfersModel.ACTIONS, false);
        TransferActionsCell renderer = (TransferActionsCell) table().getCellRenderer(row, TransfersModel.ACTIONS);
        for (int x = cell.x; x < cell.x + cell.width; x += 4) {
            Point point = new Point(x + 2, cell.y + cell.height / 2);
            if (renderer.at((TransferRow) table().getValueAt(row, TransfersModel.ACTIONS), cell, point)
                    .equals(Optional.of(action))) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }
}
