package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JPopupMenu;
import javax.swing.text.JTextComponent;
import org.assertj.swing.fixture.DialogFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.transfer.Event;
import wherry.transfer.Security;
import wherry.ui.requests.MessageText;
import wherry.ui.requests.MessagesModel;

class MessagesTest extends WindowTest {
    @Test
    void everyTextHasACardUntilItIsDismissedTheNewestOnTop() {
        assertThat(isPresent("message")).isFalse();
        tell(text("See you\nat noon"), text("Bring the boat"));
        assertThat(texts()).containsExactly("Bring the boat", "See you\nat noon");
        onEventThread(() -> dismiss(0));
        await("the other is left", () -> texts().equals(List.of("See you\nat noon")));
        window.textBox("messageHeading").requireText("Bright Otter sent a text message (not encrypted)");
        awaitReadable();
        window.button("dismissMessage").click();
        assertThat(isPresent("message")).isFalse();
    }

    @Test
    void ofManyTextsTheNewestAreShownAndAllCanBeDismissedAtOnce() {
        tell(IntStream.rangeClosed(1, 7).mapToObj(i -> text("text " + i)).toArray(Event[]::new));
        assertThat(texts()).containsExactly("text 7", "text 6", "text 5");
        window.label("moreMessagesText").requireText("and 4 more text messages \u2014");
        onEventThread(() -> ((JButton) robot.finder().findByName(frame, "dismissAll")).doClick(0));
        await("all are gone", () -> texts().isEmpty() && !isPresent("moreMessages"));
    }

    private List<String> texts() {
        return read(() -> named("messageText").stream()
                .sorted(Comparator.comparingInt(text -> text.getLocationOnScreen().y))
                .map(text -> ((JTextComponent) text).getText())
                .toList());
    }

    private void dismiss(int card) {
        named("dismissMessage").stream()
                .sorted(Comparator.comparingInt(button -> button.getLocationOnScreen().y))
                .skip(card)
                .findFirst()
                .ifPresent(button -> ((JButton) button).doClick(0));
    }

    private Collection<Component> named(String name) {
        return robot.finder().findAll(frame, component -> name.equals(component.getName()) && component.isShowing());
    }

    @Test
    void copyTakesAllOfIt() throws Exception {
        String all = "line\n".repeat(5_000);
        tell(text(all));
        assertThat(window.textBox("messageText").text()).hasSizeLessThanOrEqualTo(MessageText.LONGEST_SHOWN);
        window.button("copyMessage").click();
        assertThat(Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .isEqualTo(all);
    }

    @Test
    void aTextIsNeverHtmlAndWhatDeceivesIsVisible() {
        tell(text("<html><b>Bold</b>\u202Eexe\u0007"));
        window.textBox("messageText").requireText("<html><b>Bold</b>\\u202Eexe\\u0007");
    }

    @Test
    void aLinkIsOpenedOnlyAfterItsWholeAddressWasSeen() {
        String address = "https://example.org/" + "x".repeat(500) + "?a=b";
        tell(text("Look at " + address));
        window.button("openLink").click();
        DialogFixture dialog = window.dialog("linkDialog");
        dialog.textBox("linkAddress").requireText(address);
        dialog.button("cancel").click();
        assertThat(opener.calls).isEmpty();
        window.button("openLink").click();
        window.dialog("linkDialog").button("openPage").click();
        await("the browser was asked", () -> opener.calls.equals(List.of("browse " + address)));
    }

    @Test
    void ofSeveralLinksTheOneThatIsChosenIsOffered() {
        tell(text("https://first.example/ or https://second.example/ or https://third.example/"));
        window.button("openLink").click();
        JPopupMenu menu = robot.finder().findByName("links", JPopupMenu.class, true);
        robot.click(menu.getComponent(1));
        DialogFixture dialog = window.dialog("linkDialog");
        dialog.textBox("linkAddress").requireText("https://second.example/");
        dialog.button("openPage").click();
        await("the browser was asked", () -> opener.calls.equals(List.of("browse https://second.example/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://bank.example@evil.example/",
                "https://b\u0430nk.example/",
                "http://",
                "smb://host/share"
            })
    void whatIsNoHarmlessWebPageIsNoLink(String text) {
        assertThat(MessageText.links(text)).isEmpty();
    }

    @Test
    void strangersCannotFillTheWindowWithTexts() {
        MessagesModel model = new MessagesModel();
        for (int i = 0; i < 100; i++) {
            model.open(text("same"));
        }
        assertThat(model.open.get()).hasSize(MessagesModel.MOST);
    }

    private static Event.TextReceived text(String text) {
        return new Event.TextReceived(
                "Bright Otter", new InetSocketAddress("192.168.1.50", 49152), new Security.Plain(), text);
    }
}
