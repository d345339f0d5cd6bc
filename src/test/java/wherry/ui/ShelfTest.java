package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.datatransfer.StringSelection;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.ListCellRenderer;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.TransferState;
import wherry.ui.shelf.ShelfItem;

/** What is laid out first and sent afterwards. */
class ShelfTest extends WindowTest {
    private final Peer anna = Scenes.verified("Anna", "192.168.1.23", "AB".repeat(32));
    private final Peer otter = Scenes.here("Bright Otter", "192.168.1.40");
    private final Peer heron = Scenes.here("Merry Heron", "192.168.1.41");
    private Path letter;
    private Path album;

    @BeforeEach
    void threePeopleAndTwoThings() throws IOException {
        letter = Files.writeString(folder.resolve("letter.txt"), "Dear Anna");
        album = Files.createDirectory(folder.resolve("album"));
        Files.write(album.resolve("a.bin"), new byte[2_000]);
        tell(new Event.PeersChanged(List.of(anna, otter, heron)));
    }

    @Test
    void whatIsDroppedForNobodyGoesToAllWhoAreChosenThenAndLeavesWhenTheyHaveIt() {
        drop(letter, album);
        window.button("send").requireDisabled();
        await("sizes are known", () -> heading().equals("SHELF  2 things, 2.0 kB"));

        choose("Bright Otter", "Merry Heron");
        window.button("send").requireText("Send to 2 devices").click();
        awaitCall("send Bright Otter [" + letter + ", " + album + "]");
        awaitCall("send Merry Heron [" + letter + ", " + album + "]");
        assertThat(node.calls).hasSize(2);

        end("send Bright Otter", TransferState.DONE);
        assertThat(words()).containsExactly("On its way", "On its way");
        end("send Merry Heron", TransferState.DONE);
        await("all of it was delivered", () -> items().isEmpty());
    }

    @Test
    void whenItHasGoneTheFocusStaysBesideItRatherThanOnTheNetworks() {
        drop(letter);
        choose("Bright Otter");
        focus("send");
        press(KeyEvent.VK_SPACE);
        awaitCall("send Bright Otter [" + letter + "]");
        end("send Bright Otter", TransferState.DONE);
        await("it has gone", () -> items().isEmpty());
        await(
                "the focus is beside it",
                () -> window.button("chooseFiles").target().isFocusOwner());

        onEventThread(() -> list().clearSelection());
        drop(letter);
        focus("shelfClear");
        press(KeyEvent.VK_SPACE);
        await("it has gone", () -> items().isEmpty());
        await(
                "the focus is beside it",
                () -> window.button("chooseFiles").target().isFocusOwner());
    }

    @Test
    void whatOneOfSeveralDidNotTakeStaysWithAWord() {
        sendToTwoOfWhomOneDeclines();

        node.calls.clear();
        choose("Bright Otter");
        window.button("send").click();
        awaitCall("send Bright Otter [" + letter + "]");
        end("send Bright Otter", TransferState.DONE);
        await("it has gone", () -> items().isEmpty());
    }

    @Test
    void sentAgainToBothItGoesToTheOneWhoDidNotTakeItAlone() {
        sendToTwoOfWhomOneDeclines();

        node.calls.clear();
        choose("Bright Otter", "Merry Heron");
        window.label("dropHeading").requireText("Ready for Bright Otter");
        window.button("send").requireText("Send to Bright Otter").click();
        awaitCall("send Bright Otter [" + letter + "]");
        assertThat(node.calls).hasSize(1);
        window.button("send").requireDisabled();
    }

    @Test
    void sentAgainFromItsRowItIsOnItsWayAndGoesWhenItIsTaken() {
        sendToTwoOfWhomOneDeclines();
        tell(new Event.SentAgain("send Bright Otter", "second"));
        assertThat(words()).containsExactly("On its way");
        end("second", TransferState.FAILED);
        assertThat(words()).containsExactly("Not taken by Bright Otter");
        tell(new Event.SentAgain("second", "third"));
        end("third", TransferState.DONE);
        assertThat(items()).isEmpty();
    }

    @Test
    void ofSeveralThingsThatWereNotTakenEachIsToBeSentAgain() {
        imports("drop", new StringSelection("Low tide at six"));
        drop(letter);
        choose("Anna");
        window.button("send").click();
        awaitCall("text Anna Low tide at six");
        end("text Anna", TransferState.DECLINED);
        end("send Anna", TransferState.DECLINED);
        tell(new Event.SentAgain("text Anna", "again"));
        end("again", TransferState.DONE);
        assertThat(words()).contains("Not taken by Anna");
    }

    @Test
    void somebodyWhoIsChosenAfterwardsGetsItToo() {
        sendToTwoOfWhomOneDeclines();

        node.calls.clear();
        choose("Anna", "Merry Heron");
        window.button("send").requireText("Send to Anna").click();
        awaitCall("send Anna [" + letter + "]");
        assertThat(node.calls).hasSize(1);
        end("send Anna", TransferState.DONE);
        assertThat(words()).containsExactly("Not taken by Bright Otter");
    }

    @Test
    void whatIsPutBesideItAfterwardsGoesToBothAndItselfToNobodyWhoHasIt() {
        sendToTwoOfWhomOneDeclines();

        node.calls.clear();
        onEventThread(() -> list().clearSelection());
        drop(album);
        choose("Bright Otter", "Merry Heron");
        window.button("send").requireText("Send to 2 devices").click();
        awaitCall("send Bright Otter [" + letter + ", " + album + "]");
        awaitCall("send Merry Heron [" + album + "]");
    }

    @Test
    void whoHasAllOfItGetsItAgainByTheButtonThatSaysSoAndNotByTheKey() {
        sendToTwoOfWhomOneDeclines();

        node.calls.clear();
        choose("Merry Heron");
        window.label("dropHeading").requireText("Already with Merry Heron");
        focus("peers");
        press(KeyEvent.VK_ENTER);
        robot.waitForIdle();
        assertThat(node.calls).isEmpty();
        window.button("send").requireText("Send again to Merry Heron").click();
        awaitCall("send Merry Heron [" + letter + "]");
    }

    @Test
    void aTextThatWasTakenIsNotSentAgainWithTheFilesThatWereNot() {
        imports("drop", new StringSelection("Low tide at six"));
        drop(letter);
        choose("Anna");
        window.button("send").click();
        awaitCall("text Anna Low tide at six");
        end("text Anna", TransferState.DONE);
        end("send Anna", TransferState.DECLINED);
        assertThat(items()).extracting(ShelfItem::name).containsExactly("letter.txt");
    }

    private void sendToTwoOfWhomOneDeclines() {
        drop(letter);
        choose("Bright Otter", "Merry Heron");
        window.button("send").click();
        awaitCall("send Merry Heron [" + letter + "]");
        end("send Bright Otter", TransferState.DECLINED);
        end("send Merry Heron", TransferState.DONE);
        assertThat(words()).containsExactly("Not taken by Bright Otter");
    }

    @Test
    void whoDidNotTakeItStandsInTheTileAsAWhole() {
        sendToTwoOfWhomOneDeclines();
        assertThat(read(() -> {
                    JList<?> shelf = window.list("shelf").target();
                    Container cell = (Container) tile(shelf);
                    Rectangle place = shelf.getCellBounds(0, 0);
                    cell.setSize(place.getSize());
                    cell.doLayout();
                    return Stream.of(cell.getComponents())
                            .map(JLabel.class::cast)
                            .filter(label -> !label.getText().isEmpty())
                            .filter(label -> label.getWidth() < label.getPreferredSize().width
                                    || label.getY() + label.getHeight() > place.height)
                            .map(JLabel::getText)
                            .toList();
                }))
                .as("what is cut")
                .isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T> Component tile(JList<T> shelf) {
        return ((ListCellRenderer<T>) shelf.getCellRenderer())
                .getListCellRendererComponent(shelf, shelf.getModel().getElementAt(0), 0, false, false);
    }

    @Test
    void whatIsUnderWayIsNotSentAgainByASecondPress() {
        drop(letter);
        choose("Bright Otter");
        focus("send");
        press(KeyEvent.VK_SPACE);
        awaitCall("send Bright Otter [" + letter + "]");
        window.button("send").requireDisabled();
        window.label("dropHeading").requireText("On its way to Bright Otter");
        await(
                "the focus is beside it",
                () -> window.button("chooseFiles").target().isFocusOwner());
        focus("peers");
        press(KeyEvent.VK_ENTER);
        robot.waitForIdle();
        assertThat(node.calls).containsExactly("send Bright Otter [" + letter + "]");
        choose("Bright Otter", "Merry Heron");
        window.button("send").requireEnabled();
        window.label("dropHeading").requireText("Ready for Merry Heron");
    }

    @Test
    void enterInTheListSendsToWhoeverIsChosenAndToNobodyElse() {
        drop(letter);
        focus("peers");
        press(KeyEvent.VK_ENTER);
        window.textBox("remark").requireText("First click somebody in the list.");
        assertThat(node.calls).isEmpty();

        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);
        awaitCall("send Anna [" + letter + "]");
        assertThat(node.calls).hasSize(1);
    }

    @Test
    void theCrossEmptiesItAndDeleteTakesOffOne() {
        drop(letter, album);
        onEventThread(() -> window.list("shelf").target().setSelectedIndex(0));
        focus("shelf");
        press(KeyEvent.VK_DELETE);
        assertThat(items()).extracting(ShelfItem::name).containsExactly("album");
        window.button("shelfClear").click();
        assertThat(items()).isEmpty();
        assertThat(canBeSeen("shelf")).isFalse();
        assertThat(canBeSeen("send")).isFalse();
    }

    @Test
    void aPictureFromTheClipboardBecomesAPngWithAName() throws IOException {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        onEventThread(() -> frame.getToolkit().getSystemClipboard().setContents(HandedOver.picture(picture), null));
        focus("peers");
        press(KeyEvent.VK_V, KeyEvent.VK_CONTROL);
        await("it is on the shelf", () -> !items().isEmpty());
        ShelfItem item = items().get(0);
        assertThat(item.name()).matches("Picture \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d\\.png");
        Path written = ((ShelfItem.PathContent) item.content()).path();
        assertThat(ImageIO.read(written.toFile()).getWidth()).isEqualTo(3);
        await("it is seen to be one", () -> items().get(0).looks().kind() == ShelfItem.Kind.PICTURE);
    }

    @Test
    void textGoesAsATextToWhoeverTakesItAndAsAFileToOthers() {
        imports("drop", new StringSelection("https://example.org/tides"));
        assertThat(items()).extracting(ShelfItem::name).containsExactly("https://example.org/tides");
        choose("Anna", "Bright Otter");
        window.button("send").click();
        awaitCall("text Anna https://example.org/tides");
        await(
                "the other one gets a file",
                () -> node.calls.stream()
                        .anyMatch(call -> call.startsWith("send Bright Otter [") && call.endsWith(".txt]")));
    }

    @Test
    void aDropOnARowGoesAtOnceAndLeavesTheShelfAsItIs() {
        drop(letter);
        DragSource source = drag(List.of(album.toFile()), javax.swing.TransferHandler.COPY);
        try {
            dragOntoRow(1, "Send to Bright Otter");
            robot.releaseMouseButtons();
            awaitCall("send Bright Otter [" + album + "]");
            assertThat(items()).extracting(ShelfItem::name).containsExactly("letter.txt");
        } finally {
            robot.releaseMouseButtons();
            onEventThread(source.frame::dispose);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"explanation", "dropHeading", "remark"})
    void whatIsDroppedOnTheWordsOfTheDropAreaIsTaken(String words) {
        focus("peers");
        press(KeyEvent.VK_ENTER);
        window.textBox("remark").requireText("First click somebody in the list.");
        Component aim = robot.finder().findByName(frame, words);
        DragSource source = drag(List.of(album.toFile()), javax.swing.TransferHandler.COPY);
        try {
            Point to = read(() -> {
                Point place = aim.getLocationOnScreen();
                return new Point(place.x + aim.getWidth() / 2, place.y + aim.getHeight() / 2);
            });
            for (int i = 10; i >= 0; i--) {
                robot.moveMouse(to.x + i, to.y);
            }
            await(
                    "the area lights up",
                    () -> window.label("dropHeading").target().getText().equals("Put it on the shelf"));
            robot.releaseMouseButtons();
            await("it is on the shelf", () -> items().size() == 1);
        } finally {
            robot.releaseMouseButtons();
            onEventThread(source.frame::dispose);
        }
    }

    @Test
    void withSomebodyChosenADropGoesAtOnce() {
        choose("Anna", "Merry Heron");
        drop(letter);
        awaitCall("send Anna [" + letter + "]");
        awaitCall("send Merry Heron [" + letter + "]");
        assertThat(items()).isEmpty();
    }

    @Test
    void aClickBelowAllRowsChoosesNobody() {
        choose("Anna");
        robot.click(list(), new java.awt.Point(40, read(() -> list().getHeight()) - 6), MouseButton.LEFT_BUTTON, 1);
        robot.waitForIdle();
        assertThat(read(() -> list().isSelectionEmpty())).isTrue();
    }

    @Test
    void aClickBelowAllRowsThatWasToAddSomebodyLosesNobody() {
        choose("Anna", "Bright Otter");
        robot.pressKey(KeyEvent.VK_CONTROL);
        robot.click(list(), new java.awt.Point(40, read(() -> list().getHeight()) - 6), MouseButton.LEFT_BUTTON, 1);
        robot.releaseKey(KeyEvent.VK_CONTROL);
        robot.waitForIdle();
        assertThat(read(() -> list().getSelectedValuesList())).containsExactly(anna, otter);
    }

    private void drop(Path... paths) {
        assertThat(imports(
                        "drop",
                        HandedOver.files(
                                List.of(paths).stream().map(Path::toFile).toList())))
                .isTrue();
        robot.waitForIdle();
    }

    private void choose(String... names) {
        peers().selectItems(names);
    }

    private void end(String transferId, TransferState state) {
        tell(new Event.TransferChanged(Scenes.transfer(transferId, Direction.SENDING, "x", "y", state)));
    }

    private List<ShelfItem> items() {
        return read(() -> frame.model().shelf.items.get());
    }

    private List<String> words() {
        return items().stream().map(ShelfItem::word).toList();
    }

    private String heading() {
        return window.label("shelfHeading").target().getText();
    }
}
