package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JTextArea;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.Trust;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;
import wherry.transfer.Visibility;
import wherry.ui.widgets.KeptName;

/** Questions as cards over the window: which of them are there, where, and when. */
class CardsTest extends WindowTest {
    private static final String KEY = "AB".repeat(32);
    private static final String OTHER_KEY = "CD".repeat(32);

    @Test
    void nothingInTheWindowMovesForACard() {
        List<String> names = List.of("peers", "drop", "transfers", "log");
        List<Point> before = places(names);
        tell(open("a"), new Event.Warned("Something to know."));
        assertThat(isPresent("question")).isTrue();
        assertThat(isPresent("notice")).isTrue();
        assertThat(places(names)).isEqualTo(before);
    }

    @Test
    void noCardComesWhileAButtonIsDownAnywhereInTheWindow() {
        Component log = window.textBox("log").target();
        Point place = read(log::getLocationOnScreen);
        robot.moveMouse(place.x + 20, place.y + 20);
        robot.pressMouse(MouseButton.LEFT_BUTTON);
        try {
            await("the press was noticed", () -> !frame.model().pointer.isAtRest.get());
            node.tell(open("a"));
            node.tell(Event.Logged.now("heard"));
            await("it was heard", () -> window.textBox("log").target().getText().endsWith("heard"));
            robot.moveMouse(place.x + 30, place.y + 20);
            robot.waitForIdle();
            assertThat(isPresent("question")).isFalse();
        } finally {
            robot.releaseMouse(MouseButton.LEFT_BUTTON);
        }
        robot.waitForIdle();
        await("the card comes", () -> isPresent("question"));
    }

    @Test
    void aNewQuestionMovesNoCardThatThePointerIsOnAndHasItsPlaceAfterwards() {
        Cards cards = new Cards(robot, frame);
        tell(open("a"), open("b"));
        JButton accept = cards.button("send b", "accept");
        Point place = read(accept::getLocationOnScreen);
        robot.moveMouse(place.x + 5, place.y + 5);
        tell(open("c"));
        assertThat(cards.asked()).extracting(CardsTest::file).containsExactly("b", "a", "c");
        assertThat(read(accept::getLocationOnScreen)).isEqualTo(place);
        Point away = read(() -> window.textBox("log").target().getLocationOnScreen());
        robot.moveMouse(away.x + 10, away.y + 10);
        await("the newest is on top", () -> file(cards.asked().get(0)).equals("c"));
    }

    @Test
    void ofMoreThanFiveTheRestIsCountedAndAllCanBeDeclinedAtOnce() {
        Cards cards = new Cards(robot, frame);
        tell(IntStream.rangeClosed(1, 20).mapToObj(i -> open("f" + i)).toArray(Event[]::new));
        assertThat(cards.asked()).extracting(CardsTest::file).containsExactly("f20", "f19", "f18", "f17", "f16");
        window.label("moreText").requireText("and 15 more —");
        window.button("declineAll").requireText("Decline all").click();
        await("all were declined", () -> node.calls.size() == 20);
        assertThat(node.calls).allMatch(call -> call.startsWith("decline "));
        await("the cards are gone", () -> !isPresent("question") && !isPresent("declineAll"));
    }

    @Test
    void oneOfManyThatIsAnsweredMakesRoomForTheNext() {
        Cards cards = new Cards(robot, frame);
        tell(IntStream.rangeClosed(1, 7).mapToObj(i -> open("f" + i)).toArray(Event[]::new));
        JButton decline = cards.button("f6 ", "decline");
        onEventThread(() -> decline.doClick(0));
        await("the next is shown", () -> cards.asked().size() == 5 && isPresent("moreQuestions"));
        assertThat(window.label("moreText").text()).startsWith("and 1 more");
        assertThat(node.calls).containsExactly("decline f6");
    }

    @Test
    void theFocusAndItsKeysDoNotFallThroughToTheNextCard() {
        Cards cards = new Cards(robot, frame);
        focus("log");
        tell(open("a"), open("b"));
        robot.focusAndWaitForFocusGain(cards.button("send b", "accept"));
        press(KeyEvent.VK_SPACE);
        awaitCall("accept b");
        press(KeyEvent.VK_ENTER);
        press(KeyEvent.VK_SPACE);
        await(
                "the focus is where it was",
                () -> "log".equals(frame.getFocusOwner().getName()));
        assertThat(node.calls).containsExactly("accept b");
        assertThat(read(() -> frame.getRootPane().getDefaultButton())).isNull();
    }

    @Test
    void altAAnswersTheQuestionThatHadItAndNotOneThatCameMeanwhile() {
        tell(open("a"));
        tell(open("b"));
        press(KeyEvent.VK_A, KeyEvent.VK_ALT);
        awaitCall("accept a");
        awaitReadable();
        press(KeyEvent.VK_D, KeyEvent.VK_ALT);
        awaitCall("decline b");
    }

    @Test
    void whatHindersCanBePutAwayAndComesBackWhenItIsSomethingElse() {
        tell(new Event.VisibilityChanged(new Visibility.NoNetwork()));
        window.button("dismiss").click();
        await("it is gone", () -> !isPresent("notice"));
        tell(new Event.VisibilityChanged(new Visibility.Hindered("Multicast is forbidden here.")));
        window.textBox("noticeText").requireText("Multicast is forbidden here.");
    }

    @Test
    void aQuestionIsAnnouncedToThoseWhoDoNotSeeIt() {
        List<Object> heard = new CopyOnWriteArrayList<>();
        onEventThread(() -> robot.finder()
                .findByName(frame, "questionAnnouncements", false)
                .getAccessibleContext()
                .addPropertyChangeListener(change -> heard.add(change.getNewValue())));
        tell(open("a"));
        assertThat(heard).anyMatch(value -> String.valueOf(value).contains("Otter wants to send a (1 B)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report-report-report-report-report-report-report-report-report-report-report-report-report-report-report-"
                        + "report-report-report-report-report-report-report-report-report-report-report-report-report.pdf",
                "\u0635\u0648\u0631\u0629 \u0645\u0646 \u0627\u0644\u0628\u062D\u0631 \u0635\u0648\u0631\u0629 \u0645\u0646 "
                        + "\u0627\u0644\u0628\u062D\u0631 \u0635\u0648\u0631\u0629 \u0645\u0646 \u0627\u0644\u0628\u062D\u0631.jpg",
                "<html><h1>Big</h1><img src=file:///x>"
            })
    void namesAreWholeAndWrapAndAreNeverMarkup(String name) {
        tell(new Event.OfferOpened(Scenes.offer("o", "W".repeat(40), name, 1_234_567)));
        onEventThread(() -> frame.setSize(frame.getMinimumSize()));
        robot.waitForIdle();
        JTextArea question = (JTextArea) window.textBox("questionText")
                .requireText("W".repeat(40) + " wants to send " + KeptName.of(name) + " (1.2 MB)")
                .target();
        assertThat(read(() -> question.getHeight() >= question.getPreferredSize().height
                        && question.getVisibleRect().height == question.getHeight()
                        && question.getLineWrap()))
                .as("all of its lines are seen")
                .isTrue();
    }

    @Test
    void allOfOneSenderAreDeclinedAtOnceAndOthersAreNot() {
        Cards cards = new Cards(robot, frame);
        tell(of("1", "Otter", KEY), of("2", "Heron", OTHER_KEY), of("3", "Otter", KEY));
        cards.clickArrow(cards.button("one 3", "decline"));
        window.menuItem("decline.SENDER").requireEnabled().click();
        await("both were declined", () -> node.calls.size() == 2);
        assertThat(node.calls).containsExactlyInAnyOrder("decline 1", "decline 3");
        assertThat(cards.asked()).hasSize(1);
    }

    @Test
    void aSenderWhoHasProvedWhoItIsCanBeBlocked() {
        Cards cards = new Cards(robot, frame);
        tell(of("1", "Otter", KEY), of("2", "Heron", OTHER_KEY));
        cards.clickArrow(cards.button("one 1", "decline"));
        window.menuItem("decline.BLOCK").click();
        awaitCall("decline 1");
        await(
                "it is kept",
                () -> trust.of(KEY)
                        .map(Trust::decision)
                        .filter(Trust.Decision.BLOCK::equals)
                        .isPresent());
        assertThat(trust.of(OTHER_KEY)).isEmpty();
    }

    @Test
    void aBoxOfAFolderTicksAllThatIsInItAndASearchFindsFilesInFolders() {
        OfferedFile boat = new OfferedFile("holiday/boat.jpg", 10);
        OfferedFile quay = new OfferedFile("holiday/quay.jpg", 20);
        OfferedFile notes = new OfferedFile("notes.txt", 5);
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", new Security.Verified(KEY), quay, notes, boat)));
        window.toggleButton("choose").click();
        assertThat(names()).containsExactly("holiday", "boat.jpg", "quay.jpg", "notes.txt");
        focus("offeredFiles");
        onEventThread(() -> window.table("offeredFiles").target().setRowSelectionInterval(0, 0));
        press(KeyEvent.VK_SPACE);
        window.label("choiceCount").requireText("1 of 3 files, 5 B");
        press(KeyEvent.VK_LEFT);
        assertThat(names()).containsExactly("holiday", "notes.txt");
        window.textBox("choiceSearch").setText("QUAY");
        assertThat(names()).containsExactly("holiday", "quay.jpg");
        window.button("wantAll").click();
        window.label("choiceCount").requireText("2 of 3 files, 25 B");
        window.button("accept").click();
        awaitCall("accept o");
        assertThat(node.answers.get(0))
                .hasToString(
                        new wherry.transfer.Answer.Accept(List.of(quay, notes), java.util.Optional.empty()).toString());
    }

    private List<String> names() {
        return List.of(window.table("offeredFiles").contents()).stream()
                .map(row -> row[1])
                .toList();
    }

    private List<Point> places(List<String> names) {
        robot.waitForIdle();
        return names.stream()
                .map(name -> robot.finder().findByName(frame, name))
                .map(component -> read(component::getLocationOnScreen))
                .toList();
    }

    private static Event open(String file) {
        return new Event.OfferOpened(Scenes.offer(file, "Otter", file, 1));
    }

    private static Event of(String id, String sender, String key) {
        return new Event.OfferOpened(
                Scenes.offer(id, sender, new Security.Verified(key), new OfferedFile("one " + id, 1)));
    }

    private static String file(String question) {
        return question.replaceAll(".*send (\\S+) .*", "$1");
    }
}
