package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import org.assertj.swing.fixture.DialogFixture;
import org.junit.jupiter.api.Test;
import wherry.settings.Settings;
import wherry.settings.Trust;
import wherry.transfer.Version;

/** The pages of the settings. */
class SettingsPagesTest extends WindowTest {
    private static final String KEY = "AB".repeat(32);

    @Test
    void whatCannotBeMeantIsSaidWhileItIsTyped() {
        DialogFixture dialog = settings();
        dialog.textBox("settings.pin").enterText("12");
        await("it is said", () -> problem(dialog).contains("4 to 12"));
        dialog.textBox("settings.pin").enterText("34");
        await("all is well", () -> problem(dialog).isBlank());
        dialog.textBox("settings.alias").deleteText();
        await("it is said", () -> problem(dialog).contains("1 to 40"));
        dialog.textBox("settings.alias").enterText("Otter");
        dialog.tabbedPane("settingsTabs").selectTab("Network");
        dialog.textBox("settings.group").deleteText().enterText("10.0.0.1");
        await("it is said", () -> problem(dialog).contains("multicast"));
        dialog.tabbedPane("settingsTabs").selectTab("General");
        dialog.button("save").click();
        await(
                "the page with the problem is shown",
                () -> dialog.tabbedPane("settingsTabs").target().getSelectedIndex() == 2);
        assertThat(node.applied).isEmpty();
        dialog.button("cancel").click();
    }

    @Test
    void theKeysBringAFieldIntoViewWhereNotAllFieldsFit() {
        DialogFixture dialog = settings();
        onEventThread(() -> {
            dialog.target().setMinimumSize(null);
            dialog.target().setSize(600, 360);
        });
        JComponent last = dialog.textBox("settings.historyEntries").target();
        JComponent first = dialog.textBox("settings.alias").target();
        robot.waitForIdle();
        assertThat(read(last::getVisibleRect)).isEqualTo(new Rectangle());
        onEventThread(() -> first.requestFocusInWindow());
        await("the keys are there", first::isFocusOwner);
        for (int i = 0; i < 30 && !read(last::isFocusOwner); i++) {
            Component before = read(dialog.target()::getFocusOwner);
            press(KeyEvent.VK_TAB);
            await("the keys go on", () -> {
                Component now = dialog.target().getFocusOwner();
                return now != null && now != before;
            });
        }
        assertThat(read(last::isFocusOwner)).isTrue();
        assertThat(read(last::getVisibleRect)).isEqualTo(read(() -> new Rectangle(last.getSize())));
        dialog.button("cancel").click();
    }

    @Test
    void numbersAreCheckedWhileTheyAreTypedAndNotTurnedBackInSilence() {
        DialogFixture dialog = settings();
        dialog.tabbedPane("settingsTabs").selectTab("Network");
        for (String limit : List.of("header", "idle", "connections")) {
            String before = dialog.textBox("settings." + limit + ".field").text();
            assertThat(before).containsOnlyDigits();
            dialog.textBox("settings." + limit + ".field").deleteText();
            await("it is said", () -> problem(dialog).contains("must be a number from"));
            dialog.textBox("settings." + limit + ".field").enterText("100001");
            await("it is said", () -> problem(dialog).matches(".* from \\d+ to \\d+\\."));
            press(KeyEvent.VK_TAB);
            assertThat(dialog.textBox("settings." + limit + ".field").text()).isEqualTo("100001");
            dialog.button("save").click();
            dialog.textBox("settings." + limit + ".field").requireFocused();
            dialog.textBox("settings." + limit + ".field").deleteText().enterText("65");
            await("all is well", () -> problem(dialog).isBlank());
        }
        assertThat(node.applied).isEmpty();
        dialog.button("save").click();
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied.get(0).limits())
                .isEqualTo(new Settings.Limits(Duration.ofSeconds(65), Duration.ofSeconds(65), 65));
    }

    @Test
    void aFolderIsTriedByWritingBeforeItIsSavedAndNothingIsLeftInIt() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        DialogFixture dialog = settings();
        dialog.textBox("settings.folder").setText(file.toString());
        await("it is said while typing rests", () -> problem(dialog).contains("Nothing can be written"));
        Path fine = folder.resolve("new/folder");
        dialog.textBox("settings.folder").setText(fine.toString());
        await("it is said no more", () -> problem(dialog).isBlank());
        dialog.button("save").click();
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied.get(0).folder()).isEqualTo(fine);
        assertThat(fine).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void cancelTakesBackWhatWasDecidedAboutPeopleToo() throws Exception {
        trust.put(new Trust(KEY, "Bright Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty(), true));
        Optional<Trust> before = trust.of(KEY);
        DialogFixture dialog = settings();
        dialog.textBox("settings.alias").deleteText().enterText("Otter");
        dialog.tabbedPane("settingsTabs").selectTab("People");
        dialog.table("trusts").selectRows(0);
        assertThat(dialog.textBox("trustMeaning").text()).contains("Bright Otter", "without a question", "compared");
        dialog.button("forgetTrust").click();
        await("it is forgotten", () -> trust.all().isEmpty());
        dialog.button("cancel").click();
        await("it is as before", () -> trust.of(KEY).equals(before));
        assertThat(node.applied).isEmpty();
        assertThat(stored).noneMatch(settings -> settings.alias().equals("Otter"));
    }

    @Test
    void theNetworkAndWhatIsToldToOthersAreSettings() {
        tell(Scenes.networks(Optional.empty()));
        DialogFixture dialog = settings();
        dialog.tabbedPane("settingsTabs").selectTab("Network");
        assertThat(dialog.comboBox("settings.networkInUse").contents())
                .hasSize(4)
                .contains("All networks");
        dialog.comboBox("settings.networkInUse").selectItem("wg0 — 10.8.0.2 (VPN)");
        dialog.comboBox("settings.tellPeers").requireSelection("Yes").selectItem("No");
        dialog.button("save").click();
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied.get(0))
                .isEqualTo(firstSettings().withNetwork(Optional.of("wg0")).withTellPeers(Settings.TellPeers.OFF));
    }

    @Test
    void savingWithoutAChangeChangesNothing() {
        settings().button("save").click();
        await(
                "the dialog is closed",
                () -> List.of(frame.getOwnedWindows()).stream().noneMatch(one -> one.isShowing()));
        assertThat(node.applied).isEmpty();
    }

    @Test
    void theVersionAndWhatItRunsOnCanBeCopied() throws Exception {
        press(KeyEvent.VK_F1);
        DialogFixture about = window.dialog("about");
        about.button("copyVersion").click();
        assertThat((String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .contains("Wherry " + Version.text(), System.getProperty("java.version"), System.getProperty("os.name"))
                .doesNotContain(System.getProperty("user.home") + "/");
        about.button("close").click();
    }

    private DialogFixture settings() {
        window.button("settings").click();
        return window.dialog("settingsDialog");
    }

    private static String problem(DialogFixture dialog) {
        return dialog.label("settingsProblem").target().getText();
    }
}
