package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JTabbedPane;
import org.assertj.swing.fixture.DialogFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wherry.settings.Settings;
import wherry.settings.Star;
import wherry.settings.Trust;
import wherry.settings.ViewFile;
import wherry.settings.ViewSettings;
import wherry.transfer.Event;

/** What the settings say of the window itself: the text size, the history, small pictures, and the people. */
class ViewSettingsTest extends WindowTest {
    private static final String ANNA = "AB".repeat(32);
    private static final String OTTER = "CD".repeat(32);

    @Override
    Settings firstSettings() {
        return super.firstSettings().withStars(List.of(new Star(ANNA, "Anna", "192.168.1.23:53317")));
    }

    @AfterEach
    void usualSize() {
        onEventThread(() -> Appearance.enlarge(ViewSettings.TextSize.NORMAL));
    }

    @Test
    void theTextSizeHoldsAtOnceAndIsKept() {
        int before = read(() -> window.label("peersHeading").target().getFont().getSize());
        int row = read(() -> list().getFixedCellHeight());
        int least = read(() -> window.splitPane("upper").target().getMinimumSize().height);
        DialogFixture dialog = settings();
        dialog.comboBox("settings.textSize").selectItem("Larger");
        dialog.button("save").click();
        await(
                "it is larger",
                () -> window.label("peersHeading").target().getFont().getSize() > before
                        && UIScale.getZoomFactor() > 1.4f);
        assertThat(read(() -> list().getFixedCellHeight()))
                .as("rows are as high as what is in them")
                .isEqualTo(Math.round(row * UIScale.getZoomFactor()));
        assertThat(read(() -> window.splitPane("upper").target().getMinimumSize().height))
                .isCloseTo(Math.round(least * UIScale.getZoomFactor()), within(1));
        await("it is kept", () -> kept().textSize() == ViewSettings.TextSize.LARGER);
    }

    @Test
    void theWindowCannotBeMadeSmallerThanTheLargerWordsNeedAndStaysOnItsScreen() {
        onEventThread(() -> frame.setBounds(700, 500, 640, 480));
        await("it is there", () -> frame.getWidth() == 640);
        Dimension usual = read(frame::getMinimumSize);
        DialogFixture dialog = settings();
        dialog.comboBox("settings.textSize").selectItem("Larger");
        dialog.button("save").click();
        float zoom = read(UIScale::getZoomFactor);
        await(
                "it may be as small as the words allow",
                () -> frame.getMinimumSize()
                        .equals(new Dimension(Math.round(usual.width * zoom), Math.round(usual.height * zoom))));
        await(
                "all of it is there",
                () -> frame.getWidth() >= usual.width * zoom
                        && read(frame::getGraphicsConfiguration).getBounds().contains(frame.getBounds()));
        settings().comboBox("settings.textSize").selectItem("Usual");
        window.dialog("settingsDialog").button("save").click();
        await("as before", () -> frame.getMinimumSize().equals(usual));
    }

    @Test
    void thePagesOfTheSettingsAreNotCutInADialogThatHasBecomeNarrower() {
        DialogFixture dialog = settings();
        onEventThread(() -> dialog.target().setMinimumSize(null));
        for (String[] page : new String[][] {{"People", "forgetTrust"}, {"Network", "settings.tellPeers"}}) {
            JTabbedPane tabs = dialog.tabbedPane("settingsTabs").target();
            onEventThread(() -> tabs.setSelectedIndex(tabs.indexOfTab(page[0])));
            await("it is shown", () -> tabs.getSelectedComponent().isShowing());
            Component last = robot.finder().findByName(dialog.target(), page[1], false);
            for (int width : new int[] {1_000, 600}) {
                onEventThread(() -> dialog.target().setSize(width, 640));
                await(
                        "it is that wide",
                        () -> ((JDialog) dialog.target()).getRootPane().getWidth()
                                == width
                                        - dialog.target().getInsets().left
                                        - dialog.target().getInsets().right);
                robot.waitForIdle();
                // Layouts round to a pixel more or less.
                await(
                        page[1] + " can be reached",
                        () -> ((JComponent) last).getVisibleRect().width >= last.getWidth() - 1);
            }
        }
    }

    @Test
    void onAVeryLowScreenWhatIsBelowThePeopleCanBeScrolledTo() {
        DialogFixture dialog = settings();
        onEventThread(() -> dialog.target().setMinimumSize(null));
        JTabbedPane tabs = dialog.tabbedPane("settingsTabs").target();
        onEventThread(() -> tabs.setSelectedIndex(tabs.indexOfTab("People")));
        JComponent last = (JComponent) robot.finder().findByName(dialog.target(), "forgetTrust", false);
        await("all of it is there", () -> last.getVisibleRect().height >= last.getHeight() - 1);
        onEventThread(() -> dialog.target().setSize(700, 320));
        await("it is that low", () -> last.getVisibleRect().height < last.getHeight() - 1);
        onEventThread(() -> last.scrollRectToVisible(new Rectangle(last.getSize())));
        await("it can be reached", () -> last.getVisibleRect().height >= last.getHeight() - 1);
    }

    @Test
    void howLongTheHistoryIsIsCheckedWhileItIsTypedAndKept() {
        DialogFixture dialog = settings();
        dialog.textBox("settings.historyEntries").deleteText().enterText("5");
        await("it is said", () -> dialog.label("settingsProblem").text().contains("10 to 1000"));
        dialog.textBox("settings.historyEntries").enterText("0");
        await("all is well", () -> dialog.label("settingsProblem").text().isBlank());
        dialog.comboBox("settings.history").selectItem("Keep none");
        dialog.button("save").click();
        await("it is kept", () -> kept().entries() == 50 && kept().history() == ViewSettings.History.OFF);
    }

    @Test
    void smallPicturesAreShownUnlessTheUserWantsNone() {
        tell(new Event.OfferOpened(CardScenes.pictures("a", "Anna", ANNA, 12)));
        assertThat(canBeSeen("previews")).isTrue();
        tell(new Event.OfferClosed("a"));
        DialogFixture dialog = settings();
        dialog.comboBox("settings.previews").selectItem("Neither");
        dialog.button("save").click();
        await("it is kept", () -> kept().previews() == ViewSettings.Previews.OFF);
        tell(new Event.OfferOpened(CardScenes.pictures("b", "Anna", ANNA, 12)));
        assertThat(canBeSeen("question")).isTrue();
        assertThat(canBeSeen("previews")).isFalse();
    }

    @Test
    void theStarredAreAmongThePeopleAndCanBeRemovedAndCancelTakesThatBack() throws Exception {
        trust.put(new Trust(OTTER, "Bright Otter", Trust.Decision.BLOCK, Optional.empty(), Optional.empty()));
        DialogFixture dialog = settings();
        dialog.tabbedPane("settingsTabs").selectTab("People");
        await("both are listed", () -> dialog.table("trusts").target().getRowCount() == 2);
        assertThat(dialog.table("trusts").contents()[0][0]).isEqualTo("\u2605 Anna");
        dialog.table("trusts").selectRows(0);
        assertThat(dialog.textBox("trustMeaning").text()).contains("at the top of the list", "takes off the star");
        dialog.button("forgetTrust").click();
        await("it is gone", () -> dialog.table("trusts").target().getRowCount() == 1);
        await("it holds at once", () -> !stored.isEmpty() && last().stars().isEmpty());
        dialog.button("cancel").click();
        await("it is as before", () -> last().stars().equals(firstSettings().stars()));
    }

    @Test
    void aStarThatWasRemovedIsNotBroughtBackBySaving() {
        DialogFixture dialog = settings();
        dialog.tabbedPane("settingsTabs").selectTab("People");
        dialog.table("trusts").selectRows(0);
        dialog.button("forgetTrust").click();
        dialog.tabbedPane("settingsTabs").selectTab("General");
        dialog.textBox("settings.alias").deleteText().enterText("Fox");
        dialog.button("save").click();
        await("it is saved", () -> !stored.isEmpty() && last().alias().equals("Fox"));
        assertThat(last().stars()).isEmpty();
    }

    private Settings last() {
        return stored.get(stored.size() - 1);
    }

    private ViewSettings kept() {
        return ViewFile.in(folder.resolve("config")).load();
    }

    private DialogFixture settings() {
        window.button("settings").click();
        return window.dialog("settingsDialog");
    }
}
