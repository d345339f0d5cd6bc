package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.swing.JList;
import javax.swing.text.JTextComponent;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.fixture.JPopupMenuFixture;
import org.junit.jupiter.api.Test;
import wherry.settings.Star;
import wherry.settings.Trust;
import wherry.transfer.DeviceKind;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/** Who is nearby, what is known of them, and whom the user has starred. */
class NearbyTest extends WindowTest {
    private static final String KEY = "AB".repeat(32);
    private static final String OTHER_KEY = "CD".repeat(32);

    private final Peer anna =
            Scenes.verified("Anna", "192.168.1.23", KEY).withDevice(DeviceKind.of("mobile", "iPhone"));
    private final Peer able = Scenes.verified("Able Ant", "192.168.1.24", OTHER_KEY);

    @Test
    void aRowSaysWhatTheDeviceIsAndHowFarItIsKnown() throws IOException {
        tell(new Event.PeersChanged(List.of(anna)));
        assertThat(spoken(0)).isEqualTo("Anna iPhone encrypted");
        decide(Trust.Decision.ACCEPT);
        assertThat(spoken(0)).isEqualTo("Anna iPhone known");
        trust.check(KEY, "Anna");
        assertThat(spoken(0)).isEqualTo("Anna iPhone checked");
        decide(Trust.Decision.BLOCK);
        assertThat(spoken(0)).isEqualTo("Anna iPhone blocked");
    }

    @Test
    void whatIsNotEncryptedSaysSoAndANewKeyUnderAKnownNameToo() throws IOException {
        decide(Trust.Decision.ACCEPT);
        tell(new Event.PeersChanged(List.of(
                Scenes.verified("Anna", "192.168.1.99", OTHER_KEY),
                Scenes.here("Bright Otter", "192.168.1.40"),
                at("Claire", new Security.Claimed(KEY)),
                at("Dora", new Security.Plain()))));
        assertThat(spoken(0)).isEqualTo("Anna LocalSend new key!");
        assertThat(spoken(1)).isEqualTo("Bright Otter Wherry NOT ENCRYPTED");
        assertThat(spoken(2)).isEqualTo("Claire LocalSend not proven");
        assertThat(spoken(3)).isEqualTo("Dora LocalSend NOT ENCRYPTED");
    }

    @Test
    void thoseWhoLookAlikeByNameShowTheirAddressesAndOthersUnderThePointer() {
        tell(new Event.PeersChanged(
                List.of(Scenes.here("Quiet Fox", "192.168.1.31"), peer("2", "quiet  fox", "192.168.1.40"), anna)));
        assertThat(spoken(0)).isEqualTo("Anna iPhone encrypted");
        assertThat(List.of(spoken(1), spoken(2)))
                .containsExactlyInAnyOrder(
                        "Quiet Fox Wherry · .1.31 NOT ENCRYPTED", "quiet  fox Wherry · .1.40 NOT ENCRYPTED");
        Rectangle row = read(() -> list().getCellBounds(0, 0));
        robot.moveMouse(list(), row.x + 80, row.y + row.height / 2);
        await("the address is shown", () -> spokenNow(0).equals("Anna iPhone · .1.23 encrypted"));
    }

    @Test
    void aStarredOneStandsOnTopAndStaysListedWhenAway() {
        Peer zoe = Scenes.verified("Zoe", "192.168.1.23", KEY);
        tell(new Event.PeersChanged(List.of(able, zoe)));
        clickStar(1);
        await("it is on top", () -> titleNow(0).equals("Zoe"));
        assertThat(read(() -> list().isSelectionEmpty()))
                .as("a star is no choice")
                .isTrue();
        await("it is kept", () -> !stored.isEmpty());
        assertThat(stored.get(stored.size() - 1).stars()).containsExactly(new Star(KEY, "Zoe", "192.168.1.23:54321"));

        tell(new Event.PeersChanged(List.of(able)));
        assertThat(spoken(0)).isEqualTo("Zoe LocalSend · away encrypted starred");
        assertThat(read(() -> rowText(1))).isEqualTo("Able Ant");

        tell(new Event.PeersChanged(List.of(able, zoe)));
        assertThat(read(() -> list().getModel().getSize())).isEqualTo(2);
        clickStar(0);
        await("it is where its name belongs", () -> titleNow(0).equals("Able Ant"));
        assertThat(stored.get(stored.size() - 1).stars()).isEmpty();
    }

    @Test
    void nothingIsSentToAStarredOneWhoIsAway() {
        reopenWith(new Star(KEY, "Zoe", "192.168.1.23:53317"));
        select("Zoe");
        onEventThread(() -> frame.model().shelf.put(List.of(new wherry.ui.shelf.ShelfItem.TextContent("words"))));
        window.button("send").click();
        window.textBox("remark").requireText("Zoe has left: nothing was sent.");
        assertThat(node.calls).isEmpty();
    }

    @Test
    void whoeverOnlyBearsTheNameOfAStarredOneGetsNoStar() {
        reopenWith(new Star(KEY, "Anna", "192.168.1.23:53317"));
        tell(new Event.PeersChanged(List.of(Scenes.verified("Anna", "192.168.1.77", OTHER_KEY))));
        assertThat(spoken(0)).endsWith("away encrypted starred");
        assertThat(spoken(1)).doesNotContain("starred");
    }

    @Test
    void aStarredOneIsCalledWhatTheUserCallsIt() {
        tell(new Event.PeersChanged(List.of(anna)));
        menu(0).menuItem("star").click();
        menu(0).menuItem("rename").click();
        var dialog = window.dialog("nameDialog");
        dialog.textBox("ownName").deleteText().enterText("My phone");
        dialog.button("save").click();
        await("it has its name", () -> titleNow(0).equals("My phone"));
        assertThat(spoken(0)).isEqualTo("My phone iPhone · Anna encrypted starred");
        await(
                "it is kept",
                () -> stored.get(stored.size() - 1).stars().stream()
                        .anyMatch(star -> star.name().equals("My phone")));
    }

    @Test
    void aNewAddressOfAStarredOneIsRemembered() {
        reopenWith(new Star(KEY, "Anna", "192.168.1.99:53317"));
        tell(new Event.PeersChanged(List.of(anna)));
        await(
                "it is kept",
                () -> stored.stream()
                        .flatMap(settings -> settings.stars().stream())
                        .anyMatch(star -> star.address().equals("192.168.1.23:54321")));
    }

    @Test
    void severalAreChosenWithControlAndEscapeChoosesNobody() {
        tell(new Event.PeersChanged(List.of(anna, able)));
        select("Anna");
        robot.pressKey(KeyEvent.VK_CONTROL);
        try {
            select("Able Ant");
        } finally {
            robot.releaseKey(KeyEvent.VK_CONTROL);
        }
        window.label("dropHeading").requireText("Drop anything here for 2 devices");
        tell(new Event.PeersChanged(List.of(able, anna, Scenes.here("Aaron", "192.168.1.9"))));
        assertThat(read(() ->
                        list().getSelectedValuesList().stream().map(Peer::alias).toList()))
                .containsExactly("Able Ant", "Anna");
        press(KeyEvent.VK_ESCAPE);
        assertThat(read(() -> list().isSelectionEmpty())).isTrue();
    }

    @Test
    void nothingIsChosenAtFirstAndTheFocusIsInNoTextField() {
        tell(new Event.PeersChanged(List.of(anna)));
        assertThat(read(() -> list().isSelectionEmpty())).isTrue();
        assertThat(focused()).isNotInstanceOf(JTextComponent.class);
    }

    private void decide(Trust.Decision decision) throws IOException {
        trust.put(new Trust(KEY, "Anna", decision, Optional.empty(), Optional.empty()));
    }

    private void reopenWith(Star star) {
        onEventThread(frame::dispose);
        node.close();
        open(firstSettings().withStars(List.of(star)));
    }

    private void clickStar(int row) {
        Rectangle cell = read(() -> list().getCellBounds(row, row));
        Point star = new Point(cell.x + cell.width - 20, cell.y + 18);
        robot.click(list(), star, MouseButton.LEFT_BUTTON, 1);
        robot.waitForIdle();
    }

    private JPopupMenuFixture menu(int row) {
        Point place = read(() -> list().indexToLocation(row));
        place.translate(60, 20);
        return new JPopupMenuFixture(robot, robot.showPopupMenu(list(), place));
    }

    private String titleNow(int row) {
        return rowText(row);
    }

    private String spoken(int row) {
        return read(() -> spokenNow(row));
    }

    private String spokenNow(int row) {
        JList<Peer> list = list();
        Component cell = list.getCellRenderer()
                .getListCellRendererComponent(list, list.getModel().getElementAt(row), row, false, false);
        return cell.getAccessibleContext().getAccessibleName();
    }

    private static Peer peer(String id, String alias, String host) {
        return Scenes.peer(id, alias, host, Presence.HERE);
    }

    private static Peer at(String alias, Security security) {
        Endpoint plain = Scenes.here(alias, "192.168.1.66").endpoints().get(0);
        return new Peer(
                alias,
                alias,
                Optional.of(KEY),
                List.of(new Endpoint("localsend", plain.address(), security)),
                Presence.HERE,
                false);
    }
}
