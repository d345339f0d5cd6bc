package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.net.InetSocketAddress;
import java.util.List;
import javax.swing.JPopupMenu;
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
    void aTextIsShownUntilItIsDismissed() {
        assertThat(isPresent("message")).isFalse();
        tell(text("See you\nat noon"), text("Bring the boat"));
        window.textBox("messageHeading").requireText("Bright Otter sent a text (not encrypted)");
        window.textBox("messageText").requireText("Bring the boat");
        window.label("messageCount").requireText("1 of 2");
        window.button("dismissMessage").click();
        window.textBox("messageText").requireText("See you\nat noon");
        awaitReadable();
        window.button("dismissMessage").click();
        assertThat(isPresent("message")).isFalse();
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
