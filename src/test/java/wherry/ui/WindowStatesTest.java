package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.JPopupMenuFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.Settings;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Visibility;
import wherry.ui.shelf.ShelfItem;

class WindowStatesTest extends WindowTest {
    @Test
    void itsPlaceIsRememberedOnceItHasComeToRestHoweverTheProcessEnds() {
        onEventThread(() -> window.target().setSize(701, 602));

        await(
                "its place is remembered",
                () -> stored.stream()
                        .flatMap(settings -> settings.window().stream())
                        .anyMatch(place -> place.width() == 701 && place.height() == 602));
    }

    @Test
    void itSaysAsWhomAndWhereOneIsVisible() {
        window.label("visibility").requireText("Starting…");
        tell(Scenes.visible());
        window.label("visibility").requireText("Visible at 192.168.1.20:54321");
        window.label("ownName").requireText("Quiet Fox");
        assertThat(isPresent("notice")).isFalse();
    }

    @Test
    void aTakenPortIsExplainedAndAFreeOneOffered() {
        reopen(firstSettings().withPort(OptionalInt.of(4_711)));
        tell(new Event.VisibilityChanged(new Visibility.PortTaken(4_711)));
        assertThat(window.textBox("noticeText").text()).contains("Port 4711 belongs to another program");
        window.button("useFreePort").click();
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied.get(0).port()).isEmpty();
        await("it is remembered", () -> stored.contains(node.applied.get(0)));
        tell(Scenes.visible());
        assertThat(isPresent("notice")).isFalse();
    }

    @Test
    void noNetworkIsExplained() {
        tell(new Event.VisibilityChanged(new Visibility.NoNetwork()));
        window.label("visibility").requireText("No network");
        assertThat(window.textBox("noticeText").text()).contains("on no network", "Wi-Fi", "by itself");
    }

    @Test
    void whateverElseHindersIsSaidInItsOwnWords() {
        tell(new Event.VisibilityChanged(new Visibility.Hindered("Multicast is forbidden here.")));
        window.textBox("noticeText").requireText("Multicast is forbidden here.");
    }

    @Test
    void thePickerListsTheNetworksMarksThemAndFollowsThem() {
        tell(Scenes.networks(Optional.of("wlan0")));
        assertThat(window.comboBox("networks").contents())
                .containsExactly(
                        "All networks",
                        "Wi-Fi — 192.168.1.20",
                        "docker0 — 172.17.0.1 (virtual)",
                        "wg0 — 10.8.0.2 (VPN)");
        window.comboBox("networks").requireSelection("Wi-Fi — 192.168.1.20");
        tell(new Event.NetworksChanged(List.of(), Optional.of("wlan0")));
        window.comboBox("networks").requireSelection("wlan0 (not connected)");
        assertThat(node.applied)
                .as("what the node tells is no choice of the user's")
                .isEmpty();
    }

    @Test
    void theChosenNetworkIsUsedAndRemembered() {
        tell(Scenes.networks(Optional.empty()));
        window.comboBox("networks").selectItem(2);
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied.get(0).network()).contains("docker0");
        await("it is remembered", () -> stored.contains(node.applied.get(0)));
    }

    @Test
    void theArrowKeysPassOverNetworksWithoutChoosingThemAndEscapeChoosesNone() {
        tell(Scenes.networks(Optional.empty()));
        focus("networks");
        JComboBox<?> picker = window.comboBox("networks").target();
        press(KeyEvent.VK_DOWN);
        await("its list is open", picker::isPopupVisible);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ESCAPE);
        await("as it was", () -> !picker.isPopupVisible() && picker.getSelectedIndex() == 0);
        robot.waitForIdle();
        assertThat(node.applied).isEmpty();
        press(KeyEvent.VK_DOWN);
        await("its list is open", picker::isPopupVisible);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);
        await("the node was told", () -> !node.applied.isEmpty());
        assertThat(node.applied)
                .extracting(settings -> settings.network().orElse(""))
                .containsExactly("wg0");
    }

    @ParameterizedTest
    @ValueSource(ints = {KeyEvent.VK_PAGE_DOWN, KeyEvent.VK_END, KeyEvent.VK_W})
    void everyOtherKeyOpensTheNetworksFirstToo(int key) {
        tell(Scenes.networks(Optional.empty()));
        focus("networks");
        JComboBox<?> picker = window.comboBox("networks").target();
        press(key);
        await("its list is open", picker::isPopupVisible);
        press(key);
        await("another is passed over", () -> picker.getSelectedIndex() != 0);
        press(KeyEvent.VK_ESCAPE);
        await("as it was", () -> !picker.isPopupVisible() && picker.getSelectedIndex() == 0);
        robot.waitForIdle();
        assertThat(node.applied).isEmpty();
    }

    @Test
    void theWindowComesBackWhereItWas() {
        onEventThread(() -> frame.setBounds(90, 70, 800, 640));
        await("it is there", () -> frame.getWidth() == 800);
        window.close();
        await("its place is remembered", () -> ended && !stored.isEmpty());
        Settings.WindowPlace place = stored.get(stored.size() - 1).window().orElseThrow();
        reopen(stored.get(stored.size() - 1));
        assertThat(read(() -> frame.getSize().width)).isEqualTo(place.width()).isEqualTo(800);
        assertThat(read(() -> frame.getSize().height)).isEqualTo(place.height());
    }

    @Test
    void aPlaceThatIsOnNoScreenIsForgotten() {
        reopen(firstSettings().withWindow(Optional.of(new Settings.WindowPlace(90_000, 90_000, 700, 600))));
        assertThat(read(() -> frame.getX())).isLessThan(90_000);
    }

    @Test
    void onASmallerScreenThanBeforeAllOfItIsThere() {
        Rectangle screen = read(() -> frame.getGraphicsConfiguration().getBounds());
        Settings.WindowPlace beyond =
                new Settings.WindowPlace(screen.width - 200, screen.height - 200, screen.width + 500, 600);
        reopen(firstSettings().withWindow(Optional.of(beyond)));
        assertThat(screen.contains(read(() -> frame.getBounds()))).isTrue();
        assertThat(read(() -> frame.getHeight())).isEqualTo(600);
        assertThat(WindowPlaces.within(
                        new Rectangle(0, 0, 1366, 768), new Rectangle(289, 101, 1024, 800), new Dimension(1280, 768)))
                .isEqualTo(new Rectangle(86, 0, 1280, 768));
    }

    @Test
    void whereEverythingIsDrawnLargerThanBeforeAsMuchIsSeenInIt() {
        onEventThread(() -> frame.setBounds(40, 30, 700, 500));
        Settings.WindowPlace before = read(() -> WindowPlaces.of(frame).orElseThrow());
        assertThat(before.percent()).hasValue(100);
        Dimension usual = read(() -> UIScale.scale(new Dimension(1024, 800)));
        zoom(1.25f, () -> {
            Dimension screen =
                    read(() -> frame.getGraphicsConfiguration().getBounds().getSize());
            reopen(firstSettings().withWindow(Optional.of(at(1_000, 640, 100))));
            assertThat(read(() -> frame.getSize()))
                    .as("not less than a new one, where there is room for it")
                    .isEqualTo(new Dimension(1_280, Math.min(screen.height, 1_000)));
            reopen(firstSettings().withWindow(Optional.of(at(1_300, 980, 125))));
            assertThat(read(() -> frame.getSize())).as("drawn as before").isEqualTo(new Dimension(1_300, 980));
            assertThat(read(() -> WindowPlaces.of(frame))).contains(at(1_300, 980, 125));
        });
        reopen(firstSettings().withWindow(Optional.of(at(1_300, 950, 125))));
        assertThat(read(() -> frame.getSize())).as("drawn smaller again").isEqualTo(new Dimension(1_040, usual.height));
    }

    private static Settings.WindowPlace at(int width, int height, int percent) {
        return new Settings.WindowPlace(10, 10, width, height, OptionalInt.of(percent));
    }

    private static void zoom(float factor, Runnable then) {
        onEventThread(() -> {
            UIScale.setZoomFactor(factor);
            FlatLaf.updateUILater();
        });
        try {
            then.run();
        } finally {
            onEventThread(() -> {
                UIScale.setZoomFactor(1);
                FlatLaf.updateUILater();
            });
        }
    }

    @Test
    void aPlaceThatIsBeyondTheScreenKeepsItsSize() {
        reopen(firstSettings().withWindow(Optional.of(new Settings.WindowPlace(90_000, 90_000, 700, 600))));
        assertThat(read(() -> frame.getSize())).isEqualTo(new Dimension(700, 600));
    }

    @Test
    void anAddressIsAddedAndRemembered() {
        window.button("addPeer").click();
        DialogFixture dialog = window.dialog("addPeerDialog");
        dialog.textBox("address").enterText("not an address");
        dialog.button("add").click();
        dialog.textBox("addressProblem").requireText("That is not an address: host, or host:port.");
        dialog.textBox("address").deleteText().enterText("192.168.1.77:4000");
        dialog.button("add").click();
        awaitCall("add 192.168.1.77:4000");
        await(
                "it is remembered",
                () -> stored.stream().anyMatch(settings -> settings.peers().equals(List.of("192.168.1.77:4000"))));
    }

    @Test
    void whoIsTakenOffIsForgottenInWhateverFormItWasTyped() {
        reopen(firstSettings().withPeers(List.of("[FE80:0::5]:54321", "fe80::5", "fe80::6")));
        tell(new Event.PeersChanged(List.of(Scenes.here("Otter", "fe80::5"))));
        Point row = read(() -> window.list("peers").target().indexToLocation(0));
        row.translate(30, 10);
        new JPopupMenuFixture(robot, robot.showPopupMenu(window.list("peers").target(), row))
                .menuItem("removePeer")
                .click();
        await(
                "it is forgotten",
                () -> stored.stream().anyMatch(settings -> settings.peers().equals(List.of("fe80::6"))));
    }

    @Test
    void theSettingsDialogRefusesWhatCannotBeAndAppliesTheRest() {
        window.button("settings").click();
        DialogFixture dialog = window.dialog("settingsDialog");
        dialog.textBox("settings.alias").deleteText().enterText("Brave Newt");
        dialog.tabbedPane("settingsTabs").selectTab("Network");
        dialog.textBox("settings.port").deleteText().enterText("70000");
        dialog.button("save").click();
        assertThat(dialog.label("settingsProblem").text()).contains("1 to 65535");
        dialog.textBox("settings.port").deleteText().enterText("4712");
        dialog.tabbedPane("settingsTabs").selectTab("General");
        dialog.comboBox("settings.theme").selectItem("Dark");
        dialog.comboBox("settings.asking").selectItem("Refuse everything");
        dialog.button("save").click();
        await("the node was told", () -> !node.applied.isEmpty());
        // Where the window came to rest may be known by now.
        Settings applied = node.applied.get(0).withWindow(Optional.empty());
        assertThat(applied)
                .isEqualTo(firstSettings()
                        .withAlias("Brave Newt")
                        .withPort(OptionalInt.of(4_712))
                        .withTheme(Settings.Theme.DARK)
                        .withAsking(Settings.Asking.REFUSE));
        await("the window is dark", FlatLaf::isLafDark);
        await("it is remembered", () -> stored.contains(applied));
    }

    @Test
    void aFolderInWhichNothingCanBeWrittenIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        window.button("settings").click();
        DialogFixture dialog = window.dialog("settingsDialog");
        String[] places = {file.toString(), file.resolve("below").toString()};
        for (String place : places) {
            dialog.textBox("settings.folder").setText(place);
            dialog.button("save").click();
            await(
                    "it is refused",
                    () -> dialog.label("settingsProblem").target().getText().contains("Nothing can be written"));
        }
        assertThat(node.applied).isEmpty();
        dialog.button("cancel").click();
    }

    @Test
    void aProblemWithTheSettingsIsReportedAndCanBeDismissed() {
        onEventThread(() -> frame.report("The settings were damaged and set aside."));
        awaitReadable();
        window.textBox("noticeText").requireText("The settings were damaged and set aside.");
        assertThat(window.textBox("log").text()).endsWith("The settings were damaged and set aside.");
        window.button("dismiss").click();
        assertThat(isPresent("notice")).isFalse();
    }

    @Test
    void theLogFollowsItsEndAgainAfterAStripCameAndWentUnlessItsReaderLeftIt() {
        for (int i = 0; i < 100; i++) {
            node.tell(Event.Logged.now("line " + i));
        }
        tell(new Event.Warned("Something to know."));
        window.button("dismiss").click();
        tell(Event.Logged.now("after it"));
        await("the end is seen", () -> logIsAtItsEnd());
        onEventThread(() -> logBar().setValue(0));
        tell(Event.Logged.now("read on"));
        assertThat(read(() -> logBar().getValue())).isZero();
    }

    private boolean logIsAtItsEnd() {
        JScrollBar bar = logBar();
        return bar.getValue() + bar.getVisibleAmount() >= bar.getMaximum() - 1
                && bar.getMaximum() > bar.getVisibleAmount();
    }

    private JScrollBar logBar() {
        return ((JScrollPane) SwingUtilities.getAncestorOfClass(
                        JScrollPane.class, window.textBox("log").target()))
                .getVerticalScrollBar();
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 2})
    void everyControlIsWhollyVisibleInTheSmallestWindow(float zoom) {
        onEventThread(() -> {
            UIScale.setZoomFactor(zoom);
            FlatLaf.updateUILater();
        });
        try {
            reopen(firstSettings().withWindow(Optional.of(new Settings.WindowPlace(0, 0, 640, 480))));
            onEventThread(() -> frame.model().shelf.put(List.of(new ShelfItem.TextContent("words"))));
            onEventThread(() -> frame.setSize(frame.getMinimumSize()));
            robot.waitForIdle();
            for (String name : List.of(
                    "networks",
                    "settings",
                    "link",
                    "addPeer",
                    "lookAgain",
                    "missing",
                    "chooseFiles",
                    "chooseFolder",
                    "writeText",
                    "send",
                    "shelfClear",
                    "paste",
                    "clear")) {
                Component control = robot.finder().findByName(frame, name);
                Rectangle place = read(() -> SwingUtilities.convertRectangle(
                        control.getParent(), control.getBounds(), frame.getContentPane()));
                Rectangle pane = read(() -> new Rectangle(frame.getContentPane().getSize()));
                assertThat(pane.contains(place))
                        .as("%s at %s in %s", name, place, pane)
                        .isTrue();
                Dimension seen =
                        read(() -> ((JComponent) control).getVisibleRect().getSize());
                // A button's ring for the focus may lie outside of what it is laid out in.
                int ring = UIScale.scale(2);
                assertThat(seen.width)
                        .as("%s, width that is seen", name)
                        .isBetween(control.getWidth() - ring, control.getWidth());
                assertThat(seen.height)
                        .as("%s, height that is seen", name)
                        .isBetween(control.getHeight() - ring, control.getHeight());
                assertThat(read(() -> control.getWidth() >= control.getMinimumSize().width))
                        .as("%s is not squeezed", name)
                        .isTrue();
            }
        } finally {
            onEventThread(() -> {
                UIScale.setZoomFactor(1);
                FlatLaf.updateUILater();
            });
        }
    }

    /** The second height is that of larger letters, near enough. */
    @ParameterizedTest
    @ValueSource(ints = {368, 352})
    void whatCanBeDoneWhileNobodyIsHereIsNotCutInAVeryLowWindow(int height) {
        onEventThread(() -> {
            frame.setMinimumSize(new Dimension(1, 1));
            frame.setSize(683, height + frame.getInsets().top + frame.getInsets().bottom);
        });
        for (String name : List.of("linkHere", "missingHere", "chooseFiles")) {
            JComponent button = (JComponent) robot.finder().findByName(frame, name);
            await(name + " is there", () -> button.getVisibleRect().height >= button.getHeight() - 1);
        }
    }

    @Test
    void theHeadingOfTheDropAreaKeepsOffItsEdgeInTheSmallestWindow() {
        reopen(firstSettings().withWindow(Optional.of(new Settings.WindowPlace(0, 0, 640, 480))));
        tell(new Event.VisibilityChanged(new Visibility.NoNetwork()));
        robot.waitForIdle();
        Component heading = robot.finder().findByName(frame, "dropHeading");
        Component area = robot.finder().findByName(frame, "drop");
        assertThat(read(() -> SwingUtilities.convertPoint(heading, 0, 0, area).y))
                .isGreaterThanOrEqualTo(UIScale.scale(8));
    }

    @Test
    void withTheLettersOfADesktopThatHasThemLargerNothingIsCutInTheSmallestWindow() {
        java.awt.Font usual = read(() -> UIManager.getFont("defaultFont"));
        onEventThread(() -> UIManager.put("defaultFont", usual.deriveFont(usual.getSize2D() * 5 / 4)));
        try {
            onEventThread(FlatLaf::updateUI);
            reopen(firstSettings().withWindow(Optional.of(new Settings.WindowPlace(0, 0, 640, 480))));
            JButton missing = window.button("missing").target();
            int words = read(() -> missing.getFontMetrics(missing.getFont()).stringWidth(missing.getText()));
            assertThat(read(() -> missing.getVisibleRect().width)).isGreaterThan(words);
        } finally {
            onEventThread(() -> {
                UIManager.put("defaultFont", null);
                FlatLaf.updateUILater();
            });
        }
    }

    @Test
    void howeverWideTheListWasMadeTheShelfKeepsItsButtonsInASmallerWindow() {
        onEventThread(() -> window.splitPane("upper").target().setDividerLocation(600));
        onEventThread(() -> frame.setSize(frame.getMinimumSize()));
        robot.waitForIdle();
        for (String name : List.of("chooseFiles", "chooseFolder", "writeText", "paste", "missing")) {
            JButton button = window.button(name).target();
            int words = read(() -> button.getFontMetrics(button.getFont()).stringWidth(button.getText()));
            assertThat(read(() -> button.getVisibleRect().width)).as(name).isGreaterThan(words);
        }
        Component table = window.table("transfers").target().getParent();
        assertThat(read(table::getHeight)).as("a row is seen").isGreaterThanOrEqualTo(UIScale.scale(40));
    }

    @Test
    void atTwiceTheSizeTheTransfersEndAboveTheLogOnAnOrdinaryLaptop() {
        onEventThread(() -> UIScale.setZoomFactor(2));
        try {
            onEventThread(FlatLaf::updateUI);
            reopen(firstSettings());
            tell(new Event.PeersChanged(List.of(Scenes.verified("Otter", "192.168.1.2", "AB".repeat(32)))));
            onEventThread(() -> {
                frame.setMinimumSize(new Dimension(1, 1));
                frame.getContentPane().setPreferredSize(new Dimension(1366, 738));
                frame.pack();
            });
            robot.waitForIdle();
            Component table = window.table("transfers").target().getParent().getParent();
            assertThat(read(() -> ((JComponent) table).getVisibleRect().height)).isEqualTo(table.getHeight());
            JLabel badge = read(() -> badge(list()));
            int words = read(() -> badge.getFontMetrics(badge.getFont()).stringWidth(badge.getText()));
            assertThat(read(() -> badge.getPreferredSize().width))
                    .as("the lock stands close to its word")
                    .isLessThan(words + badge.getIcon().getIconWidth() + UIScale.scale(6));
        } finally {
            onEventThread(() -> {
                UIScale.setZoomFactor(1);
                FlatLaf.updateUILater();
            });
        }
    }

    private static JLabel badge(JList<Peer> list) {
        Container cell = (Container) list.getCellRenderer()
                .getListCellRendererComponent(list, list.getModel().getElementAt(0), 0, false, false);
        return Stream.of(cell.getComponents())
                .filter(JLabel.class::isInstance)
                .map(JLabel.class::cast)
                .filter(label -> label.getIcon() != null && "encrypted".equals(label.getText()))
                .findFirst()
                .orElseThrow();
    }

    private void reopen(Settings settings) {
        GuiActionRunner.execute(frame::dispose);
        node.close();
        open(settings);
    }
}
