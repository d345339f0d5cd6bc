package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.swing.JComponent;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.TransferState;
import wherry.transfer.Version;

class KeyboardTest extends WindowTest {
    private static final List<String> NAMES = List.of(
            "networks",
            "visibility",
            "peers",
            "peerFilter",
            "addPeer",
            "lookAgain",
            "drop",
            "chooseFiles",
            "chooseFolder",
            "paste",
            "question",
            "choose",
            "accept",
            "decline",
            "transfers",
            "retryFailed",
            "clear",
            "log",
            "settings");

    @Test
    void everyControlHasItsNameAndOneForThoseWhoDoNotSeeIt() {
        somethingInEveryPane();
        for (String name : NAMES) {
            Component component = robot.finder().findByName(frame, name);
            assertThat(read(() -> component.getAccessibleContext().getAccessibleName()))
                    .as(name)
                    .isNotBlank();
        }
        assertThat(frame.getTitle()).startsWith("Wherry");
    }

    @Test
    void tabReachesEverythingAndLeavesTheTableAndTheLog() {
        somethingInEveryPane();
        focus("peers");
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 30; i++) {
            Component before = focused();
            press(KeyEvent.VK_TAB);
            await("the focus moved on from " + before.getName(), () -> {
                Component now = frame.getFocusOwner();
                return now != null && now != before;
            });
            reached.add(focused().getName());
        }
        List<String> stops = new ArrayList<>(NAMES);
        stops.removeAll(List.of("visibility", "drop", "question"));
        assertThat(reached).containsAll(stops);
    }

    @Test
    void f6GoesFromPaneToPaneAndShiftF6Back() {
        focus("peers");
        List<String> visited = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Component before = focused();
            press(KeyEvent.VK_F6);
            await(
                    "the focus moved on from " + before.getName(),
                    () -> frame.getFocusOwner() != null && frame.getFocusOwner() != before);
            visited.add(focused().getName());
        }
        assertThat(visited).containsExactly("chooseFiles", "transfers", "log", "networks", "peers");
        press(KeyEvent.VK_F6, KeyEvent.VK_SHIFT);
        await("back", () -> "networks".equals(nameOfFocused()));
    }

    @Test
    void controlFFiltersAndEnterGoesToThePeerThatWasFound() {
        tell(new Event.PeersChanged(
                List.of(Scenes.here("Bright Otter", "192.168.1.40"), Scenes.here("Merry Heron", "192.168.1.41"))));
        press(KeyEvent.VK_F, KeyEvent.VK_CONTROL);
        await("the filter has the focus", () -> "peerFilter".equals(nameOfFocused()));
        robot.enterText("her");
        await("one is left", () -> window.list("peers").target().getModel().getSize() == 1);
        press(KeyEvent.VK_ENTER);
        await("the list has the focus", () -> "peers".equals(nameOfFocused()));
        assertThat(window.label("dropHeading").text()).isEqualTo("Drop anything here for Merry Heron");
        focus("peerFilter");
        press(KeyEvent.VK_ESCAPE);
        await("both are back", () -> window.list("peers").target().getModel().getSize() == 2);
    }

    @Test
    void f1TellsTheVersionAndTheLicencesAndEscapeClosesIt() {
        press(KeyEvent.VK_F1);
        window.dialog("about").label("version").requireText("Version " + Version.text());
        window.dialog("about").tabbedPane("aboutTabs").selectTab("Licences");
        assertThat(window.dialog("about").textBox("aboutLicences").text()).contains("FlatLaf", "Inter", "MigLayout");
        press(KeyEvent.VK_ESCAPE);
        await("it is closed", () -> frame.getOwnedWindows().length == 0 || !frame.getOwnedWindows()[0].isShowing());
    }

    private String nameOfFocused() {
        Component owner = frame.getFocusOwner();
        return owner instanceof JComponent ? owner.getName() : "";
    }

    private void somethingInEveryPane() {
        tell(
                new Event.PeersChanged(List.of(Scenes.here("Bright Otter", "192.168.1.40"))),
                new Event.OfferOpened(Scenes.offer("o", "a", "f", 1)),
                new Event.TransferChanged(
                        Scenes.ended("f", Direction.SENDING, "x", "NAS", TransferState.FAILED, "Nobody answered.")));
    }
}
