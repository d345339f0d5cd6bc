package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.swing.UIManager;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.JPopupMenuFixture;
import org.junit.jupiter.api.Test;
import wherry.settings.Settings;
import wherry.settings.Trust;
import wherry.transfer.Collision;
import wherry.transfer.ComparisonCode;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.transfer.TransferState;
import wherry.ui.transfers.TransferText;

/** What is decided about peers in their menu and in the settings, and how to be sure of them. */
class TrustInWindowTest extends WindowTest {
    private static final String KEY = "AB".repeat(32);

    @Test
    void thePeersMenuDecidesAboutItsKey() {
        verifiedPeer();
        choose("trust", "trust.DAY");
        await("it is kept", () -> decision() == Trust.Decision.ACCEPT);
        assertThat(trust.of(KEY).orElseThrow().until().orElseThrow())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        choose("trust", "trust.BLOCK");
        await("it is blocked", () -> decision() == Trust.Decision.BLOCK);
        choose("trust", "trust.ASK");
        await("it is asked about again", () -> decision() == Trust.Decision.ASK);
    }

    @Test
    void whoHasProvedNothingCanNeitherBeTrustedNorCompared() {
        tell(new Event.PeersChanged(List.of(Scenes.here("Bright Otter", "192.168.1.40"))));
        JPopupMenuFixture menu = peerMenu();
        menu.menuItem("trust").requireDisabled();
        menu.menuItem("compareCodes").requireDisabled();
        menu.menuItem("sendText").requireDisabled();
    }

    @Test
    void theCodeToCompareIsComputedElsewhereAndShownInFull() {
        verifiedPeer();
        choose("compareCodes");
        DialogFixture dialog = window.dialog("compareDialog");
        String code = ComparisonCode.of("0".repeat(64), KEY);
        await(
                "the code",
                () -> dialog.textBox("comparisonCode").target().getText().equals(code));
        assertThat(dialog.textBox("compareWhy").text()).contains("Bright Otter");
        press(KeyEvent.VK_ESCAPE);
        assertThat(trust.of(KEY)).isEmpty();
    }

    @Test
    void oneWhoseCodeIsTheSameIsCheckedAndIsAskedAboutAsBefore() {
        verifiedPeer();
        choose("compareCodes");
        DialogFixture dialog = window.dialog("compareDialog");
        await("the code", () -> dialog.button("same").target().isEnabled());
        dialog.button("same").click();
        await("it is kept", () -> trust.of(KEY).filter(Trust::checked).isPresent());
        assertThat(decision()).isEqualTo(Trust.Decision.ASK);
        tell(new Event.OfferOpened(
                Scenes.offer("o", "Bright Otter", new Security.Verified(KEY), new OfferedFile("letter.txt", 1_000))));
        window.textBox("questionSecurity").requireText("checked, from 192.168.1.50");
    }

    @Test
    void acceptIsNotSuggestedToAKnownNameWithAnotherKey() throws IOException {
        trust.put(
                new Trust("CD".repeat(32), "Bright Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
        OfferedFile letter = new OfferedFile("letter.txt", 1_000);
        tell(new Event.OfferOpened(Scenes.offer("o", "Bright Otter", new Security.Verified(KEY), letter)));
        assertThat(isSuggested("accept")).isFalse();
        assertThat(isSuggested("decline")).isTrue();
        tell(
                new Event.OfferClosed("o"),
                new Event.OfferOpened(
                        Scenes.offer("p", "Bright Otter", new Security.Verified("CD".repeat(32)), letter)));
        window.textBox("questionSecurity").requireText("known, from 192.168.1.50");
        assertThat(isSuggested("accept")).isTrue();
        assertThat(isSuggested("decline")).isFalse();
    }

    private boolean isSuggested(String button) {
        return read(() ->
                window.button(button).target().getBackground().equals(UIManager.getColor("Button.default.background")));
    }

    @Test
    void aTextIsTypedAndSent() {
        verifiedPeer();
        choose("sendText");
        DialogFixture dialog = window.dialog("sendTextDialog");
        dialog.button("send").click();
        dialog.label("textProblem").requireText("There is no text to send yet.");
        dialog.textBox("textToSend").enterText("See you");
        press(KeyEvent.VK_ENTER, KeyEvent.VK_CONTROL);
        awaitCall("text Bright Otter See you");
    }

    @Test
    void theSettingsListDecisionsChangeThemAndForgetThem() throws IOException {
        trust.put(new Trust(KEY, "<html>Bright Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
        window.button("settings").click();
        DialogFixture dialog = window.dialog("settingsDialog");
        dialog.tabbedPane("settingsTabs").selectTab("People");
        assertThat(dialog.table("trusts").contents())
                .isDeepEqualTo(new String[][] {{"<html>Bright Otter", "ABAB ABAB ABAB ABAB", "Accept", "for ever"}});
        dialog.button("forgetTrust").requireDisabled();
        dialog.table("trusts").selectRows(0);
        dialog.button("changeTrust").click();
        robot.click(robot.finder().findByName("trust.BLOCK", true));
        await("it is blocked", () -> decision() == Trust.Decision.BLOCK);
        await(
                "it is shown",
                () -> dialog.table("trusts").target().getValueAt(0, 2).equals("Block"));
        dialog.button("forgetTrust").requireEnabled().click();
        await("it is forgotten", () -> trust.all().isEmpty());
        press(KeyEvent.VK_ESCAPE);
    }

    @Test
    void collisionsThePinAndPlainHttpAreSettings() {
        window.button("settings").click();
        DialogFixture dialog = window.dialog("settingsDialog");
        dialog.comboBox("settings.collision").selectItem("Replace it");
        dialog.comboBox("settings.plainHttp").selectItem("Refuse");
        dialog.comboBox("settings.withoutPin").requireSelection("Refuse while there is a PIN");
        dialog.comboBox("settings.withoutPin").selectItem("As if there was no PIN");
        dialog.textBox("settings.pin").enterText("12");
        dialog.button("save").click();
        assertThat(dialog.label("settingsProblem").text()).contains("4 to 12");
        dialog.textBox("settings.pin").enterText("34");
        dialog.button("save").click();
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied.get(0))
                .isEqualTo(firstSettings()
                        .withCollision(Collision.REPLACE)
                        .withPlainHttp(Settings.PlainHttp.REFUSE)
                        .withPin(Optional.of("1234"))
                        .withWithoutPin(Settings.WithoutPin.AS_USUAL));
    }

    @Test
    void aTransferSaysInWhichProtocolAndWhatIsProved() {
        assertThat(TransferText.spoken(
                        Scenes.ended("t", Direction.SENDING, "photo.jpg", "Otter", TransferState.DONE, "")
                                .over("localsend", new Security.Verified(KEY))))
                .isEqualTo("photo.jpg → Otter: Delivered (LocalSend, encrypted)");
        assertThat(TransferText.spoken(
                        Scenes.ended("t", Direction.SENDING, "photo.jpg", "Otter", TransferState.DONE, "")
                                .over("homebrew", new Security.Plain())))
                .isEqualTo("photo.jpg → Otter: Delivered (homebrew, not encrypted)");
    }

    private void verifiedPeer() {
        tell(new Event.PeersChanged(List.of(Scenes.verified("Bright Otter", "192.168.1.40", KEY))));
    }

    private JPopupMenuFixture peerMenu() {
        return window.list("peers").showPopupMenuAt(new java.awt.Point(30, 10));
    }

    private void choose(String... path) {
        JPopupMenuFixture menu = peerMenu();
        for (String name : path) {
            menu.menuItem(name).click();
        }
    }

    private Trust.Decision decision() {
        return trust.of(KEY).map(Trust::decision).orElse(null);
    }

    @Test
    void whoBearsAKnownNameWithAnotherKeyGetsNothingBeforeTheUserSaysSo() throws Exception {
        trust.put(new Trust("AB".repeat(32), "Merry Heron", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
        Peer known = Scenes.verified("Merry Heron", "192.168.1.40", "AB".repeat(32));
        Peer other = Scenes.verified("Merry Heron", "192.168.1.66", "CD".repeat(32));
        Peer nobody = Scenes.here("Merry Heron", "192.168.1.67");
        chooser.files = List.of(Path.of("/tmp/a.txt").toAbsolutePath());
        for (Peer peer : List.of(other, nobody)) {
            tell(new Event.PeersChanged(List.of(peer)));
            for (String answer : List.of("Do not send", "Send anyway")) {
                node.calls.clear();
                select(peer);
                window.button("chooseFiles").click();
                window.optionPane().buttonWithText(answer).click();
                robot.waitForIdle();
                assertThat(node.calls).as(answer).hasSize(answer.equals("Send anyway") ? 1 : 0);
            }
        }
        tell(new Event.PeersChanged(List.of(known)));
        node.calls.clear();
        select(known);
        window.button("chooseFiles").click();
        await("the known one is not asked about", () -> node.calls.size() == 1);
    }

    private void select(Peer peer) {
        onEventThread(() -> list().setSelectedIndex(frame.model().peers.indexOf(peer.id())));
    }
}
