package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.text.Bidi;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JButton;
import org.junit.jupiter.api.Test;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;

class QuestionsTest extends WindowTest {
    private final Offer photo = Scenes.offer("photo", "192.168.1.31", "photo.jpg", 1_234_567);

    @Test
    void whatThereIsToChooseIsMadeOnceSomebodyWantsToChoose() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", "photo.jpg", 1_000)));
        assertThat(isPresent("question")).isTrue();
        assertThat(isPresent("choiceSearch")).isFalse();
        robot.click(robot.finder().findByName(frame, "choose"));
        await("it is there", () -> isPresent("choiceSearch"));
    }

    @Test
    void theStripIsThereOnlyWhileThereIsSomethingToAsk() {
        assertThat(isPresent("question")).isFalse();
        tell(new Event.OfferOpened(photo));
        assertThat(isPresent("question")).isTrue();
        window.textBox("questionText").requireText("192.168.1.31 wants to send photo.jpg (1.2 MB)");
        tell(new Event.OfferClosed("photo"));
        assertThat(isPresent("question")).isFalse();
    }

    @Test
    void acceptAndDeclineAnswerTheOfferAtOnceAndTheArrowOpensTheMenu() {
        for (String word : List.of("accept", "decline")) {
            tell(new Event.OfferOpened(Scenes.offer(word + "ed", "a", "f", 1)));
            window.button(word).click();
            awaitCall(word + " " + word + "ed");
            await("the card is gone", () -> !isPresent("question"));
        }
        tell(new Event.OfferOpened(photo));
        new Cards(robot, frame).clickArrow("accept");
        window.menuItem("always.UNTIL_QUIT").click();
        awaitCall("always photo");
        assertThat(node.calls).doesNotContain("accept photo");
    }

    @Test
    void altAAndAltDAnswerFromWhereverTheFocusIs() {
        focus("log");
        tell(new Event.OfferOpened(photo));
        press(KeyEvent.VK_A, KeyEvent.VK_ALT);
        awaitCall("accept photo");
        focus("peerFilter");
        tell(new Event.OfferOpened(Scenes.offer("second", "a", "f", 1)));
        press(KeyEvent.VK_D, KeyEvent.VK_ALT);
        awaitCall("decline second");
    }

    @Test
    void manyFilesAreCountedInGroupsOfThree() {
        List<OfferedFile> files = IntStream.range(0, 12_345)
                .mapToObj(i -> new OfferedFile(i + ".jpg", 1_000))
                .toList();
        tell(new Event.OfferOpened(Scenes.offer("many", "Otter", new Security.Plain(), files)));
        window.textBox("questionText").requireText("Otter wants to send 12 345 files (12 MB)");
        window.textBox("questionFiles").requireText("0.jpg, 1.jpg, 2.jpg and 12 342 more");
    }

    @Test
    void twoQuestionsAreTwoCardsTheNewestOnTopEachAnsweredOnItsOwn() {
        Cards cards = new Cards(robot, frame);
        tell(new Event.OfferOpened(photo), new Event.OfferOpened(Scenes.offer("b", "Otter", "b", 1)));
        assertThat(cards.asked())
                .containsExactly("Otter wants to send b (1 B)", "192.168.1.31 wants to send photo.jpg (1.2 MB)");
        robot.click(cards.button("photo.jpg", "accept"));
        awaitCall("accept photo");
        await("the other card stays", () -> cards.asked().equals(List.of("Otter wants to send b (1 B)")));
        awaitReadable();
        robot.click(cards.button("send b", "decline"));
        awaitCall("decline b");
        assertThat(node.calls).containsExactly("accept photo", "decline b");
    }

    @Test
    void aQuestionThatTookAnothersPlaceIsNotAnsweredByAClickMeantForTheOther() {
        Cards cards = new Cards(robot, frame);
        tell(new Event.OfferOpened(photo), new Event.OfferOpened(Scenes.offer("b", "Otter", "b", 1)));
        JButton first = cards.button("send b", "accept");
        JButton successor = cards.button("photo.jpg", "accept");
        onEventThread(() -> {
            first.doClick(0);
            successor.doClick(0);
            first.doClick(0);
        });
        assertThat(node.calls).containsExactly("accept b");
        await("it can be answered once it could be read", () -> {
            successor.doClick(0);
            return node.calls.contains("accept photo");
        });
    }

    @Test
    void namesAreNeverTakenForHtml() {
        String name = "<html><b>Bold</b>";
        tell(
                new Event.OfferOpened(Scenes.offer("x", name, name + ".txt", 1)),
                new Event.PeersChanged(List.of(Scenes.here(name, "192.168.1.9"))));
        window.list("peers").selectItem(0);
        assertThat(read(() -> window.label("dropHeading").target().getClientProperty("html")))
                .isNull();
        assertThat(window.label("dropHeading").text()).contains(name);
        assertThat(window.textBox("questionText").text()).contains(name);
        assertThat(PeerRowReader.rendersHtml(window.list("peers").target())).isFalse();
    }

    @Test
    void aNameThatIsReadFromRightToLeftTurnsNothingRoundButItself() {
        String sender = "\u0623\u062D\u0645\u062F";
        String name = "\u0635\u0648\u0631\u0629.jpg";
        tell(new Event.OfferOpened(Scenes.offer("x", sender, name, 1)));
        String words = window.textBox("questionText").text();
        assertThat(words).contains(sender, name);
        Bidi order = new Bidi(words, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        assertThat(order.baseIsLeftToRight()).isTrue();
        for (String part : List.of(" wants to send ", ".jpg", " (1 B)")) {
            assertThat(words).contains(part);
            int at = words.indexOf(part);
            assertThat(IntStream.range(at, at + part.length()).map(order::getLevelAt))
                    .as(part)
                    .allMatch(level -> level % 2 == 0);
        }
    }

    @Test
    void controlCharactersInANameAreShownEscaped() {
        tell(new Event.OfferOpened(Scenes.offer("x", "a", "gpj\u202Eexe", 1)));
        assertThat(window.textBox("questionText").text()).contains("gpj\\u202Eexe");
    }
}
