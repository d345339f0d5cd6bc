package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.swing.fixture.JLabelFixture;
import org.junit.jupiter.api.Test;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;

class QuestionsTest extends WindowTest {
    private final Offer photo = Scenes.offer("photo", "192.168.1.31", "photo.jpg", 1_234_567);

    @Test
    void theStripIsThereOnlyWhileThereIsSomethingToAsk() {
        assertThat(isPresent("question")).isFalse();
        tell(new Event.OfferOpened(photo));
        assertThat(isPresent("question")).isTrue();
        window.label("questionText").requireText("192.168.1.31 wants to send photo.jpg (1.2 MB)");
        tell(new Event.OfferClosed("photo"));
        assertThat(isPresent("question")).isFalse();
    }

    @Test
    void acceptDeclineAndAlwaysAnswerTheOffer() {
        for (String word : List.of("accept", "decline", "always")) {
            tell(new Event.OfferOpened(Scenes.offer(word + "ed", "a", "f", 1)));
            window.button(word).click();
            awaitCall(word + " " + word + "ed");
            await("the strip is gone", () -> !isPresent("question"));
        }
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
        window.label("questionText").requireText("Otter wants to send 12 345 files (12 MB)");
        window.label("questionFiles").requireText("0.jpg, 1.jpg, 2.jpg and 12 342 more");
    }

    @Test
    void severalQuestionsQueue() {
        tell(
                new Event.OfferOpened(photo),
                new Event.OfferOpened(Scenes.offer("b", "Otter", "b", 1)),
                new Event.OfferOpened(Scenes.offer("c", "Heron", "c", 1)));
        JLabelFixture count = window.label("questionCount").requireText("1 of 3");
        window.button("accept").click();
        window.label("questionText").requireText("Otter wants to send b (1 B)");
        count.requireText("1 of 2");
        tell(new Event.OfferClosed("c"));
        window.label("questionText").requireText("Otter wants to send b (1 B)");
        count.requireNotVisible();
    }

    @Test
    void aQuestionThatTookAnothersPlaceIsNotAnsweredByAClickMeantForTheOther() {
        tell(new Event.OfferOpened(photo), new Event.OfferOpened(Scenes.offer("b", "Otter", "b", 1)));
        node.tell(new Event.OfferClosed("photo"));
        await(
                "the second question",
                () -> window.label("questionText").target().getText().startsWith("Otter"));
        onEventThread(() -> window.button("accept").target().doClick(0));
        assertThat(node.calls).isEmpty();
        await("it can be answered once it could be read", () -> {
            window.button("accept").target().doClick(0);
            return node.calls.contains("accept b");
        });
    }

    @Test
    void namesAreNeverTakenForHtml() {
        String name = "<html><b>Bold</b>";
        tell(
                new Event.OfferOpened(Scenes.offer("x", name, name + ".txt", 1)),
                new Event.PeersChanged(List.of(Scenes.here(name, "192.168.1.9"))));
        window.list("peers").selectItem(0);
        for (String label : List.of("questionText", "dropHeading")) {
            assertThat(read(() -> window.label(label).target().getClientProperty("html")))
                    .as(label)
                    .isNull();
            assertThat(window.label(label).text()).contains(name);
        }
        assertThat(PeerRowReader.rendersHtml(window.list("peers").target())).isFalse();
    }

    @Test
    void controlCharactersInANameAreShownEscaped() {
        tell(new Event.OfferOpened(Scenes.offer("x", "a", "gpj\u202Eexe", 1)));
        assertThat(window.label("questionText").text()).contains("gpj\\u202Eexe");
    }
}
