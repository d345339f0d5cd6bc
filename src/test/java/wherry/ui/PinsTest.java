package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.util.List;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** What the window does when a receiver wants a PIN. */
class PinsTest extends WindowTest {
    private final Transfer first =
            Scenes.transfer("1", Direction.SENDING, "a.txt", "Bright Otter", TransferState.ASKING);
    private final Transfer second =
            Scenes.transfer("2", Direction.SENDING, "b.txt", "<html>Heron", TransferState.ASKING);

    @Test
    void enterGivesThePin() {
        tell(new Event.PinWanted(first, PinReason.NEEDED));
        window.textBox("pinText").requireText("Bright Otter asks for its PIN before it takes a.txt");
        assertThat(isShown("pinWrong")).isFalse();
        window.button("givePin").requireDisabled();
        await(
                "the keys go there",
                () -> "pin"
                        .equals(
                                frame.getFocusOwner() == null
                                        ? ""
                                        : frame.getFocusOwner().getName()));
        robot.enterText("47 11");
        press(KeyEvent.VK_ENTER);
        awaitCall("pin 1 47 11");
        await("the strip is gone", () -> !isShown("pinQuestion"));
    }

    @Test
    void escapeGivesNone() {
        tell(new Event.PinWanted(first, PinReason.NEEDED));
        focus("pin");
        press(KeyEvent.VK_ESCAPE);
        awaitCall("pin 1 none");
    }

    @Test
    void aWrongOneIsSaidAndAskedForAgain() {
        tell(new Event.PinWanted(first, PinReason.NEEDED));
        focus("pin");
        robot.enterText("1");
        press(KeyEvent.VK_ENTER);
        awaitCall("pin 1 1");
        tell(new Event.PinClosed("1"), new Event.PinWanted(first, PinReason.WRONG));
        window.label("pinWrong").requireVisible().requireText("That was not the right PIN.");
        window.textBox("pin").requireEmpty();
    }

    @Test
    void somebodyWhoIsTypingElsewhereGoesOn() {
        focus("peerFilter");
        tell(new Event.PinWanted(first, PinReason.NEEDED));
        robot.enterText("fox");
        window.textBox("peerFilter").requireText("fox");
        window.textBox("pin").requireEmpty();
    }

    @Test
    void severalAreAskedForAtOnceEachWithItsOwnFieldAndOneThatIsCancelledGoes() {
        tell(new Event.PinWanted(first, PinReason.NEEDED), new Event.PinWanted(second, PinReason.NEEDED));
        assertThat(asked())
                .containsExactlyInAnyOrder(
                        "Bright Otter asks for its PIN before it takes a.txt",
                        "<html>Heron asks for its PIN before it takes b.txt");
        tell(new Event.PinClosed("1"));
        assertThat(asked()).containsExactly("<html>Heron asks for its PIN before it takes b.txt");
        focus("pin");
        robot.enterText("4711");
        press(KeyEvent.VK_ENTER);
        awaitCall("pin 2 4711");
        await("the card is gone", () -> !isShown("pinQuestion"));
    }

    @Test
    void anOfferOfNothingButFoldersCanBeAccepted() {
        tell(new Event.OfferOpened(Scenes.folders("o", "Otter", "x/empty", "x/later")));
        window.textBox("questionText").requireText("Otter wants to send 2 empty folders");
        window.button("accept").requireEnabled().click();
        awaitCall("accept o");
    }

    private List<String> asked() {
        return robot.finder().findAll(frame, component -> "pinText".equals(component.getName())).stream()
                .map(text -> read(() -> ((JTextComponent) text).getText()))
                .toList();
    }

    private boolean isShown(String name) {
        return !robot.finder()
                .findAll(component -> name.equals(component.getName()) && component.isShowing())
                .isEmpty();
    }
}
