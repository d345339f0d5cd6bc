package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.TransferHandler;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.transfers.TransferActionsCell;
import wherry.ui.transfers.TransferRow;
import wherry.ui.transfers.TransfersModel;

/** Transfers say what they are, unfold to their files, and are remembered. */
class RowsTest extends WindowTest {
    private final Instant now = Instant.now();

    @Test
    void aRowSaysWhatItIsHowMuchFromWhomAndWhen() {
        show(received("r", "dir, photo.jpg and 2 more", "Anna", 4, now.minusSeconds(90_000)));
        List<String> words = words(0);
        assertThat(words).contains("dir, photo.jpg and 2 more");
        assertThat(words).anyMatch(line -> line.matches("4 files · 1.0 MB · from Anna · .*, \\d\\d:\\d\\d"));
        show(moving("m", 63, 100));
        assertThat(words(0))
                .contains("63 %")
                .anyMatch(line -> line.startsWith("8 of 12 files · 63 of 100 B · 88 MB/s · "));
    }

    @Test
    void theTitleOfTheWindowSaysHowFarAllIs() {
        show(moving("m", 63, 100));
        await("it says so", () -> frame.getTitle().equals("Wherry — 63 %"));
        show(moving("n", 100, 100));
        await("of both", () -> frame.getTitle().equals("Wherry — 81 %"));
        show(ended("m", TransferState.CANCELLED), ended("n", TransferState.DONE));
        await("nothing is under way", () -> frame.getTitle().equals("Wherry"));
    }

    @Test
    void theKeysUnfoldARowToItsFilesWithTheirOwnStatesAndFoldItAgain() throws Exception {
        listFailed();
        focus("transfers");
        window.table("transfers").selectRows(0);
        press(KeyEvent.VK_RIGHT);
        await("the files are there", () -> table().getRowCount() == 4);
        assertThat(words(1)).contains("report.pdf", "Delivered");
        assertThat(words(2)).contains("beach.jpg", "The other side broke off.");
        assertThat(words(0)).anyMatch(line -> line.startsWith("beach.jpg: 1 of 3 files were not delivered."));
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_LEFT);
        assertThat(read(() -> table().getSelectedRow()))
                .as("back to what it was unfolded from")
                .isZero();
        press(KeyEvent.VK_LEFT);
        await("they are gone", () -> table().getRowCount() == 1);
        assertThat(read(() -> table().getSelectedRow())).isZero();
    }

    @Test
    void whatAFileThatArrivedIsCalledThereStandsInItsRow() {
        List<OfferedFile> files = List.of(new OfferedFile("CON", 1), new OfferedFile("a.txt", 1));
        List<Path> sources = List.of(folder.resolve("CON"), folder.resolve("a.txt"));
        node.tell(new Event.FilesListed("f", files, sources, sources));
        node.tell(new Event.FileEnded("f", sources.get(0), TransferState.DONE, "There it is called _CON."));
        node.tell(new Event.FileEnded("f", sources.get(1), TransferState.DONE, ""));
        show(ended("f", TransferState.DONE));
        onEventThread(() -> frame.model().transfers.fold("f"));
        assertThat(words(1)).contains("There it is called _CON.");
        assertThat(words(2)).contains("Delivered");
    }

    @Test
    void severalFilesOfAnEarlierRunAreSaidToBeInTheFolderThatTheyAreIn() {
        show(received("r", "a.jpg and b.jpg", "Anna", 2, now).withSavedAs(Optional.of(folder)));
        assertThat(words(0)).contains("Saved in " + folder);
        show(received("s", "c.jpg", "Berta", 1, now).withSavedAs(Optional.of(folder.resolve("c.jpg"))));
        assertThat(words(0)).contains("Saved in " + folder);
    }

    @Test
    void theArrowUnfoldsAndADoubleClickOnAFileOpensThatFile() throws Exception {
        listFailed();
        robot.click(table(), new Point(10, 20), MouseButton.LEFT_BUTTON, 1);
        await("the files are there", () -> table().getRowCount() == 4);
        for (int i = 0; i < 5 && opener.calls.isEmpty(); i++) {
            robot.click(table(), middle(3), MouseButton.LEFT_BUTTON, 2);
            robot.waitForIdle();
        }
        await("it is opened", () -> opener.calls.contains("open " + folder.resolve("boat.jpg")));
    }

    @Test
    void aSentenceThatIsLongMakesItsRowHigherInsteadOfBeingCut() {
        show(ended("a", TransferState.FAILED));
        int usual = read(() -> table().getRowHeight(0));
        String why = "The other side broke off. ".repeat(8).strip();
        show(Scenes.ended("b", Direction.SENDING, "x", "NAS", TransferState.FAILED, why));
        assertThat(read(() -> table().getRowHeight(0))).isGreaterThan(usual + 10);
        assertThat(words(0)).contains(why);
    }

    @Test
    void deleteTakesOnlyTheSelectedRowOffTheListAndNothingThatRuns() {
        show(ended("a", TransferState.DONE), moving("m", 1, 10), ended("b", TransferState.FAILED));
        focus("transfers");
        window.table("transfers").selectRows(0);
        press(KeyEvent.VK_DELETE);
        await("it is gone", () -> table().getRowCount() == 2);
        window.table("transfers").selectRows(0);
        press(KeyEvent.VK_DELETE);
        robot.waitForIdle();
        assertThat(read(() -> table().getRowCount())).isEqualTo(2);
        assertThat(node.calls).isEmpty();
    }

    @Test
    void whatArrivedCanBeSentAgainAndStaysListed() {
        show(ended("a", TransferState.DONE));
        choose("RETRY");
        awaitCall("retry a");
        assertThat(read(() -> table().getRowCount())).isEqualTo(1);
    }

    @Test
    void theSelectionStaysWithItsRowWhileOthersComeAndFold() throws Exception {
        listFailed();
        window.table("transfers").selectRows(0);
        show(ended("later", TransferState.DONE));
        assertThat(read(() -> table().getSelectedRow())).isEqualTo(1);
        show(received("g1", "a.jpg", "Anna", 1, now), received("g2", "b.jpg", "Anna", 1, now.plusSeconds(5)));
        assertThat(read(() -> table().getSelectedRow())).isEqualTo(2);
    }

    @Test
    void whatOneSenderSentWithinAMinuteIsOneRow() {
        show(
                received("a", "a.jpg", "Anna", 1, now),
                received("b", "b.jpg", "Bert", 1, now),
                received("c", "c.jpg", "Anna", 1, now.plusSeconds(59)),
                received("d", "d.jpg", "Anna", 1, now.plusSeconds(60)));
        assertThat(read(() -> table().getRowCount())).isEqualTo(3);
        assertThat(words(1)).contains("c.jpg, a.jpg");
        window.table("transfers").selectRows(1);
        focus("transfers");
        press(KeyEvent.VK_RIGHT);
        await("both are there", () -> table().getRowCount() == 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not enough room in /media/fox/Backup of the old computer/Photos and films/Summer holidays on the river:"
                        + " 3.1 GB are free, 4.0 GB are needed. Nothing was kept.",
                "Nothing could be written to /srv/an-archive-without-a-space-an-archive-without-a-space-of-old-letters."
            })
    void aSentenceIsSeenAsAWholeInANarrowWindowWhateverPlaceItNames(String sentence) {
        onEventThread(() -> frame.setSize(frame.getMinimumSize()));
        robot.waitForIdle();
        show(Scenes.ended("f", Direction.RECEIVING, "photo.jpg", "Otter", TransferState.FAILED, sentence));
        JTextArea words = read(() -> {
            Container cell = (Container) table().prepareRenderer(table().getCellRenderer(0, 1), 0, 1);
            cell.setSize(table().getCellRect(0, 1, false).getSize());
            cell.doLayout();
            return Stream.of(cell.getComponents())
                    .filter(JTextArea.class::isInstance)
                    .map(JTextArea.class::cast)
                    .findFirst()
                    .orElseThrow();
        });
        assertThat(words.getText()).isEqualTo(sentence);
        assertThat(read(words::getHeight))
                .isPositive()
                .isGreaterThanOrEqualTo(read(() -> words.getPreferredSize().height));
    }

    @Test
    void whatEndedIsListedInTheNextRunAndCanBeForgotten() throws Exception {
        show(received("r", "photo.jpg", "Anna", 1, now.minusSeconds(5)), ended("a", TransferState.FAILED));
        Path file = folder.resolve("config/history.txt");
        await("it is written", () -> contains(file, "photo.jpg") && contains(file, "failed"));
        reopen();
        await("both are listed", () -> table().getRowCount() == 2);
        assertThat(words(1)).contains("photo.jpg");
        window.button("historyClear").click();
        await("none is listed", () -> table().getRowCount() == 0);
        await("nothing is kept", () -> !contains(file, "photo.jpg"));
        window.button("historyClear").requireDisabled();
        reopen();
        assertThat(read(() -> table().getRowCount())).isZero();
    }

    @Test
    void theHistoryCanBeClearedWhileThereIsOne() {
        window.button("historyClear").requireDisabled();
        show(ended("a", TransferState.DONE));
        await("it is in the history", () -> window.button("historyClear").isEnabled());
        await("it is written", () -> contains(folder.resolve("config/history.txt"), "done"));
        window.button("clear").click();
        await("none is listed", () -> table().getRowCount() == 0);
        window.button("historyClear").requireEnabled().click();
        await("there is none any more", () -> !window.button("historyClear").isEnabled());
        await("nothing is kept", () -> !contains(folder.resolve("config/history.txt"), "done"));
    }

    @Test
    void withoutAHistoryNothingIsWritten() throws Exception {
        choose("keepHistory");
        await("it is remembered", () -> contains(folder.resolve("config/view.properties"), "history = off"));
        show(received("r", "photo.jpg", "Anna", 1, now));
        reopen();
        assertThat(read(() -> table().getRowCount())).isZero();
        assertThat(folder.resolve("config/history.txt")).doesNotExist();
    }

    @Test
    void whatWasSentInAnEarlierRunIsSentAgainOnlyToWhoeverShowsTheSameKey() throws Exception {
        Path file = folder.resolve("a.txt");
        node.tell(new Event.FilesListed("s", List.of(new OfferedFile("a.txt", 1)), List.of(file), List.of(file)));
        show(ended("s", TransferState.DONE).over("localsend", new Security.Verified("AB".repeat(32))));
        await("it is written", () -> contains(folder.resolve("config/history.txt"), "a.txt"));
        reopen();
        await("it is listed", () -> table().getRowCount() == 1);
        tell(new Event.PeersChanged(List.of(Scenes.verified("Otter", "192.168.1.9", "CD".repeat(32)))));
        choose("RETRY");
        await("it says why not", () -> words(0).contains("Otter is not here now."));
        tell(new Event.PeersChanged(List.of(Scenes.verified("Other name", "192.168.1.9", "AB".repeat(32)))));
        choose("RETRY");
        awaitCall("send Other name [" + file + "]");
        assertThat(node.calls).hasSize(1);
    }

    @Test
    void aFileThatIsGoneIsSaidToBeSoWhenTheUserComesBack() throws Exception {
        Path photo = Files.writeString(folder.resolve("photo.jpg"), "x");
        show(Scenes.saved("r", "photo.jpg", "Anna", photo));
        Files.delete(photo);
        comeBack();
        await("it says so", () -> words(0).contains(photo + " is gone."));
    }

    @Test
    void whatIsGoneIsOfferedNoMoreUntilItIsThereAgain() throws Exception {
        Path photo = receive("r");
        window.table("transfers").selectRows(0);
        assertThat(read(this::buttons)).contains("Open", "Show");
        assertThat(dragged()).containsExactly(photo.toFile());
        Files.delete(photo);
        comeBack();
        await(
                "nothing is offered",
                () -> !buttons().contains("Open") && !buttons().contains("Show"));
        assertThat(dragged()).isEmpty();
        Files.writeString(photo, "x");
        comeBack();
        await(
                "it is offered again",
                () -> buttons().contains("Open") && buttons().contains("Show"));
        assertThat(dragged()).containsExactly(photo.toFile());
        assertThat(words(0)).noneMatch(line -> line.contains("gone"));
    }

    @Test
    void whatIsGoneIsSeenWhenItComesIntoSight() throws Exception {
        Path gone = folder.resolve("gone.jpg");
        List<Transfer> many = new ArrayList<>(List.of(Scenes.saved("gone", "gone.jpg", "Anna", gone)));
        for (int i = 0; i < 40; i++) {
            many.add(ended("t" + i, TransferState.CANCELLED));
        }
        tell(many.stream().map(Event.TransferChanged::new).toArray(Event[]::new));
        Path photo = receive("r");
        await("the top was looked at", () -> opener.looks.contains(photo));
        assertThat(opener.looks).as("nobody sees it yet").doesNotContain(gone);
        onEventThread(() -> table().scrollRectToVisible(table().getCellRect(41, 0, true)));
        await("it says so", () -> words(41).contains(gone + " is gone."));
    }

    private void comeBack() {
        onEventThread(() -> {
            for (var listener : frame.getWindowListeners()) {
                listener.windowActivated(null);
            }
        });
    }

    /** What another program would get. */
    @SuppressWarnings("unchecked")
    private List<File> dragged() throws Exception {
        Clipboard clipboard = new Clipboard("test");
        onEventThread(() -> table().getTransferHandler().exportToClipboard(table(), clipboard, TransferHandler.COPY));
        return clipboard.isDataFlavorAvailable(DataFlavor.javaFileListFlavor)
                ? (List<File>) clipboard.getData(DataFlavor.javaFileListFlavor)
                : List.of();
    }

    @Test
    void aReceptionIsUndoneWhileItsFileIsAsItCame() throws Exception {
        Path photo = receive("r");
        choose("TRASH");
        await("it is in the trash", () -> opener.calls.equals(List.of("trash " + photo)));
        await("it says so", () -> words(0).contains("Moved to the trash"));
        assertThat(read(this::buttons)).doesNotContain("Open", "Show");

        Path other = receive("s");
        Files.setLastModifiedTime(other, FileTime.fromMillis(5_000));
        choose("TRASH");
        await(
                "it says why not",
                () -> words(0).contains("Nothing was moved to the trash. photo.jpg has been changed since it came."));
        assertThat(opener.calls).hasSize(1);
    }

    @Test
    void aRowThatIsDraggedOutGivesItsFilesToAnotherWindow() throws Exception {
        Path photo = receive("r");
        List<File> got = new ArrayList<>();
        javax.swing.JFrame other = GuiActionRunner.execute(() -> target(got));
        try {
            await("the other window is there", () -> other.isShowing());
            Point from = read(() -> {
                Point place = table().getLocationOnScreen();
                return new Point(place.x + 80, place.y + 20);
            });
            Point to = read(() -> {
                Point place = other.getContentPane().getLocationOnScreen();
                return new Point(place.x + 50, place.y + 30);
            });
            robot.moveMouse(from);
            robot.pressMouse(MouseButton.LEFT_BUTTON);
            for (int i = 1; i <= 20; i++) {
                robot.moveMouse(from.x + (to.x - from.x) * i / 20, from.y + (to.y - from.y) * i / 20);
            }
            robot.moveMouse(to.x + 1, to.y);
            robot.releaseMouseButtons();
            await("the file has arrived", () -> got.equals(List.of(photo.toFile())));
        } finally {
            robot.releaseMouseButtons();
            GuiActionRunner.execute(other::dispose);
        }
    }

    @Test
    void aRowHandsOverAllFilesOfAFolderAsTheFolder() throws Exception {
        List<OfferedFile> files = List.of(new OfferedFile("dir/a", 1), new OfferedFile("dir/b", 1));
        Files.createDirectory(folder.resolve("dir"));
        Files.writeString(folder.resolve("dir/a"), "x");
        node.tell(new Event.FilesListed("r", files, List.of(), List.of()));
        node.tell(new Event.FileSaved("r", "dir/a", folder.resolve("dir/a"), Contents.SENT));
        node.tell(new Event.FileSaved("r", "dir/b", folder.resolve("dir/b"), Contents.SENT));
        Transfer done = received("r", "dir", "Anna", 2, now);
        show(new Transfer(
                "r",
                done.direction(),
                "dir",
                "Anna",
                2,
                2,
                2,
                2,
                0,
                TransferState.DONE,
                "",
                Optional.of(folder),
                now,
                "",
                Optional.empty()));
        window.table("transfers").selectRows(0);
        Clipboard clipboard = new Clipboard("test");
        onEventThread(() -> table().getTransferHandler().exportToClipboard(table(), clipboard, TransferHandler.COPY));
        assertThat(clipboard.getData(DataFlavor.javaFileListFlavor))
                .isEqualTo(List.of(folder.resolve("dir").toFile()));
    }

    private static javax.swing.JFrame target(List<File> got) {
        javax.swing.JFrame frame = new javax.swing.JFrame("target");
        JLabel label = new JLabel("drop here");
        label.setTransferHandler(new TransferHandler() {
            @Override
            public boolean canImport(TransferSupport support) {
                return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
            }

            @Override
            @SuppressWarnings("unchecked")
            public boolean importData(TransferSupport support) {
                try {
                    got.addAll((List<File>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor));
                    return true;
                } catch (java.awt.datatransfer.UnsupportedFlavorException | java.io.IOException failure) {
                    throw new AssertionError(failure);
                }
            }
        });
        frame.add(label);
        frame.setBounds(BESIDE);
        frame.setVisible(true);
        return frame;
    }

    /** As a server tells it. */
    private Path receive(String id) throws Exception {
        Path photo = Files.writeString(folder.resolve("photo.jpg"), "x");
        node.tell(new Event.FilesListed(id, List.of(new OfferedFile("photo.jpg", 1)), List.of(), List.of()));
        node.tell(new Event.FileSaved(id, "photo.jpg", photo, Contents.SENT));
        show(Scenes.saved(id, "photo.jpg", "Anna " + id, photo));
        return photo;
    }

    private void listFailed() throws Exception {
        List<OfferedFile> files = List.of(
                new OfferedFile("report.pdf", 1), new OfferedFile("beach.jpg", 2), new OfferedFile("boat.jpg", 3));
        List<Path> sources = IntStream.range(0, 3)
                .mapToObj(i -> folder.resolve(files.get(i).name()))
                .toList();
        for (Path source : sources) {
            Files.writeString(source, "x");
        }
        node.tell(new Event.FilesListed("f", files, sources, sources));
        node.tell(new Event.FileEnded("f", sources.get(0), TransferState.DONE, ""));
        node.tell(new Event.FileEnded("f", sources.get(1), TransferState.FAILED, "The other side broke off."));
        node.tell(new Event.FileEnded("f", sources.get(2), TransferState.DONE, ""));
        show(RowScenes.transfer(
                "f",
                Direction.SENDING,
                "report.pdf, beach.jpg, boat.jpg",
                "Otter",
                3,
                6,
                TransferState.FAILED,
                "1 of 3 files were not delivered. The other side broke off.",
                now));
    }

    /** From the menu of the first row, as the menu key opens it. */
    private String buttons() {
        return ((TransferActionsCell) table().getCellRenderer(0, TransfersModel.ACTIONS))
                .spoken((TransferRow) table().getValueAt(0, TransfersModel.ACTIONS));
    }

    private void choose(String item) {
        focus("transfers");
        if (read(() -> table().getRowCount()) > 0) {
            // Not by a click: two of them are a double click.
            onEventThread(() -> table().setRowSelectionInterval(0, 0));
        }
        onEventThread(() -> {
            var menu = table().getComponentPopupMenu();
            Point place = table().getPopupLocation(null);
            menu.show(table(), place.x, place.y);
        });
        JMenuItem chosen = (JMenuItem) robot.finder().findByName(item);
        onEventThread(() -> {
            table().getComponentPopupMenu().setVisible(false);
            chosen.doClick(0);
        });
    }

    private void reopen() {
        GuiActionRunner.execute(frame::dispose);
        node.close();
        open(firstSettings());
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.exists(file) && Files.readString(file).contains(words);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void show(Transfer... transfers) {
        for (Transfer transfer : transfers) {
            tell(new Event.TransferChanged(transfer));
        }
    }

    private JTable table() {
        return window.table("transfers").target();
    }

    private Point middle(int row) {
        return read(() -> {
            Rectangle cell = table().getCellRect(row, TransfersModel.TITLE, false);
            return new Point((int) cell.getCenterX(), (int) cell.getCenterY());
        });
    }

    /** What stands in a row. */
    private List<String> words(int row) {
        return read(() -> {
            List<String> words = new ArrayList<>();
            for (int column = 0; column < 2; column++) {
                Component cell = table().prepareRenderer(table().getCellRenderer(row, column), row, column);
                for (Component part : ((Container) cell).getComponents()) {
                    if (part.isVisible() && part instanceof JLabel label && label.getText() != null) {
                        words.add(label.getText());
                    }
                }
            }
            return words;
        });
    }

    private Transfer moving(String id, long done, long bytes) {
        Transfer moving = Scenes.moving(id, Direction.SENDING, "12 files", "Otter", done, bytes);
        return new Transfer(
                id,
                moving.direction(),
                moving.title(),
                moving.peerName(),
                12,
                8,
                bytes,
                done,
                88e6,
                TransferState.MOVING,
                "",
                Optional.empty(),
                now,
                "",
                Optional.empty());
    }

    private static Transfer ended(String id, TransferState state) {
        return Scenes.ended(id, Direction.SENDING, "notes of " + id, "Otter", state, "");
    }

    private static Transfer received(String id, String title, String from, int files, Instant at) {
        return new Transfer(
                id,
                Direction.RECEIVING,
                title,
                from,
                files,
                files,
                1_000_000,
                1_000_000,
                0,
                TransferState.DONE,
                "",
                Optional.empty(),
                at,
                "",
                Optional.empty());
    }
}
