package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.PinReason;
import wherry.transfer.Security;
import wherry.transfer.TransferState;

/** Where cards are: none moves under the pointer, and the window behind them can be used. */
class CardPlacesTest extends WindowTest {
    @Test
    void aWithdrawnQuestionKeepsItsPlaceAndAnswersNothingUntilThePointerHasLeft() {
        Cards cards = new Cards(robot, frame);
        tell(open("a"), open("b"), open("c"));
        JButton accept = cards.button("send a", "accept");
        Point place = read(accept::getLocationOnScreen);
        moveTo(place);
        tell(new Event.OfferClosed("c"), new Event.OfferClosed("b"));
        assertThat(cards.asked()).extracting(CardPlacesTest::file).containsExactly("c", "b", "a");
        assertThat(read(accept::getLocationOnScreen)).isEqualTo(place);
        assertThat(read(() -> cards.button("send b", "accept").isEnabled())).isFalse();
        moveAway();
        await("the withdrawn ones are gone", () -> cards.asked().size() == 1);
        assertThat(node.calls).isEmpty();
    }

    @Test
    void theNewestOfManyThatComeAtOnceIsInSightAsAWhole() {
        Cards cards = new Cards(robot, frame);
        moveAway();
        onEventThread(() -> frame.setSize(frame.getMinimumSize()));
        Event[] events = IntStream.range(3, 8)
                .mapToObj(i -> new Event.OfferOpened(Scenes.offer(
                        "q" + i,
                        "Anna's phone",
                        new Security.Verified("CD".repeat(32)),
                        IntStream.range(0, i)
                                .mapToObj(n -> new OfferedFile("holiday/IMG_20" + n + ".jpg", 1))
                                .toArray(OfferedFile[]::new))))
                .toArray(Event[]::new);
        tell(events);
        assertThat(cards.asked()).hasSize(5);
        JViewport view = (JViewport) SwingUtilities.getAncestorOfClass(
                JViewport.class,
                robot.finder()
                        .findAll(frame, part -> "question".equals(part.getName()))
                        .iterator()
                        .next());
        assertThat(read(() -> view.getViewPosition().y)).isZero();
    }

    @Test
    void aWithdrawnQuestionUnderAPointerThatStaysGoesAfterAWhile() {
        Cards cards = new Cards(robot, frame);
        tell(open("a"), open("b"));
        moveTo(read(() -> cards.button("send a", "accept").getLocationOnScreen()));
        tell(new Event.OfferClosed("b"));
        assertThat(cards.asked()).hasSize(2);
        await("it waits no longer than some seconds", () -> cards.asked().size() == 1);
    }

    @Test
    void whatTheUserAnswersGoesAtOnceThoughThePointerIsOnIt() {
        Cards cards = new Cards(robot, frame);
        tell(open("a"), open("b"));
        robot.click(cards.button("send b", "accept"));
        await("it is gone", () -> cards.asked().size() == 1);
        assertThat(node.calls).containsExactly("accept b");
    }

    @Test
    void noCardOfAnotherKindComesAboveTheOneThatThePointerIsOn() {
        Cards cards = new Cards(robot, frame);
        tell(open("a"));
        JButton accept = cards.button("send a", "accept");
        Point place = read(accept::getLocationOnScreen);
        moveTo(place);
        tell(
                new Event.PinWanted(
                        Scenes.transfer("1", Direction.SENDING, "x", "Otter", TransferState.ASKING), PinReason.NEEDED),
                text("hello"),
                new Event.Warned("Something to know."));
        assertThat(isPresent("pinQuestion") && isPresent("message") && isPresent("notice"))
                .isTrue();
        assertThat(read(accept::getLocationOnScreen)).isEqualTo(place);
    }

    @Test
    void cardsLeaveAPartOfTheWindowFreeScrollAndCanBeFoldedAndWhatIsNewUnfoldsThem() {
        tell(IntStream.rangeClosed(1, 5).mapToObj(i -> open("f" + i)).toArray(Event[]::new));
        onEventThread(() -> frame.setSize(frame.getMinimumSize()));
        robot.waitForIdle();
        Component stack = robot.finder().findByName(frame, "cards");
        assertThat(read(stack::getHeight)).isLessThan(read(frame::getHeight) * 3 / 4);
        window.button("cardsFold").requireText("Fold").click();
        await("they are folded", () -> !canBeSeen("question"));
        window.button("cardsFold").requireText("5 wait");
        assertThat(read(stack::getHeight)).isLessThan(read(frame::getHeight) / 8);
        assertThat(node.calls).isEmpty();
        tell(open("new"));
        assertThat(canBeSeen("question")).isTrue();
    }

    @Test
    void oneThatLiesOverTheDevicesOfASmallWindowCanBePutAside() {
        tell(open("a"));
        assertThat(canBeSeen("cardsFold")).as("beside the devices").isFalse();
        onEventThread(() -> frame.setSize(frame.getMinimumSize()));
        await("it can be folded", () -> canBeSeen("cardsFold"));
        window.button("cardsFold").requireText("Fold").click();
        await("it is folded", () -> !canBeSeen("question"));
        window.button("cardsFold").requireText("1 waits").click();
        await("it is there again", () -> canBeSeen("question"));
        onEventThread(() -> frame.setSize(1024, 760));
        await("it lies beside the devices", () -> !canBeSeen("cardsFold"));
    }

    @Test
    void aThemeThatChangesBringsNoBorderAroundTheCards() {
        tell(open("a"));
        Point before =
                read(() -> new Cards(robot, frame).button("send a", "accept").getLocationOnScreen());
        onEventThread(() -> javax.swing.SwingUtilities.updateComponentTreeUI(frame));
        robot.waitForIdle();
        assertThat(read(() -> new Cards(robot, frame).button("send a", "accept").getLocationOnScreen()))
                .isEqualTo(before);
    }

    private void moveTo(Point place) {
        robot.moveMouse(place.x + 5, place.y + 5);
        robot.moveMouse(place.x + 6, place.y + 6);
    }

    private void moveAway() {
        moveTo(read(() -> window.textBox("log").target().getLocationOnScreen()));
    }

    private static Event open(String file) {
        return new Event.OfferOpened(Scenes.offer(file, "Otter", file, 1));
    }

    private static Event text(String words) {
        return new Event.TextReceived(
                "Otter", new InetSocketAddress("192.168.1.50", 49152), new Security.Plain(), words);
    }

    private static String file(String question) {
        return question.replaceAll(".*send (\\S+) .*", "$1");
    }
}
